import type { DayRange } from './circumstances.ts';
import type { Day, FactBook } from './facts.ts';
import { latestValue } from './figures.ts';
import { formatNumber, formatPeriod, formatValue } from './format.ts';
import { describeHours } from './opening.ts';
import type { Figure, Place } from './schema.ts';

/** A reference written in a text: `{fact}`, `{fact@2024-12-31}`, `{fact|amount}`, `{place:id.phone}` or `{figure:id.period}`. */
export type Reference =
  | {
      readonly kind: 'fact';
      readonly raw: string;
      readonly id: string;
      readonly day?: Day;
      readonly amount: boolean;
    }
  | { readonly kind: 'place'; readonly raw: string; readonly id: string; readonly field: string }
  | { readonly kind: 'figure'; readonly raw: string; readonly id: string; readonly field: string };

const pattern =
  /\{(?:(?<kind>place|figure):(?<entry>[a-z0-9-]+)\.(?<field>[a-z]+)|(?<fact>[a-z0-9-]+)(?:@(?<day>\d{4}-\d{2}-\d{2}))?(?<amount>\|amount)?)\}/g;

/** Fields of a place that a text may show. */
export const placeFields = ['name', 'phone', 'address', 'website', 'hours'] as const;

/** Fields of a statistic that a text may show: its latest value, the period of it, where, and who says so. */
export const figureFields = ['value', 'period', 'geography', 'source'] as const;

/** Every reference of a text, in order. */
export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(pattern)].map(toReference);
}

function toReference(match: RegExpMatchArray): Reference {
  const { kind, entry, field, fact, day, amount } = match.groups ?? {};
  const raw = match[0];
  if (kind !== undefined && entry !== undefined && field !== undefined) {
    return { kind: kind as 'place' | 'figure', raw, id: entry, field };
  }
  return { kind: 'fact', raw, id: fact ?? '', ...(day ? { day } : {}), amount: amount !== undefined };
}

export interface Shelf {
  readonly facts: FactBook;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly places: ReadonlyMap<string, Place>;
}

/** How a language says that a value is not known, or changes within the days asked about. */
export interface ReferenceWords {
  readonly unknown: string;
  changes(before: string, after: string, from: Day): string;
}

/** What a reference says for some days in a language, each change within them included; undefined when it is not known then. */
export function resolve(
  reference: Reference,
  shelf: Shelf,
  days: DayRange,
  language: string,
  words: ReferenceWords,
): string | undefined {
  if (reference.kind === 'place') {
    const place = shelf.places.get(reference.id) as Record<string, unknown> | undefined;
    const value = place?.[reference.field];
    if (typeof value !== 'string') return undefined;
    return reference.field === 'hours' ? describeHours(value, language) : value;
  }
  if (reference.kind === 'figure') {
    const figure = shelf.figures.get(reference.id);
    return figure && figureField(figure, reference.field, language);
  }
  const { id, day } = reference;
  const write = (on: Day) =>
    reference.amount ? amount(shelf, id, on, language) : plain(shelf, id, on, language);
  if (day !== undefined || days.from === days.to) return write(day ?? days.from);

  let said = write(days.from);
  let last = said;
  for (const change of shelf.facts.changesWithin(id, days)) {
    const value = write(change);
    if (value === undefined || said === undefined) return undefined;
    if (value !== last) said = words.changes(said, value, change);
    last = value;
  }
  return said;
}

function figureField(figure: Figure, field: string, language: string): string | undefined {
  const latest = latestValue(figure);
  switch (field) {
    case 'value':
      return formatNumber(latest.value, figure.unit, language);
    case 'period':
      return formatPeriod(latest.period, language);
    case 'geography':
      return figure.geography[language] ?? figure.geography.fr;
    case 'source':
      return figure.source[language] ?? figure.source.fr;
    default:
      return undefined;
  }
}

function amount(shelf: Shelf, id: string, day: Day, language: string): string | undefined {
  const sum = shelf.facts.amountOn(id, day);
  return sum && formatNumber(sum.amount, sum.unit, language);
}

function plain(shelf: Shelf, id: string, day: Day, language: string): string | undefined {
  const fact = shelf.facts.get(id);
  const value = shelf.facts.valueOn(id, day);
  return fact && value && formatValue(value.value, fact.unit, language);
}

/** Replaces every reference of a text by what it says for some days. */
export function fillReferences(
  text: string,
  shelf: Shelf,
  days: DayRange,
  language: string,
  words: ReferenceWords,
): string {
  return text.replace(pattern, (...args) => {
    const match = Object.assign([args[0]] as unknown as RegExpMatchArray, { groups: args.at(-1) });
    return resolve(toReference(match), shelf, days, language, words) ?? words.unknown;
  });
}
