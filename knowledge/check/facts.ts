import { daysBetween } from '../days.ts';
import type { Day, FactBook } from '../facts.ts';
import type { Fact } from '../schema.ts';
import type { Report } from './report.ts';

/** A fact without a value after this many days is announced. */
export const expiryWarningDays = 60;

/** Holds one fact to the rules of time: periods that touch without overlap, a value that fits its unit, a review not overdue. */
export function checkFact(
  fact: Fact,
  facts: FactBook,
  used: ReadonlySet<string>,
  report: Report,
  today: Day,
): void {
  const key = `fact:${fact.id}`;
  const file = report.originOf(key)?.value as { facts: Fact[] } | undefined;
  const at = ['facts', file?.facts.indexOf(fact) ?? -1];
  const periods = [...fact.values].sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  for (const [i, value] of periods.entries()) {
    const next = periods[i + 1];
    if (value.validTo !== null && value.validTo < value.validFrom) {
      report.error(key, at, `"${fact.id}": a period ends before it begins (${value.validFrom})`);
    }
    if (next && (value.validTo === null || value.validTo >= next.validFrom)) {
      const [first, second] = [value.validFrom, next.validFrom];
      report.error(key, at, `"${fact.id}": the periods from ${first} and from ${second} overlap`);
    }
    const isDate = typeof value.value === 'string';
    if ((fact.unit === 'text') !== (typeof value.value === 'object') || (fact.unit === 'date') !== isDate) {
      report.error(key, at, `"${fact.id}": the value does not fit the unit ${fact.unit}`);
    }
  }
  if (fact.percentOf && !facts.get(fact.percentOf)) {
    report.error(key, at, `"${fact.id}": no fact "${fact.percentOf}"`);
  }
  if (fact.reviewBy < today) report.warn(key, at, `"${fact.id}" was due for review on ${fact.reviewBy}`);
  const last = periods.at(-1)?.validTo;
  if (last && last >= today && daysBetween(today, last) <= expiryWarningDays) {
    report.warn(key, at, `"${fact.id}" has no value after ${last}`, 'add the next period');
  }
  if (!used.has(fact.id)) report.warn(key, at, `"${fact.id}" is used by no text`);
}
