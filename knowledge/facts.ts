import type { DayRange } from './circumstances.ts';
import { addDays } from './days.ts';
import type { Fact, FactValue } from './schema.ts';

/** A calendar day in Paris, `YYYY-MM-DD`. Days compare as text. */
export type Day = string;

/** The dated facts, by id. */
export class FactBook {
  readonly #facts: ReadonlyMap<string, Fact>;

  constructor(facts: Iterable<Fact>) {
    this.#facts = new Map([...facts].map((fact) => [fact.id, fact]));
  }

  get(id: string): Fact | undefined {
    return this.#facts.get(id);
  }

  all(): Fact[] {
    return [...this.#facts.values()];
  }

  /** The value in force on a day; undefined when no period holds it, which means "not known", never "the last one goes on". */
  valueOn(id: string, day: Day): FactValue | undefined {
    return this.#facts
      .get(id)
      ?.values.find((value) => value.validFrom <= day && (value.validTo === null || day <= value.validTo));
  }

  /** The days within a range, its first day left out, from which the value of a fact or of what it is a share of is another. */
  changesWithin(id: string, { from, to }: DayRange): Day[] {
    const fact = this.get(id);
    if (!fact) return [];
    const starts = fact.values.flatMap(({ validFrom, validTo }) => [
      validFrom,
      ...(validTo ? [addDays(validTo, 1)] : []),
    ]);
    const changes = starts.filter((day) => from < day && day <= to);
    const base = fact.percentOf === undefined ? [] : this.changesWithin(fact.percentOf, { from, to });
    return [...new Set([...changes, ...base])].sort();
  }

  /** The sum of a percentage fact in the unit of the fact it is a share of, rounded half up to the cent. */
  amountOn(id: string, day: Day): { amount: number; unit: Fact['unit'] } | undefined {
    const base = this.get(id)?.percentOf;
    if (base === undefined) return undefined;
    const percent = this.valueOn(id, day)?.value;
    const whole = this.valueOn(base, day)?.value;
    const unit = this.get(base)?.unit;
    if (typeof percent !== 'number' || typeof whole !== 'number' || unit === undefined) return undefined;
    // Integers until the last division: 1 867.02 × 43 % must not lose half a cent to binary fractions.
    const cents = Math.round((Math.round(whole * 100) * Math.round(percent * 100)) / 10_000);
    return { amount: cents / 100, unit };
  }
}
