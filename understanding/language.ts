import { normalise, words } from './text.ts';

/** How a language is told: its frequent words, or its script alone. */
export interface LanguageClues {
  readonly words: readonly string[];
  readonly script?: string;
  /** Letters that this language alone uses. */
  readonly letters?: string;
}

export interface DetectedLanguage {
  readonly language: string;
  /** False when the evidence is thin: a conversation does not change its language for that. */
  readonly isClear: boolean;
}

/** Log-odds that a first, French guess starts with: a French site is asked mostly in French. */
const frenchPrior = 1.5;
/** A frequent word of a language is this much likelier (log) there than elsewhere. */
const frequentWord = 1.2;
/** … and more when none of our utterances, in whatever language, holds it. */
const foreignWord = 2.2;
/** A letter of one language alone tells as much as two words. */
const ownLetter = 2.4;
/** Lead over the second language from which the evidence counts as clear; a single word never gives it. */
const clearLead = 1.5;

/** Tells the language of a message from frequent words, the words of our own utterances, and scripts. */
export class LanguageDetector {
  readonly #clues: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #letters: ReadonlyMap<string, RegExp>;
  readonly #scripts: readonly { language: string; pattern: RegExp }[];
  readonly #counts: Readonly<Record<string, ReadonlyMap<string, number>>>;
  readonly #totals: ReadonlyMap<string, number>;

  /** `counts`: how many utterances of each language hold a word. */
  constructor(
    clues: Readonly<Record<string, LanguageClues>>,
    counts: Readonly<Record<string, ReadonlyMap<string, number>>>,
  ) {
    this.#clues = new Map(
      Object.entries(clues).map(([language, { words: list }]) => [language, new Set(list)]),
    );
    this.#letters = new Map(
      Object.entries(clues).flatMap(([language, { letters }]) =>
        letters ? [[language, new RegExp(`[${letters}]`, 'iu')] as const] : [],
      ),
    );
    this.#scripts = Object.entries(clues).flatMap(([language, { script }]) =>
      script ? [{ language, pattern: new RegExp(`\\p{Script=${script}}`, 'u') }] : [],
    );
    this.#counts = counts;
    this.#totals = new Map(
      Object.entries(counts).map(([language, list]) => [
        language,
        [...list.values()].reduce((a, b) => a + b, 0),
      ]),
    );
  }

  /** `current`: the language of the conversation so far, which wins over thin evidence. */
  detect(text: string, current?: string): DetectedLanguage {
    const script = this.#scripts.find(({ pattern }) => pattern.test(text));
    if (script) return { language: script.language, isClear: true };

    const list = words(normalise(text)).filter((word) => /\p{L}/u.test(word));
    const scores = [...this.#clues.keys()].map((language) => ({
      language,
      score: this.score(list, language, current) + (this.#letters.get(language)?.test(text) ? ownLetter : 0),
    }));
    scores.sort((a, b) => b.score - a.score);
    const [best, second] = scores;
    if (!best) return { language: current ?? 'fr', isClear: false };
    const isClear = list.length > 1 && best.score - (second?.score ?? 0) >= clearLead;
    return { language: isClear || !current ? best.language : current, isClear };
  }

  private score(list: readonly string[], language: string, current: string | undefined): number {
    const frequent = this.#clues.get(language);
    let score = language === (current ?? 'fr') ? frenchPrior : 0;
    for (const word of list) {
      if (frequent?.has(word)) score += this.isOurs(word) ? frequentWord : foreignWord;
      score += this.ownEvidence(word, language);
    }
    return score;
  }

  /** Log-odds of a word between the languages we have utterances in, bounded so that no rare word decides alone. */
  private ownEvidence(word: string, language: string): number {
    const own = this.#counts[language]?.get(word) ?? 0;
    let others = 0;
    for (const [other, counts] of Object.entries(this.#counts)) {
      if (other !== language) others = Math.max(others, this.rate(counts.get(word) ?? 0, other));
    }
    if (own === 0 && others === 0) return 0;
    if (!this.#counts[language]) return 0;
    return Math.max(-1, Math.min(1, Math.log((this.rate(own, language) + 1e-5) / (others + 1e-5))));
  }

  private isOurs(word: string): boolean {
    return Object.values(this.#counts).some((counts) => counts.has(word));
  }

  private rate(count: number, language: string): number {
    return count / Math.max(1, this.#totals.get(language) ?? 1);
  }
}
