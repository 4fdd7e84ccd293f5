import type { DayRange } from '../../knowledge/circumstances.ts';
import {
  addDays,
  dayOf,
  partsOf,
  weekday,
  weekendOf,
  weekOf,
  wholeMonth,
  wholeYear,
} from '../../knowledge/days.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Calendar } from '../../knowledge/lexicon-schema.ts';
import type { Phrases } from './phrases.ts';
import { addUnits, nthOf, part, shifted } from './spans.ts';
import type { Token } from './tokens.ts';
import type { Unit, Vocabulary } from './words.ts';

/** A period found in a text, and the place after it. */
export interface Found extends DayRange {
  readonly end: number;
}
export type Rule = (tokens: readonly Token[], at: number, today: Day) => Found | undefined;

/** Years outside of these are no dates of ours (a birth, a postal code). */
const years = { first: 2010, last: 2099 } as const;
/** An empty period. */
const noDay: DayRange = { from: '9999-12-31', to: '0001-01-01' };

/** Periods by themselves: "demain", "15 décembre", "début janvier", "les vacances de Noël". */
export class Periods {
  readonly #rules: readonly Rule[];

  constructor(
    private readonly words: Vocabulary,
    private readonly calendar: Calendar,
  ) {
    this.#rules = [
      this.nth.bind(this),
      this.unitOf.bind(this),
      this.unitBeside.bind(this),
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

  inner(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    return first(this.#rules, tokens, at, today);
  }

  /** A period after words that say nothing ("le", "de la"). */
  afterGlue(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const start = this.skip(tokens, at);
    return (
      this.inner(tokens, start, today) ?? this.bareDate(tokens, start, today) ?? this.bareYear(tokens, start)
    );
  }

  /** "Le premier samedi de décembre", "le dernier mardi du mois", "la deuxième semaine de mars". */
  private nth(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const ordinal = this.words.ordinal.at(tokens, at);
    if (!ordinal) return undefined;
    const named = this.words.weekday.at(tokens, ordinal.end);
    const unit = named ? undefined : this.words.unit.at(tokens, ordinal.end);
    const wanted = named
      ? { weekday: named.value }
      : unit?.value === 'weekend' || unit?.value === 'week'
        ? unit.value
        : undefined;
    if (!wanted) return undefined;
    // "Le dernier" of a month says nothing of the past.
    const rest = tokens.with(at, { kind: 'word', text: '' });
    const start = this.skip(rest, (named ?? unit)?.end ?? at);
    const month =
      this.month(rest, start, today) ??
      this.unitPeriod(rest, start, today) ??
      this.currentUnit(rest, start, today);
    const found = month && nthOf(month, ordinal.value, wanted);
    return month && found && { ...found, end: month.end };
  }

  /** "Le week-end d'après Noël", "la semaine avant les fêtes". */
  private unitBeside(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const unit = this.words.unit.at(tokens, at);
    if (unit?.value !== 'week' && unit?.value !== 'weekend') return undefined;
    const start = this.skip(tokens, unit.end);
    const after = this.words.is.after.at(tokens, start);
    const side = after ?? this.words.is.before.at(tokens, start);
    const period = side && this.afterGlue(tokens, side.end, today);
    if (!period) return undefined;
    const unitAt = unit.value === 'week' ? weekOf : weekendOf;
    const near = unitAt(after ? period.to : period.from);
    const isBeside = after ? near.from > period.to : near.to < period.from;
    const beside = isBeside ? near : unitAt(addDays(near.from, after ? 7 : -7));
    return { ...beside, end: period.end };
  }

  /** "La semaine du 7 décembre", "le week-end du 5". */
  private unitOf(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const unit = this.words.unit.at(tokens, at);
    if (unit?.value !== 'week' && unit?.value !== 'weekend') return undefined;
    if (this.skip(tokens, unit.end) === unit.end) return undefined;
    const period = this.afterGlue(tokens, unit.end, today);
    if (!period || period.from !== period.to) return undefined;
    return { ...(unit.value === 'week' ? weekOf(period.from) : weekendOf(period.from)), end: period.end };
  }

  /** "Début janvier", "mi-mars", "fin du mois", "en fin de semaine". */
  private edge(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const edge = this.words.edge.at(tokens, at);
    if (!edge) return undefined;
    const glued = this.skip(tokens, edge.end);
    const start = this.words.month.at(tokens, glued + 1)
      ? (this.words.is.next.at(tokens, glued)?.end ?? glued)
      : glued;
    const period =
      this.month(tokens, start, today) ??
      this.unitPeriod(tokens, start, today) ??
      this.currentUnit(tokens, start, today) ??
      this.bareYear(tokens, start) ??
      this.holidays(tokens, start, today) ??
      this.yearly(tokens, start, today);
    return period && { ...part(period, edge.value), end: period.end };
  }

  relativeDay(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const offset = this.words.days.at(tokens, at);
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
    const named = this.words.weekday.at(tokens, at);
    // "Lundi en 8" is no Monday the 8th.
    if (named && this.words.later.at(tokens, named.end)) return undefined;
    const start = named ? this.skip(tokens, named.end) : at;
    const date = this.dateAt(tokens, start);
    if (date === undefined) return undefined;
    const month = this.words.month.at(tokens, this.skip(tokens, start + 1));
    if (month) {
      const year = this.yearAt(tokens, month.end);
      return this.nearest(tokens, date, month.value, year, today, month.end + (year === undefined ? 0 : 1));
    }
    return named && this.bareDate(tokens, start, today);
  }

  /** "Le 15": the next day of that number. */
  private bareDate(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const date = this.dateAt(tokens, at);
    const isPlain = tokens[at]?.kind === 'number' && !this.words.unit.at(tokens, at + 1);
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
  theDate(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const article = this.words.is.the.at(tokens, at);
    if (!article) return undefined;
    const start = article.end;
    return (
      this.nth(tokens, start, today) ??
      this.dateOfMonth(tokens, start, today) ??
      this.bareDate(tokens, start, today)
    );
  }

  /** "Lundi", "samedi prochain", "mardi en huit", "vendredi dernier". */
  private dayOfWeek(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const named = this.words.weekday.at(tokens, at) ?? this.qualified(this.words.weekday, tokens, at);
    if (!named) return undefined;
    const ahead = (named.value - weekday(today) + 7) % 7;
    const later = this.words.later.at(tokens, named.end);
    const next = this.words.is.next.at(tokens, named.end) ?? this.words.is.nextAfter.at(tokens, named.end);
    const last = this.words.is.last.at(tokens, named.end);
    const offset = last
      ? (ahead || 7) - 7 - (ahead === 0 ? 7 : 0)
      : next
        ? // "Jeudi prochain" said on a Wednesday is not tomorrow.
          ahead + (ahead <= 1 ? 7 : 0)
        : ahead + (later?.value ?? 0);
    const day = addDays(today, last && ahead === 0 ? -7 : offset);
    return { from: day, to: day, end: (later ?? next ?? last)?.end ?? named.end };
  }

  /** "Les vacances de Noël", "pendant les vacances": those under way, else the next. */
  private holidays(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.holidays.at(tokens, at) ?? this.englishHolidays(tokens, at);
    if (!opener) return undefined;
    const name =
      'name' in opener
        ? { value: opener.name as string, end: opener.end }
        : this.words.holiday.at(tokens, this.skip(tokens, opener.end));
    const next = this.calendar.holidays.find(
      ({ names, to }) => to >= today && (name === undefined || names.includes(name.value)),
    );
    return next && { from: next.from, to: next.to, end: name?.end ?? opener.end };
  }

  /** "Christmas holidays": the name stands before. */
  private englishHolidays(tokens: readonly Token[], at: number): { end: number; name: string } | undefined {
    const name = this.words.holiday.at(tokens, at);
    const word = name && this.words.is.holidays.at(tokens, name.end);
    return word && { end: word.end, name: name.value };
  }

  /** "Cette semaine", "le mois prochain", "ce week-end", "l'année dernière", "les prochains jours". */
  private unitPeriod(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const before = this.words.is.this.at(tokens, at) ?? undefined;
    const ahead = before ? undefined : this.words.is.next.at(tokens, at);
    const behind = before || ahead ? undefined : this.words.is.last.at(tokens, at);
    const start = (before ?? ahead ?? behind)?.end ?? at;
    const count = this.amount(tokens, start);
    if ((ahead || count?.isNext) && count && count.count > 1)
      return { from: today, to: addUnits(today, count.count, count.unit), end: count.end };
    const unit = this.words.unit.at(tokens, start);
    if (!unit) return undefined;
    const next = this.words.is.next.at(tokens, unit.end) ?? this.words.is.nextAfter.at(tokens, unit.end);
    const last = this.words.is.last.at(tokens, unit.end);
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
    const unit = this.words.unit.at(tokens, at);
    return unit && { ...shifted(unit.value, 0, today), end: unit.end };
  }

  private month(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const month = this.words.month.at(tokens, at);
    if (!month) return undefined;
    const said = this.yearAt(tokens, this.skip(tokens, month.end));
    const next = this.words.is.next.at(tokens, month.end);
    const last = this.words.is.last.at(tokens, month.end);
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
    const opener = this.words.is.inYear.at(tokens, at);
    return opener && this.bareYear(tokens, this.skip(tokens, opener.end));
  }

  /** "2018", by itself: not an amount, not a number of anything. */
  aloneYear(tokens: readonly Token[], at: number): Found | undefined {
    const isCounted =
      tokens[at + 1]?.kind === 'word' && this.words.is.counted.at(tokens, at + 1) !== undefined;
    return isCounted ? undefined : this.bareYear(tokens, at);
  }

  bareYear(tokens: readonly Token[], at: number): Found | undefined {
    const year = this.yearAt(tokens, at);
    return year === undefined ? undefined : { ...wholeYear(year), end: at + 1 };
  }

  /** "À Noël", "cet été", "pour les fêtes". */
  private yearly(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const named = this.words.yearly.at(tokens, at) ?? this.qualified(this.words.yearly, tokens, at);
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
    return tokens.some((_, at) => this.words.is.past.at(tokens, at) !== undefined);
  }

  amount(
    tokens: readonly Token[],
    at: number,
  ): { count: number; unit: Unit; end: number; isNext?: boolean } | undefined {
    const token = tokens[at];
    const word = this.words.number.at(tokens, at);
    // "In the first year" counts nothing.
    const isOrdinal = token?.kind === 'word' && this.words.ordinal.at(tokens, at) !== undefined;
    const count = token?.kind === 'number' ? token.value : isOrdinal ? undefined : word?.value;
    const fortnight = this.words.unit.at(tokens, at);
    if (count === undefined)
      return fortnight?.value === 'fortnight'
        ? { count: 1, unit: 'fortnight', end: fortnight.end }
        : undefined;
    const next = this.words.is.next.at(tokens, at + 1);
    const unit = this.words.unit.at(tokens, next?.end ?? at + 1);
    if (!unit || unit.value === 'weekend' || count > 400) return undefined;
    return { count, unit: unit.value, end: unit.end, isNext: next !== undefined };
  }

  private dateAt(tokens: readonly Token[], at: number): number | undefined {
    const token = tokens[at];
    const value = token?.kind === 'number' ? token.value : this.words.number.at(tokens, at)?.value;
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
    const before = this.words.is.this.at(tokens, at) ?? this.words.is.next.at(tokens, at);
    return before && phrases.at(tokens, before.end);
  }

  skip(tokens: readonly Token[], at: number): number {
    let place = at;
    for (let glue = this.words.is.glue.at(tokens, place); glue; glue = this.words.is.glue.at(tokens, place))
      place = glue.end;
    return place;
  }
}

/** The period of the first rule that finds one. */
export function first(
  rules: readonly Rule[],
  tokens: readonly Token[],
  at: number,
  today: Day,
): Found | undefined {
  for (const rule of rules) {
    const found = rule(tokens, at, today);
    if (found) return found;
  }
  return undefined;
}

export function isDate(value: number): boolean {
  return value >= 1 && value <= 31;
}
