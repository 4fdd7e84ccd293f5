import type { DayRange } from '../../knowledge/circumstances.ts';
import { latestValue } from '../../knowledge/figures.ts';
import type { Figure } from '../../knowledge/schema.ts';
import type { Entities } from '../../understanding/index.ts';
import type { FigureWords, Public, Zone } from './figure-words.ts';

export type FigureValue = Figure['values'][number];
export type Facet = 'zone' | 'public' | 'period';

/** What a text asks of the figures. */
export interface Asked {
  readonly zone?: Zone;
  readonly publics: readonly Public[];
  /** A year, a quarter or a month, written as in the figures. */
  readonly period?: string;
  /** Two areas or two years: a comparison, not one figure. */
  readonly isComparison: boolean;
  /** "How many": a number is wanted, not a share. */
  readonly isCount: boolean;
  /** A share or a rate is wanted. */
  readonly isShare: boolean;
  /** Words of the figures' labels that the text holds. */
  readonly subject: readonly string[];
  /** How many words tell nothing of a figure. */
  readonly strangers: number;
}

/** A figure that a text may ask for, and what was asked that it does not have. */
export interface FoundFigure {
  readonly figure: Figure;
  /** The value of the period asked about, else the nearest; the latest when no period was asked. */
  readonly value: FigureValue;
  readonly missing: readonly Facet[];
  /** No figure of the same subject, area and public has a later value than this one. */
  readonly isNewest: boolean;
  /** Share of the subject's words that its label holds, 0 to 1. */
  readonly subject: number;
  readonly score: number;
}

interface Entry {
  readonly figure: Figure;
  readonly zone?: Zone;
  readonly publics: readonly Public[];
  /** Words of its label in every language. */
  readonly words: ReadonlySet<string>;
  /** … in French alone: figures that share them count the same thing. */
  readonly french: readonly string[];
}

/** Areas that answer a question about Aix, nearest to the city first. */
const aroundAix: readonly Zone[] = ['city', 'area', 'basin', 'agencies'];
/** Two figures whose labels share more than this count the same thing. */
const sameSubject = 0.75;
const gains = { zone: 1, public: 1, period: 0.75, precise: 0.4, count: 0.2, recent: 0.00001 } as const;
const youngest = 29;
const oldest = 50;

/** Finds the figures that a text asks for, by subject, public, area and period; invents none. */
export class FigureSearch {
  readonly #entries: readonly Entry[];
  readonly #weights: ReadonlyMap<string, number>;

