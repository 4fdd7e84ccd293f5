import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { Day } from '../../knowledge/facts.ts';
import type { Counted, Counts, TurnCount, VoteCount } from './counts.ts';

/** One month on disk: how often each combination was counted, its parts joined by `|`. */
interface MonthFile {
  version: 1;
  turns: Record<string, number>;
  votes: Record<string, number>;
}
type Kind = 'turns' | 'votes';

/** Counts are written this long after the first that is not yet on disk: half of what a crash may lose. */
const writeDelayMs = 50;
const separator = '|';

/**
 * Counts in one JSON file a month. A file is written aside, then renamed over the old one (lowdb's writer),
 * so that a crash at any moment leaves a file that parses.
 */
export class LowdbCounts implements Counts {
  readonly #months = new Map<string, Promise<Low<MonthFile>>>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  /** Settles once every count so far is in its month, which a first count must wait to be read. */
  #adding: Promise<void> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    /** Told when a month's file could not be read or written; the counts stay in memory and are tried again. */
    private readonly onTrouble: (trouble: string, error: unknown) => void,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  addTurn(turn: TurnCount): void {
    this.add('turns', turn.day, [
      turn.channel,
      turn.axis,
      turn.topic,
      turn.language,
      turn.audience,
      turn.outcome,
    ]);
  }

  addVote(vote: VoteCount): void {
    this.add('votes', vote.day, [vote.channel, vote.topic, vote.isHelpful ? 'yes' : 'no']);
  }

  async turns(from: Day, to: Day): Promise<Counted<TurnCount>[]> {
    const entries = await this.entries('turns', from, to);
    return entries.map(([[day, channel, axis, topic, language, audience, outcome], count]) => ({
      ...({ day, channel, language, outcome } as Pick<TurnCount, 'day' | 'channel' | 'language' | 'outcome'>),
      axis: axis || null,
      topic: topic || null,
      audience: (audience || null) as TurnCount['audience'],
      count,
    }));
  }

  async votes(from: Day, to: Day): Promise<Counted<VoteCount>[]> {
    const entries = await this.entries('votes', from, to);
    return entries.map(([[day, channel, topic, vote], count]) => ({
      ...({ day, channel, topic } as Pick<VoteCount, 'day' | 'channel' | 'topic'>),
      isHelpful: vote === 'yes',
      count,
    }));
  }

  async flush(): Promise<void> {
    await this.#adding;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.writeChanged());
    await this.#writing;
  }

  private add(kind: Kind, day: Day, parts: readonly (string | null)[]): void {
    const month = day.slice(0, 7);
    const key = [day, ...parts.map((part) => part ?? '')].join(separator);
    const added = this.month(month).then(({ data }) => {
      data[kind][key] = (data[kind][key] ?? 0) + 1;
      this.#changed.add(month);
      this.#timer ??= setTimeout(() => void this.flush(), writeDelayMs);
    });
    this.#adding = this.#adding.then(() => added);
  }

  private async writeChanged(): Promise<void> {
    const months = [...this.#changed];
    this.#changed.clear();
    for (const month of months) {
      try {
        await (await this.month(month)).write();
      } catch (error) {
        this.#changed.add(month);
        this.#timer ??= setTimeout(() => void this.flush(), writeDelayMs * 20);
        this.onTrouble(`the counts of ${month} could not be written`, error);
      }
    }
  }

  private async entries(kind: Kind, from: Day, to: Day): Promise<[string[], number][]> {
    await this.#adding;
    const found: [string[], number][] = [];
    for (const month of monthsBetween(from, to)) {
      const { data } = await this.month(month);
      for (const [key, count] of Object.entries(data[kind])) {
        const parts = key.split(separator);
        const day = parts[0] as Day;
        if (from <= day && day <= to) found.push([parts, count]);
      }
    }
    return found;
  }

  private month(month: string): Promise<Low<MonthFile>> {
    const open = this.#months.get(month) ?? this.open(join(this.folder, `${month}.json`));
    this.#months.set(month, open);
    return open;
  }

  private async open(path: string): Promise<Low<MonthFile>> {
    const empty: MonthFile = { version: 1, turns: {}, votes: {} };
    const low = new Low(new JSONFile<MonthFile>(path), empty);
    try {
      await low.read();
    } catch (error) {
      // Nothing is lost: the file that cannot be read stays beside the new one.
      if (existsSync(path)) renameSync(path, `${path}.unreadable-${Date.now()}`);
      low.data = empty;
      this.onTrouble(`${path} could not be read and was put aside`, error);
    }
    return low;
  }
}

function monthsBetween(from: Day, to: Day): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  for (let name = from.slice(0, 7); name <= to.slice(0, 7); ) {
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    name = `${year}-${String(month).padStart(2, '0')}`;
  }
  return months;
}
