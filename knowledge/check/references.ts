import { type Day, FactBook } from '../facts.ts';
import type { KnowledgeData } from '../library.ts';
import { figureFields, placeFields, type Reference, referencesIn } from '../references.ts';
import type { Report } from './report.ts';

/** Holds the references of texts to what the knowledge has, and remembers what was used. */
export class References {
  readonly usedFacts = new Set<string>();
  readonly usedFigures = new Set<string>();
  readonly #facts: FactBook;

  constructor(
    private readonly data: KnowledgeData,
    private readonly report: Report,
    private readonly today: Day,
  ) {
    this.#facts = new FactBook(data.facts);
  }

  /** `hasOwnDay`: the text is said on the day asked about, not today. */
  check(key: string, path: readonly PropertyKey[], text: string, hasOwnDay: boolean): void {
    for (const stray of text.replace(/\{[^{}]*\}/g, '').matchAll(/[{}]/g)) {
      this.report.error(key, path, `a lone "${stray[0]}" in the text`, 'references are written {id}');
    }
    const references = referencesIn(text);
    for (const raw of text.match(/\{[^{}]*\}/g) ?? []) {
      if (references.some((reference) => reference.raw === raw)) continue;
      const remedy = 'write {fact}, {fact@AAAA-MM-JJ}, {fact|amount}, {place:id.phone} or {figure:id.value}';
      this.report.error(key, path, `${raw} is not a reference`, remedy);
    }
    for (const reference of references) {
      if (reference.kind === 'place') this.place(key, path, reference);
      else if (reference.kind === 'figure') this.figure(key, path, reference);
      else this.fact(key, path, reference, hasOwnDay);
    }
  }

  private place(
    key: string,
    path: readonly PropertyKey[],
    { id, field }: Reference & { kind: 'place' },
  ): void {
    const place = this.data.places.find((entry) => entry.id === id);
    if (!place) this.report.error(key, path, `no place "${id}" in places.yaml`);
    else if (!(placeFields as readonly string[]).includes(field) || !(field in place)) {
      const fields = placeFields.filter((name) => name in place).join(', ');
      this.report.error(key, path, `the place "${id}" has no ${field}`, `choose among ${fields}`);
    }
  }

  private figure(
    key: string,
    path: readonly PropertyKey[],
    { id, field }: Reference & { kind: 'figure' },
  ): void {
    this.usedFigures.add(id);
    if (!this.data.figures.some((figure) => figure.id === id)) {
      this.report.error(key, path, `no figure "${id}"`, 'write it in knowledge/figures or correct the id');
    } else if (!(figureFields as readonly string[]).includes(field)) {
      this.report.error(key, path, `a figure has no ${field}`, `choose among ${figureFields.join(', ')}`);
    }
  }

  private fact(
    key: string,
    path: readonly PropertyKey[],
    reference: Reference & { kind: 'fact' },
    hasOwnDay: boolean,
  ): void {
    const fact = this.#facts.get(reference.id);
    if (!fact) {
      const remedy = 'write it in knowledge/facts or correct the id';
      this.report.error(key, path, `no fact "${reference.id}"`, remedy);
      return;
    }
    this.usedFacts.add(fact.id);
    if (fact.percentOf) this.usedFacts.add(fact.percentOf);
    if (reference.amount && !fact.percentOf) {
      this.report.error(key, path, `${reference.raw}: "${fact.id}" is not a percentage of another fact`);
      return;
    }
    const day = reference.day ?? (hasOwnDay ? undefined : this.today);
    if (day === undefined) return;
    const known = reference.amount ? this.#facts.amountOn(fact.id, day) : this.#facts.valueOn(fact.id, day);
    if (known !== undefined) return;
    const remedy = 'name the day ({id@AAAA-MM-JJ}) or add the period to the fact';
    this.report.error(key, path, `${reference.raw}: "${fact.id}" has no value on ${day}`, remedy);
  }
}