  constructor(
    figures: Iterable<Figure>,
    private readonly words: FigureWords,
  ) {
    this.#entries = [...figures].map((figure) => this.entry(figure));
    const count = new Map<string, number>();
    for (const entry of this.#entries)
      for (const word of entry.words) count.set(word, (count.get(word) ?? 0) + 1);
    this.#weights = new Map(
      [...count].map(([word, times]) => [word, Math.log(1 + this.#entries.length / times)]),
    );
  }

  /** Reads what a text asks; a period only where the text itself names a time. */
  read(text: string, entities: Pick<Entities, 'dates' | 'age' | 'neighbourhood'>): Asked {
    const { zones, publics, quarter, isDated, isCount, isShare, words } = this.words.read(text);
    const periods = isDated ? [...new Set(entities.dates.map(periodOf))] : [];
    const [period] = periods;
    const zone: Zone | undefined = entities.neighbourhood ? 'quarter' : zones[0];
    const who = publics.length > 0 ? publics : publicOfAge(entities);
    const year = period?.slice(0, 4);
    const asked = quarter !== undefined && year !== undefined ? `${year}-T${quarter}` : period;
    return {
      ...(zone && { zone }),
      publics: who,
      ...(asked && { period: asked }),
      isComparison: zones.length > 1 || periods.length > 1 || periods.includes(undefined),
      isCount,
      isShare,
      subject: words.filter((word) => this.#weights.has(word)),
      strangers: words.filter((word) => !this.#weights.has(word)).length,
    };
  }

  /** Figures among some ids, likeliest first; those that share nothing with the subject asked are left out. */
  find(asked: Asked, among: readonly string[]): FoundFigure[] {
    return this.ranked(asked, this.of(among)).filter(
      ({ subject }) => asked.subject.length === 0 || subject > 0,
    );
  }

  /** The figure that goes on from another: the same subject, with what is asked anew in place of what was. */
  next(asked: Asked, from: string, among: readonly string[]): FoundFigure[] {
    const before = this.#entries.find(({ figure }) => figure.id === from);
    const isAnother = asked.subject.length > 0;
    const family = before && !isAnother ? this.#entries.filter((entry) => isSame(entry, before)) : [];
    const whole: Asked = {
      ...asked,
      ...((asked.zone ?? before?.zone) && { zone: asked.zone ?? before?.zone }),
      publics: asked.publics.length > 0 ? asked.publics : (before?.publics ?? []),
    };
    if (family.length > 0) return this.ranked(whole, family);
    return isAnother ? this.find(asked, among) : this.ranked(asked, this.of(among));
  }

  private of(ids: readonly string[]): Entry[] {
    return this.#entries.filter(({ figure }) => ids.includes(figure.id));
  }

  private ranked(asked: Asked, entries: readonly Entry[]): FoundFigure[] {
    return entries.map((entry) => this.judge(entry, asked)).sort((a, b) => b.score - a.score);
  }

  private judge(entry: Entry, asked: Asked): FoundFigure {
    const { figure } = entry;
    const subject = this.share(asked.subject, entry.words);
    const precise = this.share([...entry.words], new Set(asked.subject));
    const zone = zoneFit(asked.zone, entry.zone);
    const who = publicFit(asked.publics, entry.publics);
    const { value, isExact } = valueFor(figure, asked.period);
    const missing: Facet[] = [
      ...(asked.zone && zone <= 0 ? ['zone' as const] : []),
      ...(asked.publics.length > 0 && who < 0 ? ['public' as const] : []),
      ...(isExact ? [] : ['period' as const]),
    ];
    const latest = monthOf(latestValue(figure).period);
    const isNewest = !this.#entries.some(
      (other) =>
        isSame(other, entry) &&
        other.zone === entry.zone &&
        other.publics.join() === entry.publics.join() &&
        monthOf(latestValue(other.figure).period) > monthOf(value.period),
    );
    const score =
      subject +
      gains.precise * precise +
      gains.zone * zone +
      gains.public * who +
      (asked.period && isExact ? gains.period : 0) +
      (asked.isCount && figure.unit !== 'percent' ? gains.count : 0) +
      gains.recent * latest;
    return { figure, value, missing, isNewest, subject, score };
  }

  /** Weighed share of some words that a set holds. */
  private share(words: readonly string[], held: ReadonlySet<string>): number {
    const weigh = (list: readonly string[]) =>
      list.reduce((sum, word) => sum + (this.#weights.get(word) ?? 0), 0);
    const all = weigh(words);
    return all === 0 ? 0 : weigh(words.filter((word) => held.has(word))) / all;
  }

  private entry(figure: Figure): Entry {
    const { fr, ...others } = figure.label;
    const french = this.words.read(fr);
    const translated = Object.values(others).flatMap((label) => this.words.read(label).words);
    const [zone] = this.words.read(figure.geography.fr).zones;
    const told = this.words.read(`${figure.public?.fr ?? ''} ${fr}`).publics.filter((who) => who !== 'other');
    // "Women, 15 to 64" are the women; "15 to 64" alone is everybody.
    const narrow = told.filter((who) => who !== 'everybody');
    return {
      figure,
      ...(zone && { zone }),
      publics: narrow,
      words: new Set([...french.words, ...translated]),
      french: [...new Set(french.words)],
    };
  }
}

/** From 1 when the area is the one asked about, down to -1 when it is another; a little for Aix when none was. */
function zoneFit(asked: Zone | undefined, zone: Zone | undefined): number {
  const near = zone ? aroundAix.indexOf(zone) : -1;
  if (asked === undefined) return near < 0 ? 0 : 0.05;
  if (asked === zone) return 1;
  if (asked === 'city' && near > 0) return 1 - near / 10;
  // What is not covered lies in Aix, or in something wider than Aix.
  if (asked === 'quarter' && near >= 0) return -0.5;
  return asked === 'elsewhere' && near < 0 ? -0.5 : -1;
}

function publicFit(asked: readonly Public[], publics: readonly Public[]): number {
  const wanted = asked.filter((who) => who !== 'everybody');
  if (wanted.length === 0) return publics.length === 0 ? (asked.length > 0 ? 1 : 0) : -0.5;
  if (!wanted.every((who) => publics.includes(who))) return publics.length === 0 ? -0.9 : -1;
  return 1;
}

/** The value of a period, the last of those within it, or the nearest. */
function valueFor(figure: Figure, period: string | undefined): { value: FigureValue; isExact: boolean } {
  if (period === undefined) return { value: latestValue(figure), isExact: true };
  // One day's count says nothing of its year.
  const isSeries = figure.periodicity !== 'once';
  const within = figure.values.filter(
    (value) => value.period === period || (isSeries && isWithin(value.period, period)),
  );
  const last = within.at(-1);
  if (last) return { value: last, isExact: true };
  const middle = monthOf(period);
  const [nearest] = [...figure.values].sort(
    (a, b) => Math.abs(monthOf(a.period) - middle) - Math.abs(monthOf(b.period) - middle),
  );
  return { value: nearest ?? latestValue(figure), isExact: false };
}

/** True when a quarter or a month lies in a year. */
function isWithin(part: string, period: string): boolean {
  return period.length === 4 && part.startsWith(`${period}-`);
}

/** The middle of a period, in months. */
function monthOf(period: string): number {
  const [year, part] = period.split('-');
  const months = Number(year) * 12;
  if (part === undefined) return months + 6;
  return part.startsWith('T') ? months + Number(part.slice(1)) * 3 - 1 : months + Number(part);
}

/** A year, a quarter or a month as the figures write them; undefined for days of several years. */
function periodOf({ from, to }: DayRange): string | undefined {
  const [year = '', month = ''] = from.split('-');
  const [lastYear, lastMonth = ''] = to.split('-');
  if (year !== lastYear) return undefined;
  if (month === lastMonth) return `${year}-${month}`;
  const quarter = Number(lastMonth) / 3;
  return Number.isInteger(quarter) && Number(month) === quarter * 3 - 2 ? `${year}-T${quarter}` : year;
}

function publicOfAge({ age }: Pick<Entities, 'age'>): readonly Public[] {
  if (!age) return [];
  if (age.max <= youngest) return ['young'];
  return [age.min >= oldest ? 'seniors' : 'other'];
}

/** True when two figures count the same thing, in the same unit. */
function isSame(a: Entry, b: Entry): boolean {
  if (a === b) return true;
  if (a.figure.unit !== b.figure.unit) return false;
  const shared = a.french.filter((word) => b.french.includes(word)).length;
  return shared > 1 && shared / Math.min(a.french.length, b.french.length) > sameSubject;
}
