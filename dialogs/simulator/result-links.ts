import type { Day } from '../../knowledge/facts.ts';
import type { Answers } from '../../knowledge/simulators/index.ts';

/** What a result is worked out from. */
export interface ResultBasis {
  readonly answers: Answers;
  /** Inputs that the person could not answer. */
  readonly unknown: readonly string[];
  /** The answers and what was taken for granted. */
  readonly whole: Answers;
  /** The last day of stretches of days told for one day. */
  readonly until: Readonly<Record<string, Day>>;
}

/** Everything that a result's page is made from. */
export interface CalculationResult extends ResultBasis {
  readonly simulator: string;
  readonly language: string;
  readonly day: Day;
}

/** Makes a link to a page that shows a result to read again or print, and that nobody else can read. */
export interface ResultLinks {
  link(result: CalculationResult): string;
}
