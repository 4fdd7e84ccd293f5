import type { Day } from '../../knowledge/facts.ts';
import type { Answers } from '../../knowledge/simulators/index.ts';

/** Everything that a result's page is made from. */
export interface CalculationResult {
  readonly simulator: string;
  readonly language: string;
  readonly day: Day;
  readonly answers: Answers;
  /** Inputs that the person could not answer. */
  readonly unknown: readonly string[];
  /** The answers and what was taken for granted. */
  readonly whole: Answers;
}

/** Makes a link to a page that shows a result to read again or print, and that nobody else can read. */
export interface ResultLinks {
  link(result: CalculationResult): string;
}
