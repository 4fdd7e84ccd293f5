import type { Token } from './tokens.ts';

/** Finds which of some phrases stands at a place of a text, the longest first. */
export class Phrases<T> {
  readonly #byFirst = new Map<string, { readonly words: readonly string[]; readonly value: T }[]>();

  constructor(entries: Iterable<readonly [phrase: string, value: T]>) {
    for (const [phrase, value] of entries) {
      const words = phrase.split(' ');
      const first = words[0] as string;
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), { words, value }]);
    }
    for (const list of this.#byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  }

  /** The words that phrases begin with. */
  get firstWords(): string[] {
    return [...this.#byFirst.keys()];
  }

  /** Every word of the phrases. */
  get words(): string[] {
    return [...this.#byFirst.values()].flat().flatMap(({ words }) => words);
  }

  /** The longest phrase that begins at `at`, and where it ends. */
  at(tokens: readonly Token[], at: number): { readonly value: T; readonly end: number } | undefined {
    const candidates = this.#byFirst.get(tokens[at]?.text ?? '') ?? [];
    const found = candidates.find(({ words }) => words.every((word, i) => tokens[at + i]?.text === word));
    return found && { value: found.value, end: at + found.words.length };
  }
}

/** Phrases that all mean the same. */
export function phrasesOf(list: readonly string[]): Phrases<true> {
  return new Phrases(list.map((phrase) => [phrase, true] as const));
}
