import type { DayRange } from '../../knowledge/circumstances.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Calendar, DateWords } from '../../knowledge/schema.ts';
import {
  addDays,
  addMonths,
  dayOf,
  partsOf,
  weekday,
  weekendOf,
  weekOf,
  wholeMonth,
  wholeYear,
} from './days.ts';
import { Phrases, phrasesOf } from './phrases.ts';
import type { Token } from './tokens.ts';

/** A period found in a text, and the place after it. */
export interface Found extends DayRange {
  readonly end: number;
}
type Unit = keyof DateWords['units'];
type Edge = keyof DateWords['edges'];
type Rule = (tokens: readonly Token[], at: number, today: Day) => Found | undefined;

/** The word lists that a place of a text either holds or not. */
const listed = [
  'this',
  'next',
  'last',
  'from',
  'to',
  'until',
  'before',
  'after',
  'since',
  'within',
  'ago',
  'inYear',
  'holidays',
  'the',
  'glue',
  'past',
] as const satisfies readonly (keyof DateWords)[];
type Listed = (typeof listed)[number];

/** Years outside of these are no dates of ours (a birth, a postal code). */
const years = { first: 2010, last: 2099 } as const;
/** An empty period. */
const noDay: DayRange = { from: '9999-12-31', to: '0001-01-01' };
/** "À partir de" has no end: a year is as far as anybody plans. */
const openDays = 365;

/** The grammar of dates of one language: a table of rules, tried in order at each place of a text. */
export class DateGrammar {
  readonly #is: Record<Listed, Phrases<true>>;
  readonly #month: Phrases<number>;
  readonly #weekday: Phrases<number>;
  readonly #number: Phrases<number>;
  readonly #days: Phrases<number>;
  readonly #later: Phrases<number>;
  readonly #unit: Phrases<Unit>;
  readonly #edge: Phrases<Edge>;
  readonly #yearly: Phrases<readonly [string, string]>;
  readonly #holiday: Phrases<string>;
  /** Around a period: "du … au …", "avant …", "la semaine du …". */
  readonly #outer: readonly Rule[];
  /** A period by itself. */
  readonly #inner: readonly Rule[];

