import type { DayRange } from './circumstances.ts';
import type { Day } from './facts.ts';

/** Arithmetic on calendar days, `YYYY-MM-DD`; no hour, no time zone. */

const dayMs = 86_400_000;

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T12:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** Days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = partsOf(day);
  const last = lastOfMonth(year, month + count);
  return isoDay(Number(last.slice(0, 4)), Number(last.slice(5, 7)), Math.min(date, Number(last.slice(8))));
}

/** The day of a year, a month from 1 and a date; undefined when there is none (31 February). */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const day = isoDay(year, month, date);
  const [, m, d] = partsOf(day);
  return m === month && d === date ? day : undefined;
}

/** Month may lie outside of 1 to 12: it is carried over. */
export function wholeMonth(year: number, month: number): DayRange {
  return { from: isoDay(year, month, 1), to: lastOfMonth(year, month) };
}

export function wholeYear(year: number): DayRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** Monday to Sunday of the week of a day. */
export function weekOf(day: Day): DayRange {
  const monday = addDays(day, 1 - weekday(day));
  return { from: monday, to: addDays(monday, 6) };
}

/** Saturday and Sunday of the week of a day. */
export function weekendOf(day: Day): DayRange {
  const { to } = weekOf(day);
  return { from: addDays(to, -1), to };
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
}

export function partsOf(day: Day): [year: number, month: number, date: number] {
  const [year, month, date] = day.split('-').map(Number);
  return [year as number, month as number, date as number];
}

function lastOfMonth(year: number, month: number): Day {
  return isoDay(year, month + 1, 0);
}

function isoDay(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}
