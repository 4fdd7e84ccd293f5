import { LetterRuns } from './letter-runs.ts';

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
/** A word in this many of our utterances is frequent in their language. */
const oftenAsked = 8;
/** A letter of one language alone tells as much as two words. */
const ownLetter = 2.4;
/** The runs of letters of a word tell at most as much as a frequent word. */
const mostByLetters = 1.2;
/** Lead over the second language from which the evidence counts as clear. */
const clearLead = 1.5;
/** A single word changes the language of a conversation only with more: "CV" and "stage" never do. */
const clearLeadOfOneWord = 3;

/** Tells the language of a message from frequent words, the words of our own utterances, runs of letters and scripts. */
export class LanguageDetector {
  readonly #languages: readonly string[];
  readonly #frequent: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #letters: ReadonlyMap<string, RegExp>;
  readonly #scripts: readonly { language: string; pattern: RegExp }[];
  readonly #runs: LetterRuns;
  readonly #counts: Readonly<Record<string, ReadonlyMap<string, number>>>;
  readonly #totals: ReadonlyMap<string, number>;

  /** `counts`: how many utterances of each language hold a word. */
  constructor(
    clues: Readonly<Record<string, LanguageClues>>,
    counts: Readonly<Record<string, ReadonlyMap<string, number>>>,
  ) {
    const entries = Object.entries(clues);
    const written = entries.filter(([, { words }]) => words.length > 0);
    this.#languages = written.map(([language]) => language);
    this.#frequent = new Map(
      written.map(([language, { words }]) => {
        const asked = [...(counts[language] ?? [])].filter(([, count]) => count >= oftenAsked);
        return [language, new Set([...words, ...asked.map(([word]) => word)])];
      }),
    );
    this.#letters = new Map(
      entries.flatMap(([language, { letters }]) =>
        letters ? [[language, new RegExp(`[${letters}]`, 'iu')] as const] : [],
      ),
    );
    this.#scripts = entries.flatMap(([language, { script }]) =>
      script ? [{ language, pattern: new RegExp(`\\p{Script=${script}}`, 'u') }] : [],
    );
    this.#runs = new LetterRuns(
      new Map(
        written.map(([language, { words }]) => [
          language,
          new Set([...words, ...(counts[language]?.keys() ?? [])]),
        ]),
      ),
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

    const list = wordsOf(text);
    const scores = new Map(this.#languages.map((language) => [language, 0]));
    const add = (language: string, score: number) =>
      scores.set(language, (scores.get(language) ?? 0) + score);
    add(current ?? 'fr', frenchPrior);
    for (const word of list) this.weigh(word, add);
    for (const [language, pattern] of this.#letters) if (pattern.test(text)) add(language, ownLetter);

    const [best, second] = [...scores].sort(([, a], [, b]) => b - a);
    if (!best) return { language: current ?? 'fr', isClear: false };
    const lead = best[1] - (second?.[1] ?? 0);
    const isClear = lead >= (list.length > 1 ? clearLead : clearLeadOfOneWord);
    return { language: isClear || !current ? best[0] : current, isClear };
  }

  private weigh(word: string, add: (language: string, score: number) => void): void {
    const isOurs = Object.values(this.#counts).some((counts) => counts.has(word));
    const runs = isOurs ? undefined : this.#runs.likelihoods(word);
    const mean = runs && [...runs.values()].reduce((sum, value) => sum + value, 0) / runs.size;
    for (const language of this.#languages) {
      let score = 0;
      if (this.#frequent.get(language)?.has(word)) score += isOurs ? frequentWord : foreignWord;
      if (this.#counts[language]) score += this.ownEvidence(word, language);
      if (runs && mean !== undefined) score += bounded((runs.get(language) as number) - mean, mostByLetters);
      if (score !== 0) add(language, score);
    }
  }

  /** Log-odds of a word between the languages we have utterances in, bounded so that no rare word decides alone. */
  private ownEvidence(word: string, language: string): number {
    const own = this.#counts[language]?.get(word) ?? 0;
    let others = 0;
    for (const [other, counts] of Object.entries(this.#counts)) {
      if (other !== language) others = Math.max(others, this.rate(counts.get(word) ?? 0, other));
    }
    if (own === 0 && others === 0) return 0;
    return bounded(Math.log((this.rate(own, language) + 1e-5) / (others + 1e-5)), 1);
  }

  private rate(count: number, language: string): number {
    return count / Math.max(1, this.#totals.get(language) ?? 1);
  }
}

/** Words without accents; a digit inside of a word stays, as some people write Arabic with them. */
function wordsOf(text: string): string[] {
  const folded = text.toLowerCase().replace(/ß/g, 'ss').replace(/ł/g, 'l').replace(/ı/g, 'i');
  return (
    folded
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/\d*\p{L}[\p{L}\d]*/gu) ?? []
  );
}

function bounded(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
