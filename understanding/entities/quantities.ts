import type { Between } from '../../knowledge/circumstances.ts';
import type { EntityWords } from '../../knowledge/lexicon-schema.ts';
import { anyOf } from '../phrases.ts';

/** Lengths of time, working time and sums of money that a text names. */
export interface Quantities {
  /** Every length of time, in months, in the order said. */
  readonly durations: readonly number[];
  /** Length of the contract asked about, in months. */
  readonly contractMonths?: Between;
  /** For how long the person has been out of work, in months. */
  readonly unemployedMonths?: Between;
  readonly weeklyHours?: Between;
  /** Sums in euros, in the order said. */
  readonly amounts: readonly number[];
}

/** Fewer is a time of day, more is no working week. */
const weeklyHours = { min: 4, max: 60 };
/** So many years and more, by themselves, are an age. */
const youngestAge = 14;
const monthsIn = {
  hour: 0,
  day: 1 / 30,
  week: 7 / 30,
  weekend: 0,
  fortnight: 0.5,
  month: 1,
  year: 12,
} as const;

/** Reads the quantities of one language. */
export class QuantityReader {
  readonly #duration: RegExp;
  readonly #unitOf: ReadonlyMap<string, keyof typeof monthsIn>;
  readonly #contractBefore: RegExp;
  readonly #sinceBefore: RegExp;
  readonly #unemployed: RegExp;
  readonly #hours: RegExp;
  readonly #hourOfDay: RegExp;
  readonly #share: RegExp;
  readonly #times: readonly { pattern: RegExp; hours: Between }[];
  readonly #amount: RegExp;
  readonly #fullTime: number;

  constructor({ dates, quantities }: EntityWords) {
    const units = Object.entries(dates.units) as [keyof typeof monthsIn, string[]][];
    this.#unitOf = new Map(units.flatMap(([unit, words]) => words.map((word) => [word, unit] as const)));
    const long = units.flatMap(([unit, words]) => (monthsIn[unit] > 0 ? words : []));
    this.#duration = new RegExp(
      `\\b(?<count>\\d{1,3}(?:\\.\\d)?) (?<unit>${anyOf(long)})\\b(?<other> (?:${anyOf(quantities.notDuration)}))?`,
      'g',
    );
    this.#contractBefore = new RegExp(`\\b(?:${anyOf(quantities.contractOf)}) ?$`);
    this.#sinceBefore = new RegExp(`\\b(?:${anyOf(quantities.since)}) ?$`);
    this.#unemployed = new RegExp(`\\b(?:${anyOf(quantities.unemployed)})\\b`);
    this.#hours = new RegExp(
      `\\b(?<count>\\d{1,2}(?:\\.\\d{1,2})?) ?(?:${anyOf(dates.units.hour)})\\b(?! ?\\d)(?<week> (?:${anyOf(quantities.perWeek)})\\b)?`,
      'g',
    );
    this.#hourOfDay = new RegExp(`\\b(?:${anyOf(quantities.hourOfDay)}) ?$`);
    this.#share = new RegExp(`\\b(?<share>\\d{2})(?: ?%| (?:${anyOf(quantities.percent)}))`, 'g');
    const full = quantities.fullTimeHours;
    this.#fullTime = full;
    const atWork = (phrases: readonly string[], min: number, max: number) => ({
      pattern: new RegExp(`\\b(?:${anyOf(phrases)})\\b`),
      hours: { min, max },
    });
    this.#times = [
      atWork(quantities.halfTime, full / 2, full / 2),
      atWork(quantities.fullTime, full, full),
      atWork(quantities.partTime, 0, full - 1),
    ];
    this.#amount = new RegExp(
      `(?<!\\d)(?<sum>\\d{1,7}(?:\\.\\d{1,2})?) ?(?:€|(?:${anyOf(quantities.euros)})\\b)`,
      'g',
    );
  }

  /** `text`: folded, thousands joined and decimals with a point (see `foldNumbers`). */
  read(text: string): Quantities {
    const found = [...text.matchAll(this.#duration)].flatMap((match) => {
      const { count, unit, other } = match.groups as { count: string; unit: string; other?: string };
      const before = text.slice(Math.max(0, match.index - 40), match.index);
      const isSince = this.#sinceBefore.test(before);
      const isContract = this.#contractBefore.test(before);
      const months = Number(count) * monthsIn[this.#unitOf.get(unit) ?? 'month'];
      const isAge = months >= youngestAge * 12 && !isSince && !isContract;
      return other || isAge ? [] : [{ months, isSince, isContract }];
    });
    const since = this.#unemployed.test(text) ? found.find(({ isSince }) => isSince) : undefined;
    const contract = found.find((one) => one.isContract && one !== since);
    const hours = this.hours(text);
    return {
      durations: found.map(({ months }) => months),
      ...(contract && { contractMonths: exactly(contract.months) }),
      ...(since && { unemployedMonths: exactly(since.months) }),
      ...(hours && { weeklyHours: hours }),
      amounts: [...text.matchAll(this.#amount)].map(({ groups }) => Number(groups?.sum)),
    };
  }

  private hours(text: string): Between | undefined {
    for (const match of text.matchAll(this.#hours)) {
      const count = Number(match.groups?.count);
      const isDay = this.#hourOfDay.test(text.slice(Math.max(0, match.index - 20), match.index));
      if (count < weeklyHours.min || count > weeklyHours.max) continue;
      if (!match.groups?.week && isDay) continue;
      return exactly(count);
    }
    const said = this.#times.find(({ pattern }) => pattern.test(text));
    if (said?.hours.min === 0 || !said) {
      const share = [...text.matchAll(this.#share)]
        .map(({ groups }) => Number(groups?.share))
        .find((percent) => percent >= 20);
      if (share !== undefined && said) return exactly((this.#fullTime * share) / 100);
    }
    return said?.hours;
  }
}

/** Lower case without accents; "1 500" is 1500, "17,5" is 17.5, other signs are spaces. */
export function foldNumbers(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(
      /(?<!\d)(\d{1,3})((?:[ \u00a0\u202f.]\d{3})+)(?!\d)/g,
      (_, first: string, rest: string) => first + rest.replace(/\D/g, ''),
    )
    .replace(/(\d)[,.](\d{1,2})(?!\d)/g, '$1.$2')
    .replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
    .replace(/[^\p{L}\p{N}%€.]+/gu, ' ')
    .replace(/(\d)(?=[\p{L}])/gu, '$1 ')
    .trim();
}

function exactly(value: number): Between {
  return { min: value, max: value };
}
