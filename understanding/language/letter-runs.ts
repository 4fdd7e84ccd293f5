/** Runs of letters of this length, borders included. */
const runLength = 3;
/** Runs never seen are held for this rare. */
const unseen = 0.3;

/** How likely a word is in each language, by the runs of letters of the words that are known of it. */
export class LetterRuns {
  readonly #counts = new Map<string, Float32Array>();
  readonly #languages: readonly string[];
  readonly #totals: Float32Array;

  constructor(wordsByLanguage: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#languages = [...wordsByLanguage.keys()];
    this.#totals = new Float32Array(this.#languages.length);
    [...wordsByLanguage.values()].forEach((words, language) => {
      for (const word of words) {
        for (const run of runsOf(word)) {
          const counts = this.#counts.get(run) ?? new Float32Array(this.#languages.length);
          this.#counts.set(run, counts);
          counts[language] = (counts[language] as number) + 1;
          this.#totals[language] = (this.#totals[language] as number) + 1;
        }
      }
    });
  }

  /** Log-likelihood of a word's runs by language, a mean a run scaled to the word's length; undefined for very short words. */
  likelihoods(word: string): ReadonlyMap<string, number> | undefined {
    const runs = runsOf(word);
    if (runs.length < 2) return undefined;
    return new Map(
      this.#languages.map((language, i) => {
        const total = (this.#totals[i] as number) + unseen * this.#counts.size;
        const sum = runs.reduce(
          (log, run) => log + Math.log(((this.#counts.get(run)?.[i] ?? 0) + unseen) / total),
          0,
        );
        return [language, sum / Math.sqrt(runs.length)] as const;
      }),
    );
  }
}

function runsOf(word: string): string[] {
  const framed = `<${word}>`;
  return Array.from({ length: Math.max(0, framed.length - runLength + 1) }, (_, i) =>
    framed.slice(i, i + runLength),
  );
}
