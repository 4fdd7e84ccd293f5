/** A sparse vector: feature indices (ascending not required, no doubles) and their weights. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** How much each kind of feature weighs beside the others, once each is scaled to length one; in the order of the indices. */
const blockWeights = { word: 1, pair: 0.5, letters: 1 } as const;
/** Square of the length of the words and pairs of a vector. */
export const wordsLength = blockWeights.word ** 2 + blockWeights.pair ** 2;
type BlockName = keyof typeof blockWeights;
const blockNames = Object.keys(blockWeights) as BlockName[];
/** Each feature's name begins with the sign of its kind. */
const signs = { word: 'w', pair: 'p', letters: '<' } as const;

/** The features of a list of words: words, neighbouring pairs, and runs of 3 and 4 letters inside a word with its borders. */
function featuresOf(words: readonly string[]): Record<BlockName, readonly string[]> {
  const pair: string[] = [];
  for (let i = 0; i + 1 < words.length; i++) pair.push(`${words[i]} ${words[i + 1]}`);
  const letters: string[] = [];
  for (const w of words) {
    const framed = `^${w}$`;
    for (let start = 0; start + 3 <= framed.length; start++) {
      letters.push(framed.slice(start, start + 3));
      if (start + 4 <= framed.length) letters.push(framed.slice(start, start + 4));
    }
  }
  return { word: words, pair, letters };
}

/** Turns words into TF-IDF vectors over the features seen in the utterances. Keeps a scratch pad between calls. */
export class Vectoriser {
  readonly #index: Readonly<Record<BlockName, ReadonlyMap<string, number>>>;
  readonly #idf: Float32Array;
  readonly #counts: Uint16Array;

  constructor(features: readonly string[], idf: Float32Array) {
    const index = { word: new Map(), pair: new Map(), letters: new Map() } as Record<
      BlockName,
      Map<string, number>
    >;
    features.forEach((feature, i) => index[blockOf(feature)].set(feature.slice(1), i));
    this.#index = index;
    this.#idf = idf;
    this.#counts = new Uint16Array(features.length);
  }

  /** TF-IDF (1 + log tf), each block of features scaled to its weight. */
  vector(words: readonly string[]): SparseVector {
    const found = featuresOf(words);
    const indices: number[] = [];
    const values: number[] = [];
    for (const name of blockNames) {
      const known = this.#index[name];
      const start = indices.length;
      for (const feature of found[name]) {
        const index = known.get(feature);
        if (index === undefined) continue;
        const count = this.#counts[index] as number;
        if (count === 0) indices.push(index);
        this.#counts[index] = count + 1;
      }
      let squares = 0;
      for (let i = start; i < indices.length; i++) {
        const index = indices[i] as number;
        const count = this.#counts[index] as number;
        this.#counts[index] = 0;
        const weight = (count === 1 ? 1 : 1 + Math.log(count)) * (this.#idf[index] as number);
        values.push(weight);
        squares += weight * weight;
      }
      const scale = squares > 0 ? blockWeights[name] / Math.sqrt(squares) : 0;
      for (let i = start; i < values.length; i++) values[i] = (values[i] as number) * scale;
    }
    return { indices: Int32Array.from(indices), values: Float32Array.from(values) };
  }
}

/** The kind of a feature, by the sign that its name begins with. */
function blockOf(feature: string): BlockName {
  return blockNames.find((name) => feature.startsWith(signs[name])) as BlockName;
}

/** The features of documents and their rarity, words first, then pairs, then letters; letter runs and pairs seen once are left out. */
export function learnFeatures(documents: readonly (readonly string[])[]): {
  features: string[];
  idf: Float32Array;
} {
  const counts = Object.fromEntries(blockNames.map((name) => [name, new Map<string, number>()])) as Record<
    BlockName,
    Map<string, number>
  >;
  for (const document of documents) {
    const found = featuresOf(document);
    for (const name of blockNames) {
      for (const feature of new Set(found[name])) {
        const signed = signs[name] + feature;
        counts[name].set(signed, (counts[name].get(signed) ?? 0) + 1);
      }
    }
  }
  const kept = blockNames.flatMap((name) =>
    [...counts[name]]
      .filter(([, count]) => name === 'word' || count >= 2)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    features: kept.map(([feature]) => feature),
    idf: Float32Array.from(kept, ([, count]) => Math.log(1 + documents.length / count)),
  };
}

/** How many of the features, which come first, are words or pairs of words. */
export function countWordFeatures(features: readonly string[]): number {
  const first = features.findIndex((feature) => feature.startsWith(signs.letters));
  return first < 0 ? features.length : first;
}
