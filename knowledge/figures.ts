import type { Day } from './facts.ts';
import type { Figure, Periodicity } from './schema.ts';

const monthsBetween: Record<Exclude<Periodicity, 'once'>, number> = {
  monthly: 1,
  quarterly: 3,
  'half-yearly': 6,
  yearly: 12,
};
/** A statistic is published about this many months after the end of its period. */
const publicationMonths = 3;

/** The value of the latest period. */
export function latestValue(figure: Figure): Figure['values'][number] {
  const [latest] = [...figure.values].sort((a, b) =>
    endOfPeriod(b.period).localeCompare(endOfPeriod(a.period)),
  );
  if (!latest) throw new Error(`the figure "${figure.id}" has no value`);
  return latest;
}

/** Day from which a newer value should be out; undefined for a statistic made once. */
export function dueOn(figure: Figure): Day | undefined {
  if (figure.periodicity === 'once') return undefined;
  const [year, month] = endOfPeriod(latestValue(figure).period).split('-').map(Number) as [number, number];
  const months = month + monthsBetween[figure.periodicity] + publicationMonths;
  return new Date(Date.UTC(year, months, 1)).toISOString().slice(0, 10);
}

/** Last month of a period, `YYYY-MM`. */
function endOfPeriod(period: string): string {
  const [year, part] = period.split('-');
  if (part === undefined) return `${year}-12`;
  if (!part.startsWith('T')) return period;
  return `${year}-${String(Number(part.slice(1)) * 3).padStart(2, '0')}`;
}
