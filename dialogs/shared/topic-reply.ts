import { proseOf } from '../../knowledge/check/text.ts';
import { type Circumstances, type DayRange, holds } from '../../knowledge/circumstances.ts';
import type { Day } from '../../knowledge/facts.ts';
import { formatDay, formatWeekday } from '../../knowledge/format.ts';
import type { Knowledge } from '../../knowledge/library.ts';
import { describeHours, formatTime, openingAt } from '../../knowledge/opening.ts';
import { parisDay } from '../../knowledge/paris.ts';
import { fillReferences, type ReferenceWords, referencesIn } from '../../knowledge/references.ts';
import type { Place, Topic, TopicText } from '../../knowledge/schema.ts';
import { noSuspensions, type Suspensions } from '../../knowledge/suspensions.ts';
import { frenchTypography } from '../../knowledge/typography.ts';
import { type Block, type Choice, textBlock } from '../reply.ts';
import { writeCommand } from './commands.ts';
import type { Voice } from './voice.ts';

export type TableBlock = Extract<Block, { kind: 'table' }>;

/** Turns a topic into a reply on a day, for the circumstances that the question tells. */
export class TopicReplies {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly voice: Voice,
    private readonly suspensions: Suspensions = noSuspensions,
    /** Where our pages are, without a last slash; empty when only our own widget can tell. */
    private readonly publicUrl = '',
  ) {}

  /**
   * Blocks of the whole answer. Stopped or overdue topics give their source and a person instead of figures.
   * `now` says who is open at that instant; without it, as on paper, their hours stand.
   */
  answer(topic: Topic, language: string, today: Day, said: Circumstances, now?: Date): Block[] {
    const stopped = this.whyStopped(this.suspensions.now(topic), language, today);
    const body = stopped === undefined ? this.body(topic, language, today, said) : [textBlock(stopped)];
    if (topic.smallTalk) return body;
    // In danger the numbers are the answer: nothing is asked back, nothing is said twice.
    if (topic.urgent) return [...body, ...this.sources(topic, language)];
    return [
      ...body,
      ...this.contacts(topic, language, now),
      this.page(topic, language),
      ...this.sources(topic, language),
      ...this.related(topic, language),
      this.feedback(topic, language),
    ];
  }

  /** True when a topic's own text must not be said on a day: suspended, or past its review day. */
  isStopped(topic: Topic, language: string, today: Day): boolean {
    return this.whyStopped(this.suspensions.now(topic), language, today) !== undefined;
  }

  /** A button that leads to a topic. */
  choice(id: string, language: string): Choice | undefined {
    const topic = this.knowledge.topics.get(id);
    if (!topic) return undefined;
    const { short, title } = textOf(topic, language);
    return {
      title: this.polish(short, language),
      label: this.polish(title, language),
      value: writeCommand({ kind: 'topic', topic: id }),
    };
  }

  /** A topic's steps with their facts and places of a day; none when its text must not be said. */
  steps(topic: Topic, language: string, today: Day): readonly string[] {
    if (this.whyStopped(this.suspensions.now(topic), language, today) !== undefined) return [];
    return textOf(topic, language).steps.map((step) => this.fill(step, oneDay(today), language));
  }

  /** A topic's tables with their facts and places of a day; none when its text must not be said. */
  tables(topic: Topic, language: string, today: Day): readonly TableBlock[] {
    if (this.whyStopped(this.suspensions.now(topic), language, today) !== undefined) return [];
    return textOf(topic, language).tables.map((table) =>
      filledTable(table, (text) => this.fill(text, oneDay(today), language)),
    );
  }

  /** What helps a person who is stuck: whom to reach, what to have ready, our page. */
  help(topic: Topic, language: string, today: Day, now: Date): Block[] {
    const fill = (text: string) => this.fill(text, oneDay(today), language);
    return [
      ...this.contacts(topic, language, now),
      ...this.list('documents.title', textOf(topic, language).documents, language, fill),
      this.page(topic, language),
    ];
  }

  /** A topic's contacts, a line each; with an instant, whether they are open then, otherwise their hours. */
  contacts(topic: Topic, language: string, now?: Date): Block[] {
    const lines = topic.contacts.flatMap((id) => {
      const place = this.knowledge.places.get(id);
      return place ? [this.contact(place, language, now)] : [];
    });
    if (lines.length === 0) return [];
    const text = `${this.voice.say(language, 'contact.title')}\n${lines.join('\n')}`;
    return [textBlock(this.polish(text, language))];
  }

  private contact(place: Place, language: string, now: Date | undefined): string {
    const purpose = place.purpose[language] ?? place.purpose.fr;
    const reach = [place.phone, place.address].filter(Boolean).join(', ');
    const key = reach ? 'contact.line' : 'contact.lineWithoutReach';
    const line = this.voice.say(language, key, { name: place.name, reach, purpose });
    return place.hours ? `${line} ${this.opening(place.hours, language, now)}` : line;
  }

  private opening(hours: string, language: string, now: Date | undefined): string {
    const say = (key: string, values = {}) => this.voice.say(language, `contact.${key}`, values);
    if (!now) return say('hours', { hours: describeHours(hours, language) });
    const opening = openingAt(hours, now);
    if (opening.kind === 'always' || opening.kind === 'holiday' || !opening.until) return say(opening.kind);
    const { day, time } = opening.until;
    const values = { time: formatTime(time, language), day: formatWeekday(day, language) };
    if (opening.kind === 'open') return say('openUntil', values);
    return say(day === parisDay(now) ? 'closedUntilToday' : 'closedUntil', values);
  }

  private body(topic: Topic, language: string, today: Day, said: Circumstances): Block[] {
    const text = textOf(topic, language);
    const matching = text.cases.find((entry) => holds(entry.when, said));
    const fill = (content: string, days: DayRange = oneDay(today)) => this.fill(content, days, language);
    return [
      topic.urgent
        ? { kind: 'alert', text: fill(text.answer) }
        : // A case is answered with the facts of the date asked about, the general text with those of today.
          textBlock(matching ? fill(matching.answer, said.date) : fill(text.answer)),
      ...(matching && said.date && isDated(matching.answer) ? [this.period(said.date, language)] : []),
      ...(matching ? [] : text.tables).map((table) => filledTable(table, fill)),
      ...this.list('steps.title', text.steps, language, fill),
      ...this.list('documents.title', text.documents, language, fill),
      ...(text.more
        ? [{ kind: 'more' as const, title: this.voice.say(language, 'more.title'), text: fill(text.more) }]
        : []),
    ];
  }

  /** Says for which days the figures of an answer hold. */
  private period({ from, to }: DayRange, language: string): Block {
    const date = formatDay(from, language);
    return textBlock(
      from === to
        ? this.voice.say(language, 'figuresOfDay', { date })
        : this.voice.say(language, 'figuresOfPeriod', { from: date, to: formatDay(to, language) }),
    );
  }

  private list(
    title: string,
    items: readonly string[],
    language: string,
    fill: (text: string) => string,
  ): Block[] {
    if (items.length === 0) return [];
    return [
      { kind: 'steps', title: this.voice.say(language, title), steps: items.map((item) => fill(item)) },
    ];
  }

  /** The topic's fact sheet, to read on, print or hand out. */
  private page(topic: Topic, language: string): Block {
    const url = `${this.publicUrl}/fiches/${topic.id}${language === 'fr' ? '' : `?lang=${language}`}`;
    return { kind: 'links', links: [{ label: this.voice.say(language, 'page'), url }] };
  }

  private sources(topic: Topic, language: string): Block[] {
    if (topic.sources.length === 0) return [];
    const asOf = this.voice.say(language, 'sources.asOf', { date: formatDay(topic.checkedOn, language) });
    const sources = topic.sources.map(({ title, law, url }) => ({
      title: this.polish(law ? `${title}, ${law}` : title, language),
      ...(url && { url }),
    }));
    return [{ kind: 'sources', title: this.voice.say(language, 'sources.title'), sources, asOf }];
  }

  /** Buttons to the topics near this one. */
  related(topic: Topic, language: string): Block[] {
    const choices = topic.related
      .map((id) => this.choice(id, language))
      .filter((choice) => choice !== undefined)
      .slice(0, 3);
    if (choices.length === 0) return [];
    return [{ kind: 'choices', title: this.voice.say(language, 'related.title'), choices }];
  }

  private feedback(topic: Topic, language: string): Block {
    const choice = (isHelpful: boolean): Choice => ({
      title: this.voice.say(language, isHelpful ? 'feedback.yes' : 'feedback.no'),
      value: writeCommand({ kind: 'vote', topic: topic.id, isHelpful }),
    });
    const title = this.voice.say(language, 'feedback.title');
    return { kind: 'feedback', title, topic: topic.id, choices: [choice(true), choice(false)] };
  }

  /** Why a topic's own text must not be said today; undefined when it may. */
  private whyStopped(topic: Topic, language: string, today: Day): string | undefined {
    if (topic.status === 'suspended') {
      // Stopped in a hurry, the reason still to come: stopped all the same.
      if (!topic.suspended) return this.voice.say(language, 'stopped.suspendedNow');
      const { reason, since } = topic.suspended;
      return this.voice.say(language, 'stopped.suspended', {
        reason: this.polish(reason[language] ?? reason.fr, language),
        date: formatDay(since, language),
      });
    }
    const due = this.reviewDue(topic, language);
    if (due >= today || topic.smallTalk) return undefined;
    return this.voice.say(language, 'stopped.overdue', { date: formatDay(due, language) });
  }

  /** The earliest review day of a topic and of the facts and places that it states. */
  private reviewDue(topic: Topic, language: string): Day {
    let due = topic.reviewBy;
    for (const { text } of proseOf(topic, language)) {
      for (const reference of referencesIn(text)) {
        const entry =
          reference.kind === 'fact'
            ? this.knowledge.facts.get(reference.id)
            : reference.kind === 'place' && this.knowledge.places.get(reference.id);
        if (entry && entry.reviewBy < due) due = entry.reviewBy;
      }
    }
    return due;
  }

  private fill(text: string, days: DayRange, language: string): string {
    const words: ReferenceWords = {
      unknown: this.voice.say(language, 'unknownValue'),
      changes: (before, after, from) =>
        this.voice.say(language, 'changesOn', { before, after, date: formatDay(from, language) }),
    };
    return this.polish(fillReferences(text, this.knowledge, days, language, words), language);
  }

  private polish(text: string, language: string): string {
    const trimmed = text.trim();
    return language === 'fr' ? frenchTypography(trimmed) : trimmed;
  }
}

/** A topic's text in a language, in French where it is not translated. */
export function textOf(topic: Topic, language: string): TopicText {
  return topic.texts[language] ?? topic.texts.fr;
}

function filledTable(table: TopicText['tables'][number], fill: (text: string) => string): TableBlock {
  return {
    kind: 'table',
    caption: fill(table.caption),
    columns: table.columns.map((cell) => fill(cell)),
    rows: table.rows.map((row) => row.map((cell) => fill(cell))),
  };
}

/** True when a text states a fact whose value follows the date asked about. */
function isDated(text: string): boolean {
  return referencesIn(text).some((reference) => reference.kind === 'fact' && reference.day === undefined);
}

function oneDay(day: Day): DayRange {
  return { from: day, to: day };
}
