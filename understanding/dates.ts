import type { DayRange } from '../knowledge/circumstances.ts';
import type { Day } from '../knowledge/facts.ts';
import type { EntityWords } from '../knowledge/schema.ts';
import { anyOf } from './phrases.ts';

const firstYear = 2010;
const lastYear = 2099;

/** Reads the dates that name their year, and the nearest days, in normalised text of one language. */
export class DateReader {
  readonly #words: EntityWords;
  readonly #pattern: RegExp;

  constructor(words: EntityWords) {
    const month = anyOf(Object.keys(words.months));
    this.#words = words;
    this.#pattern = new RegExp(
      [
        `\\b(?<isoYear>20\\d\\d) (?<isoMonth>0[1-9]|1[0-2]) (?<isoDay>[0-3]\\d)\\b`,
        `\\b(?<day>[0-3]?\\d)(?: er| st| nd| rd| th)? (?:of )?(?<month>${month}) (?<year>20\\d\\d)\\b`,
        `\\b(?<slashDay>[0-3]?\\d) (?<slashMonth>0?[1-9]|1[0-2]) (?<slashYear>20\\d\\d)\\b`,
        `\\b(?<onlyMonth>${month}) (?<ofYear>20\\d\\d)\\b`,
        `\\b(?:${anyOf(words.inYear)}) (?<onlyYear>20\\d\\d)\\b`,
        `\\b(?<relativeDay>${anyOf(Object.keys(words.days))})\\b`,
        `\\b(?<relativeYear>${anyOf(Object.keys(words.years))})\\b`,
      ].join('|'),
      'g',
    );
  }

  /** Inclusive ranges in the order said; impossible dates (31 February) are left out. */
  read(text: string, today: Day): DayRange[] {
    return [...text.matchAll(this.#pattern)].flatMap((match) => {
      const range = this.range(match.groups ?? {}, today);
      return range ? [range] : [];
    });
  }

  private range(said: Record<string, string | undefined>, today: Day): DayRange | undefined {
    const { months, days, years } = this.#words;
    if (said.isoYear) return oneDay(said.isoYear, Number(said.isoMonth), Number(said.isoDay));
    if (said.year) return oneDay(said.year, months[said.month as string] as number, Number(said.day));
    if (said.slashYear) return oneDay(said.slashYear, Number(said.slashMonth), Number(said.slashDay));
    if (said.ofYear) return wholeMonth(Number(said.ofYear), months[said.onlyMonth as string] as number);
    if (said.onlyYear) return wholeYear(Number(said.onlyYear));
    if (said.relativeDay !== undefined) {
      const day = addDays(today, days[said.relativeDay] as number);
      return { from: day, to: day };
    }
    if (said.relativeYear !== undefined)
      return wholeYear(Number(today.slice(0, 4)) + (years[said.relativeYear] as number));
    return undefined;
  }
}

function oneDay(year: string, month: number, day: number): DayRange | undefined {
  const date = new Date(Date.UTC(Number(year), month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const iso = date.toISOString().slice(0, 10);
  return { from: iso, to: iso };
}

function wholeMonth(year: number, month: number): DayRange {
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return { from: `${last.slice(0, 8)}01`, to: last };
}

function wholeYear(year: number): DayRange | undefined {
  return year < firstYear || year > lastYear ? undefined : { from: `${year}-01-01`, to: `${year}-12-31` };
}

function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
