import type { Day } from './facts.ts';
import type { Contract, When } from './schema.ts';

/** Numbers from `min` to `max`, both included; equal when the person said one number. */
export interface Between {
  readonly min: number;
  readonly max: number;
}

export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/** What a question says of the case it is about; absent means not said. */
export interface Circumstances {
  readonly date?: DayRange;
  readonly age?: Between;
  readonly contractYear?: Between;
  readonly companySize?: Between;
  readonly diplomaLevel?: Between;
  readonly contract?: Contract;
  readonly disability?: boolean;
  readonly neighbourhood?: string;
  readonly contractMonths?: Between;
  readonly unemployedMonths?: Between;
  readonly weeklyHours?: Between;
  /** Who it is about: ids such as `rsa`. */
  readonly publics?: readonly string[];
}

/** True when every circumstance that a case asks for was said and lies wholly within it. */
export function holds(when: When, said: Circumstances): boolean {
  if (when.date) {
    const [from, to] = when.date;
    if (!said.date || (from !== null && said.date.from < from) || (to !== null && said.date.to > to))
      return false;
  }
  for (const key of ['age', 'contractYear', 'companySize', 'diplomaLevel'] as const) {
    const wanted = when[key];
    const value = said[key];
    if (wanted && !(value && value.min >= wanted[0] && value.max <= wanted[1])) return false;
  }
  if (when.contract && !(said.contract && when.contract.includes(said.contract))) return false;
  if (when.disability !== undefined && when.disability !== (said.disability ?? false)) return false;
  if (when.neighbourhood && !(said.neighbourhood && when.neighbourhood.includes(said.neighbourhood)))
    return false;
  return true;
}

const circumstanceKeys = [
  'date',
  'age',
  'contractYear',
  'companySize',
  'diplomaLevel',
  'contract',
  'disability',
  'neighbourhood',
  'contractMonths',
  'unemployedMonths',
  'weeklyHours',
  'publics',
] as const satisfies readonly (keyof Circumstances)[];

/** True when at least one circumstance was said. */
export function holdsAnything(said: Circumstances): boolean {
  return circumstanceKeys.some((key) => isSaid(said[key]));
}

/** What was said before, completed and corrected by what is said now; nothing else is carried over. */
export function merge(before: Circumstances, now: Circumstances): Circumstances {
  return Object.fromEntries(
    circumstanceKeys.flatMap((key) => {
      const value = isSaid(now[key]) ? now[key] : before[key];
      return isSaid(value) ? [[key, value]] : [];
    }),
  );
}

function isSaid(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}