  constructor(
    words: DateWords,
    private readonly calendar: Calendar,
  ) {
    this.#is = Object.fromEntries(listed.map((name) => [name, phrasesOf(words[name])] as const)) as Record<
      Listed,
      Phrases<true>
    >;
    this.#month = new Phrases(Object.entries(words.months));
    this.#weekday = new Phrases(Object.entries(words.weekdays));
    this.#number = new Phrases(Object.entries(words.numbers));
    this.#days = new Phrases(Object.entries(words.days));
    this.#later = new Phrases(Object.entries(words.later));
    this.#unit = new Phrases(flip(words.units));
    this.#edge = new Phrases(flip(words.edges));
    this.#yearly = new Phrases(Object.entries(calendar.yearly));
    this.#holiday = new Phrases(
      calendar.holidays.flatMap(({ names }) => names.map((name) => [name, name] as const)),
    );
    this.#outer = [
      this.relativeDay.bind(this),
      this.between.bind(this),
      this.within.bind(this),
      this.until.bind(this),
      this.before.bind(this),
      this.after.bind(this),
      this.since.bind(this),
      this.ago.bind(this),
      this.inner.bind(this),
      this.theDate.bind(this),
    ];
    this.#inner = [
      this.unitOf.bind(this),
      this.edge.bind(this),
      this.relativeDay.bind(this),
      this.digits.bind(this),
      this.dateOfMonth.bind(this),
      this.dayOfWeek.bind(this),
      this.holidays.bind(this),
      this.unitPeriod.bind(this),
      this.month.bind(this),
      this.year.bind(this),
      this.yearly.bind(this),
    ];
  }

  /** Words that the spelling of a text may be corrected to. */
  get vocabulary(): string[] {
    const all = [
      this.#month,
      this.#weekday,
      this.#days,
      this.#unit,
      this.#edge,
      this.#yearly,
      this.#is.next,
      this.#is.last,
    ];
    return all.flatMap((phrases) => phrases.words);
  }

  /** The period that begins exactly at a place of the text. */
  periodAt(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    return first(this.#outer, tokens, at, today);
  }

  private inner(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    return first(this.#inner, tokens, at, today);
  }

  /** A period after words that say nothing ("le", "de la"). */
  private afterGlue(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const start = this.skip(tokens, at);
    return this.inner(tokens, start, today) ?? this.bareDate(tokens, start, today);
  }

  /** "Du 3 au 10 mars", "entre lundi et jeudi", "du 28 décembre au 3 janvier". */
  private between(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.from.at(tokens, at);
    if (!opener) return undefined;
    const start = this.skip(tokens, opener.end);
    const whole = this.inner(tokens, start, today);
    const bare = tokens[start];
    const firstEnd = whole?.end ?? (bare?.kind === 'number' && isDate(bare.value) ? start + 1 : undefined);
    if (firstEnd === undefined) return undefined;
    const joint = this.#is.to.at(tokens, firstEnd);
    if (!joint) return undefined;
    const second = this.afterGlue(tokens, joint.end, whole?.from ?? today);
    if (!second) return undefined;
    if (whole) {
      const to = second.to < whole.from && second.from === second.to ? addMonths(second.to, 12) : second.to;
      return { from: whole.from, to, end: second.end };
    }
    // "Du 3 au 10 mars": the first date takes the month of the second, or the one before.
    const date = (bare as Token & { kind: 'number' }).value;
    const [year, month, last] = partsOf(second.to);
    const from = date <= last ? dayOf(year, month, date) : sameDateBefore(second.to, date);
    return from === undefined ? undefined : { from, to: second.to, end: second.end };
  }

  /** "Dans 3 jours", "dans les 15 jours", "d'ici une semaine", "sous huitaine". */
  private within(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.within.at(tokens, at);
    if (!opener) return undefined;
    const isSpan = this.#is.until.at(tokens, at) !== undefined || tokens[opener.end]?.text === 'les';
    const start = this.skip(tokens, opener.end);
    const isNext = this.#is.next.at(tokens, start);
    const amount = this.amount(tokens, isNext?.end ?? start);
    if (!amount) return undefined;
    const to = addUnits(today, amount.count, amount.unit);
    const after = this.#is.next.at(tokens, amount.end);
    const end = after?.end ?? amount.end;
    if (isSpan || isNext || after || amount.unit === 'fortnight') return { from: today, to, end };
    return amount.unit === 'week' && amount.count > 1 ? { ...weekOf(to), end } : { from: to, to, end };
  }

  private until(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.until.at(tokens, at);
    const period = opener && this.afterGlue(tokens, opener.end, today);
    return period && { from: today, to: period.to, end: period.end };
  }

  private before(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.before.at(tokens, at);
    if (!opener) return undefined;
    const edge = this.#edge.at(tokens, this.skip(tokens, opener.end))?.value;
    const period = this.afterGlue(tokens, opener.end, today);
    // "Avant la fin du mois" is up to its last day; "avant Noël" stops the day before.
    return (
      period && { from: today, to: edge === 'end' ? period.to : addDays(period.from, -1), end: period.end }
    );
  }

  private after(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.after.at(tokens, at);
    const period = opener && this.afterGlue(tokens, opener.end, today);
    return period && { from: addDays(period.to, 1), to: addDays(period.to, openDays), end: period.end };
  }

  private since(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.since.at(tokens, at);
    const period = opener && this.afterGlue(tokens, opener.end, today);
    return period && { from: period.from, to: addDays(period.from, openDays), end: period.end };
  }

  private ago(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.ago.at(tokens, at);
    const amount = opener && this.amount(tokens, opener.end);
    if (!amount) return undefined;
    const day = addUnits(today, -amount.count, amount.unit);
    return { from: day, to: day, end: amount.end };
  }

  /** "La semaine du 7 décembre", "le week-end du 5". */
  private unitOf(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const unit = this.#unit.at(tokens, at);
    if (unit?.value !== 'week' && unit?.value !== 'weekend') return undefined;
    if (this.skip(tokens, unit.end) === unit.end) return undefined;
    const period = this.afterGlue(tokens, unit.end, today);
    if (!period || period.from !== period.to) return undefined;
    return { ...(unit.value === 'week' ? weekOf(period.from) : weekendOf(period.from)), end: period.end };
  }

  /** "Début janvier", "mi-mars", "fin du mois", "en fin de semaine". */
  private edge(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const edge = this.#edge.at(tokens, at);
    if (!edge) return undefined;
    const start = this.skip(tokens, edge.end);
    const period =
      this.month(tokens, start, today) ??
      this.unitPeriod(tokens, start, today) ??
      this.currentUnit(tokens, start, today) ??
      this.bareYear(tokens, start) ??
      this.holidays(tokens, start, today) ??
      this.yearly(tokens, start, today);
    return period && { ...part(period, edge.value), end: period.end };
  }

  private relativeDay(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const offset = this.#days.at(tokens, at);
    if (!offset) return undefined;
    const day = addDays(today, offset.value);
    return { from: day, to: day, end: offset.end };
  }

  private digits(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const token = tokens[at];
    if (token?.kind !== 'date') return undefined;
    return this.nearest(tokens, token.date, token.month, token.year, today, at + 1);
  }

  /** "15 décembre", "samedi 5 décembre 2026", "1er mars". */
  private dateOfMonth(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const named = this.#weekday.at(tokens, at);
    const start = named ? this.skip(tokens, named.end) : at;
    const date = this.dateAt(tokens, start);
    if (date === undefined) return undefined;
    const month = this.#month.at(tokens, this.skip(tokens, start + 1));
    if (month) {
      const year = this.yearAt(tokens, month.end);
      return this.nearest(tokens, date, month.value, year, today, month.end + (year === undefined ? 0 : 1));
    }
    return named && this.bareDate(tokens, start, today);
  }

  /** "Le 15": the next day of that number. */
  private bareDate(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const date = this.dateAt(tokens, at);
    const isPlain = tokens[at]?.kind === 'number' && !this.#unit.at(tokens, at + 1);
    if (date === undefined || !isPlain) return undefined;
    const [year, month] = partsOf(today);
    for (let i = 0; i < 12; i++) {
      const { from } = wholeMonth(year, month + i);
      const day = dayOf(Number(from.slice(0, 4)), Number(from.slice(5, 7)), date);
      if (day !== undefined && day >= today) return { from: day, to: day, end: at + 1 };
    }
    return undefined;
  }

  /** "Le 15", by itself: not "le 15" of something. */
  private theDate(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const article = this.#is.the.at(tokens, at);
    if (!article) return undefined;
    return this.dateOfMonth(tokens, article.end, today) ?? this.bareDate(tokens, article.end, today);
  }

  /** "Lundi", "samedi prochain", "mardi en huit", "vendredi dernier". */
  private dayOfWeek(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const named = this.#weekday.at(tokens, at) ?? this.qualified(this.#weekday, tokens, at);
    if (!named) return undefined;
    const ahead = (named.value - weekday(today) + 7) % 7;
    const later = this.#later.at(tokens, named.end);
    const next = this.#is.next.at(tokens, named.end);
    const last = this.#is.last.at(tokens, named.end);
    const offset = last
      ? (ahead || 7) - 7 - (ahead === 0 ? 7 : 0)
      : next
        ? ahead || 7
        : ahead + (later?.value ?? 0);
    const day = addDays(today, last && ahead === 0 ? -7 : offset);
    return { from: day, to: day, end: (later ?? next ?? last)?.end ?? named.end };
  }

  /** "Les vacances de Noël", "pendant les vacances": those under way, else the next. */
  private holidays(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.#is.holidays.at(tokens, at) ?? this.englishHolidays(tokens, at);
    if (!opener) return undefined;
    const name =
      'name' in opener
        ? { value: opener.name as string, end: opener.end }
        : this.#holiday.at(tokens, this.skip(tokens, opener.end));
    const next = this.calendar.holidays.find(
      ({ names, to }) => to >= today && (name === undefined || names.includes(name.value)),
    );
    return next && { from: next.from, to: next.to, end: name?.end ?? opener.end };
  }

  /** "Christmas holidays": the name stands before. */
  private englishHolidays(tokens: readonly Token[], at: number): { end: number; name: string } | undefined {
    const name = this.#holiday.at(tokens, at);
    const word = name && this.#is.holidays.at(tokens, name.end);
    return word && { end: word.end, name: name.value };
  }

  /** "Cette semaine", "le mois prochain", "ce week-end", "l'année dernière", "les prochains jours". */
  private unitPeriod(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const before = this.#is.this.at(tokens, at) ?? undefined;
    const ahead = before ? undefined : this.#is.next.at(tokens, at);
    const behind = before || ahead ? undefined : this.#is.last.at(tokens, at);
    const start = (before ?? ahead ?? behind)?.end ?? at;
    const count = this.amount(tokens, start);
    if ((ahead || count?.isNext) && count && count.count > 1)
      return { from: today, to: addUnits(today, count.count, count.unit), end: count.end };
    const unit = this.#unit.at(tokens, start);
    if (!unit) return undefined;
    const next = this.#is.next.at(tokens, unit.end);
    const last = this.#is.last.at(tokens, unit.end);
    const isNext = ahead ?? next;
    const isLast = behind ?? last;
    if (!before && !isNext && !isLast) return undefined;
    const end = next?.end ?? last?.end ?? unit.end;
    // "Ces prochains jours", "ces jours-ci": the week to come.
    if (unit.value === 'day') return { from: today, to: addDays(today, isLast ? 0 : 7), end };
    return { ...shifted(unit.value, isNext ? 1 : isLast ? -1 : 0, today), end };
  }

  /** The unit by itself, after an edge: "fin du mois", "début de semaine". */
  private currentUnit(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const unit = this.#unit.at(tokens, at);
    return unit && { ...shifted(unit.value, 0, today), end: unit.end };
  }

  private month(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const month = this.#month.at(tokens, at);
    if (!month) return undefined;
    const said = this.yearAt(tokens, this.skip(tokens, month.end));
    const next = this.#is.next.at(tokens, month.end);
    const last = this.#is.last.at(tokens, month.end);
    const [year, now] = partsOf(today);
    const isPast = last !== undefined || (this.isPast(tokens) && !next);
    const nearest = isPast
      ? month.value < now
        ? year
        : year - (month.value === now && !last ? 0 : 1)
      : month.value < now
        ? year + 1
        : year;
    const end = said === undefined ? (next?.end ?? last?.end ?? month.end) : this.skip(tokens, month.end) + 1;
    return { ...wholeMonth(said ?? nearest, month.value), end };
  }

  private year(tokens: readonly Token[], at: number): Found | undefined {
    const opener = this.#is.inYear.at(tokens, at);
    return opener && this.bareYear(tokens, this.skip(tokens, opener.end));
  }

  private bareYear(tokens: readonly Token[], at: number): Found | undefined {
    const year = this.yearAt(tokens, at);
    return year === undefined ? undefined : { ...wholeYear(year), end: at + 1 };
  }

  /** "À Noël", "cet été", "pour les fêtes". */
  private yearly(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const named = this.#yearly.at(tokens, at) ?? this.qualified(this.#yearly, tokens, at);
    if (!named) return undefined;
    const [from, to] = named.value;
    const year = Number(today.slice(0, 4)) - 1;
    for (let i = 0; i < 3; i++) {
      const start = `${year + i}-${from}`;
      const end = `${year + i + (to < from ? 1 : 0)}-${to}`;
      if (end >= today) return { from: start, to: end, end: named.end };
    }
    return undefined;
  }

  /** A date without its year: the next one, or the last one in a sentence about the past. */
  private nearest(
    tokens: readonly Token[],
    date: number,
    month: number,
    year: number | undefined,
    today: Day,
    end: number,
  ): Found | undefined {
    const now = Number(today.slice(0, 4));
    const inYear = (candidate: number) => dayOf(candidate, month, date);
    const isPast = this.isPast(tokens);
    const day =
      year !== undefined
        ? inYear(year)
        : isPast
          ? [now, now - 1].map(inYear).find((candidate) => candidate !== undefined && candidate <= today)
          : [now, now + 1].map(inYear).find((candidate) => candidate !== undefined && candidate >= today);
    // A day that does not exist is read over, whole: 31 February is not February.
    return day === undefined ? { ...noDay, end } : { from: day, to: day, end };
  }

  private isPast(tokens: readonly Token[]): boolean {
    return tokens.some((_, at) => this.#is.past.at(tokens, at) !== undefined);
  }

  private amount(
    tokens: readonly Token[],
    at: number,
  ): { count: number; unit: Unit; end: number; isNext?: boolean } | undefined {
    const token = tokens[at];
    const word = this.#number.at(tokens, at);
    const count = token?.kind === 'number' ? token.value : word?.value;
    const fortnight = this.#unit.at(tokens, at);
    if (count === undefined)
      return fortnight?.value === 'fortnight'
        ? { count: 1, unit: 'fortnight', end: fortnight.end }
        : undefined;
    const next = this.#is.next.at(tokens, at + 1);
    const unit = this.#unit.at(tokens, next?.end ?? at + 1);
    if (!unit || unit.value === 'weekend' || count > 400) return undefined;
    return { count, unit: unit.value, end: unit.end, isNext: next !== undefined };
  }

  private dateAt(tokens: readonly Token[], at: number): number | undefined {
    const token = tokens[at];
    const value = token?.kind === 'number' ? token.value : this.#number.at(tokens, at)?.value;
    return value !== undefined && isDate(value) ? value : undefined;
  }

  private yearAt(tokens: readonly Token[], at: number): number | undefined {
    const token = tokens[at];
    if (token?.kind !== 'number' || token.text.length !== 4) return undefined;
    return token.value >= years.first && token.value <= years.last ? token.value : undefined;
  }

  /** A word after "ce" or "prochain": "ce mardi", "next Tuesday". */
  private qualified<T>(
    phrases: Phrases<T>,
    tokens: readonly Token[],
    at: number,
  ): { value: T; end: number } | undefined {
    const before = this.#is.this.at(tokens, at) ?? this.#is.next.at(tokens, at);
    return before && phrases.at(tokens, before.end);
  }

  private skip(tokens: readonly Token[], at: number): number {
    let place = at;
    for (let glue = this.#is.glue.at(tokens, place); glue; glue = this.#is.glue.at(tokens, place))
      place = glue.end;
    return place;
  }
}

function first(rules: readonly Rule[], tokens: readonly Token[], at: number, today: Day): Found | undefined {
  for (const rule of rules) {
    const found = rule(tokens, at, today);
    if (found) return found;
  }
  return undefined;
}

function flip<K extends string>(lists: Readonly<Record<K, readonly string[]>>): [string, K][] {
  return (Object.entries(lists) as [K, readonly string[]][]).flatMap(([key, list]) =>
    list.map((phrase): [string, K] => [phrase, key]),
  );
}

function isDate(value: number): boolean {
  return value >= 1 && value <= 31;
}

function addUnits(day: Day, count: number, unit: Unit): Day {
  if (unit === 'month') return addMonths(day, count);
  if (unit === 'year') return addMonths(day, 12 * count);
  return addDays(day, count * { day: 1, week: 7, weekend: 7, fortnight: 14 }[unit]);
}

/** The unit that holds today, moved by some units. */
function shifted(unit: Unit, by: number, today: Day): DayRange {
  const [year, month] = partsOf(today);
  switch (unit) {
    case 'day':
      return { from: addDays(today, by), to: addDays(today, by) };
    case 'week':
      return weekOf(addDays(today, 7 * by));
    case 'weekend':
      return weekendOf(addDays(today, 7 * by));
    case 'fortnight':
      return { from: today, to: addDays(today, 14) };
    case 'month':
      return wholeMonth(year, month + by);
    case 'year':
      return wholeYear(year + by);
  }
}

/** The beginning, middle or end of a period: thirds of a month or year, the first or last days of a week. */
function part({ from, to }: DayRange, edge: Edge): DayRange {
  if (edge === 'whole') return { from, to };
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  if (days <= 7) {
    if (edge === 'start') return { from, to: addDays(from, 1) };
    return edge === 'middle'
      ? { from: addDays(from, 2), to: addDays(from, 3) }
      : { from: addDays(from, 3), to };
  }
  if (days > 60) {
    const [year] = partsOf(from);
    const months = { start: [1, 3], middle: [5, 8], end: [10, 12] }[edge] as [number, number];
    return { from: wholeMonth(year, months[0]).from, to: wholeMonth(year, months[1]).to };
  }
  if (edge === 'start') return { from, to: addDays(from, 9) };
  return edge === 'middle'
    ? { from: addDays(from, 10), to: addDays(from, 19) }
    : { from: addDays(from, 20), to };
}

/** The latest day of a number before a day. */
function sameDateBefore(day: Day, date: number): Day | undefined {
  const [year, month] = partsOf(day);
  const { from } = wholeMonth(year, month - 1);
  return dayOf(Number(from.slice(0, 4)), Number(from.slice(5, 7)), date);
}
