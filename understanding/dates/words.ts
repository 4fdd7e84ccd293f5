import type { Calendar, DateWords } from '../../knowledge/lexicon-schema.ts';
import { Phrases, phrasesOf } from './phrases.ts';

export type Unit = keyof DateWords['units'];
export type Edge = keyof DateWords['edges'];

/** The word lists that a place of a text either holds or not. */
const listed = [
  'this',
  'next',
  'nextAfter',
  'last',
  'from',
  'to',
  'until',
  'before',
  'after',
  'since',
  'within',
  'ago',
  'ahead',
  'inYear',
  'counted',
  'holidays',
  'the',
  'glue',
  'past',
  'and',
  'idioms',
] as const satisfies readonly (keyof DateWords)[];
type Listed = (typeof listed)[number];

/** The words of the dates of one language, ready to be found in a text. */
export class Vocabulary {
  readonly is: Readonly<Record<Listed, Phrases<true>>>;
  readonly month: Phrases<number>;
  readonly weekday: Phrases<number>;
  readonly number: Phrases<number>;
  readonly days: Phrases<number>;
  readonly later: Phrases<number>;
  readonly ordinal: Phrases<number>;
  readonly unit: Phrases<Unit>;
  readonly edge: Phrases<Edge>;
  readonly yearly: Phrases<readonly [string, string]>;
  readonly holiday: Phrases<string>;

  constructor(words: DateWords, calendar: Calendar) {
    this.is = Object.fromEntries(listed.map((name) => [name, phrasesOf(words[name])] as const)) as Record<
      Listed,
      Phrases<true>
    >;
    this.month = new Phrases(Object.entries(words.months));
    this.weekday = new Phrases(Object.entries(words.weekdays));
    this.number = new Phrases(Object.entries(words.numbers));
    this.days = new Phrases(Object.entries(words.days));
    this.later = new Phrases(Object.entries(words.later));
    this.ordinal = new Phrases(Object.entries(words.ordinals));
    this.unit = new Phrases(flip(words.units));
    this.edge = new Phrases(flip(words.edges));
    this.yearly = new Phrases(Object.entries(calendar.yearly));
    this.holiday = new Phrases(
      calendar.holidays.flatMap(({ names }) => names.map((name) => [name, name] as const)),
    );
  }

  /** Words that a date may begin with: at any other there is none. */
  get starters(): Set<string> {
    const { month, weekday, number, days, later, ordinal, unit, edge, yearly, holiday } = this;
    const all = [month, weekday, number, days, later, ordinal, unit, edge, yearly, holiday];
    return new Set([...all, ...Object.values(this.is)].flatMap((phrases) => phrases.firstWords));
  }

  /** Words that the spelling of a text may be corrected to. */
  get correctable(): string[] {
    const { month, weekday, days, unit, edge, yearly, is } = this;
    return [month, weekday, days, unit, edge, yearly, is.next, is.last].flatMap((phrases) => phrases.words);
  }
}

function flip<K extends string>(lists: Readonly<Record<K, readonly string[]>>): [string, K][] {
  return (Object.entries(lists) as [K, readonly string[]][]).flatMap(([key, list]) =>
    list.map((phrase): [string, K] => [phrase, key]),
  );
}
