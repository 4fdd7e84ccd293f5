import type { DayRange } from '../../knowledge/circumstances.ts';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  partsOf,
  weekday,
  weekendOf,
  weekOf,
  wholeMonth,
  wholeYear,
} from '../../knowledge/days.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Edge, Unit } from './words.ts';

export function addUnits(day: Day, count: number, unit: Unit): Day {
  if (unit === 'month') return addMonths(day, count);
  if (unit === 'year') return addMonths(day, 12 * count);
  if (unit === 'hour') return addDays(day, Math.ceil(count / 24));
  return addDays(day, count * { day: 1, week: 7, weekend: 7, fortnight: 14 }[unit]);
}

/** The unit that holds today, moved by some units. */
export function shifted(unit: Unit, by: number, today: Day): DayRange {
  const [year, month] = partsOf(today);
  switch (unit) {
    case 'hour':
      return { from: today, to: today };
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
export function part({ from, to }: DayRange, edge: Edge): DayRange {
  if (edge === 'whole') return { from, to };
  const days = daysBetween(from, to) + 1;
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

/** The nth weekday, weekend or week of a period, from the end when `nth` is negative; undefined when there is none. */
export function nthOf(
  { from, to }: DayRange,
  nth: number,
  wanted: { weekday: number } | 'weekend' | 'week',
): DayRange | undefined {
  if (wanted === 'week') {
    const start = nth > 0 ? addDays(from, 7 * (nth - 1)) : addDays(to, 7 * nth + 1);
    return { from: start, to: addDays(start, 6) };
  }
  const isWeekend = wanted === 'weekend';
  const day = isWeekend ? 6 : wanted.weekday;
  const firstDay = addDays(from, (day - weekday(from) + 7) % 7);
  const lastDay = addDays(to, -((weekday(to) - day + 7) % 7));
  const found = nth > 0 ? addDays(firstDay, 7 * (nth - 1)) : addDays(lastDay, 7 * (nth + 1));
  if (found < from || found > to) return undefined;
  return { from: found, to: isWeekend ? addDays(found, 1) : found };
}

/** The latest day of a number before a day. */
export function sameDateBefore(day: Day, date: number): Day | undefined {
  const [year, month] = partsOf(day);
  const { from } = wholeMonth(year, month - 1);
  return dayOf(Number(from.slice(0, 4)), Number(from.slice(5, 7)), date);
}
