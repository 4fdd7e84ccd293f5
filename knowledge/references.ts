import type { Day, FactBook } from './facts.ts';
import { formatNumber, formatValue } from './format.ts';
import type { Place } from './schema.ts';

/** A reference written in a text: `{fact}`, `{fact@2024-12-31}`, `{fact|amount}` or `{place:id.phone}`. */
export type Reference =
  | {
      readonly kind: 'fact';
      readonly raw: string;
      readonly id: string;
      readonly day?: Day;
      readonly amount: boolean;
    }
  | { readonly kind: 'place'; readonly raw: string; readonly id: string; readonly field: string };

const pattern =
  /\{(?:place:(?<place>[a-z0-9-]+)\.(?<field>[a-z]+)|(?<fact>[a-z0-9-]+)(?:@(?<day>\d{4}-\d{2}-\d{2}))?(?<amount>\|amount)?)\}/g;

/** Fields of a place that a text may show. */
export const placeFields = ['name', 'phone', 'address', 'website', 'hours'] as const;

/** Every reference of a text, in order. */
export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(pattern)].map(toReference);
}

function toReference(match: RegExpMatchArray): Reference {
  const { place, field, fact, day, amount } = match.groups ?? {};
  const raw = match[0];
  if (place !== undefined && field !== undefined) return { kind: 'place', raw, id: place, field };
  return { kind: 'fact', raw, id: fact ?? '', ...(day ? { day } : {}), amount: amount !== undefined };
}

export interface Shelf {
  readonly facts: FactBook;
  readonly places: ReadonlyMap<string, Place>;
}

/** What a reference says on a day in a language; undefined when it is not known then. */
export function resolve(reference: Reference, shelf: Shelf, day: Day, language: string): string | undefined {
  if (reference.kind === 'place') {
    const place = shelf.places.get(reference.id) as Record<string, unknown> | undefined;
    const value = place?.[reference.field];
    return typeof value === 'string' ? value : undefined;
  }
  const on = reference.day ?? day;
  if (reference.amount) {
    const sum = shelf.facts.amountOn(reference.id, on);
    return sum && formatNumber(sum.amount, sum.unit, language);
  }
  const fact = shelf.facts.get(reference.id);
  const value = shelf.facts.valueOn(reference.id, on);
  return fact && value && formatValue(value.value, fact.unit, language);
}

/** Replaces every reference of a text; what is not known on that day becomes `unknown`. */
export function fillReferences(
  text: string,
  shelf: Shelf,
  day: Day,
  language: string,
  unknown: string,
): string {
  return text.replace(pattern, (...args) => {
    const match = Object.assign([args[0]] as unknown as RegExpMatchArray, { groups: args.at(-1) });
    return resolve(toReference(match), shelf, day, language) ?? unknown;
  });
}
