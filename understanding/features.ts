/** A sparse vector: feature indices (ascending not required, no doubles) and their weights. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** How much each kind of feature weighs beside the others, once each is scaled to length one. */
const blockWeights = { word: 1, pair: 0.5, letters: 1 } as const;
type BlockName = keyof typeof blockWeights;
const blockNames = Object.keys(blockWeights) as BlockName[];

/** The features of a list of words: words, neighbouring pairs, and runs of 3 and 4 letters inside a word with its borders. */
export function featuresOf(words: readonly string[]): Record<BlockName, string[]> {
  const word = words.map((w) => `w${w}`);
  const pair: string[] = [];
  for (let i = 0; i + 1 < words.length; i++) pair.push(`p${words[i]} ${words[i + 1]}`);
  const letters: string[] = [];
  for (const w of words) {
    const framed = `<${w}>`;
    for (let size = 3; size <= 4; size++) {
      for (let start = 0; start + size <= framed.length; start++)
        letters.push(framed.slice(start, start + size));
    }
  }
  return { word, pair, letters };
}

/** Turns words into TF-IDF vectors over the features seen in the utterances. */
export class Vectoriser {
  readonly #index: ReadonlyMap<string, number>;
  readonly #idf: Float32Array;

  constructor(features: readonly string[], idf: Float32Array) {
    this.#index = new Map(features.map((feature, i) => [feature, i]));
    this.#idf = idf;
  }

  get size(): number {
    return this.#idf.length;
  }

  /** TF-IDF (1 + log tf), each block of features scaled to its weight. */
  vector(words: readonly string[]): SparseVector {
    const found = featuresOf(words);
    const indices: number[] = [];
    const values: number[] = [];
    for (const name of blockNames) {
      const counts = new Map<number, number>();
      for (const feature of found[name]) {
        const index = this.#index.get(feature);
        if (index !== undefined) counts.set(index, (counts.get(index) ?? 0) + 1);
      }
      let squares = 0;
      const start = values.length;
      for (const [index, count] of counts) {
        const weight = (1 + Math.log(count)) * (this.#idf[index] as number);
        indices.push(index);
        values.push(weight);
        squares += weight * weight;
      }
      const scale = squares > 0 ? blockWeights[name] / Math.sqrt(squares) : 0;
      for (let i = start; i < values.length; i++) values[i] = (values[i] as number) * scale;
    }
    return { indices: Int32Array.from(indices), values: Float32Array.from(values) };
  }
}

/** Learns the features and their rarity; letter runs and pairs seen in a single utterance are left out. */
export function learnFeatures(documents: readonly (readonly string[])[]): {
  features: string[];
  idf: Float32Array;
} {
  const documentCounts = new Map<string, number>();
  for (const document of documents) {
    const found = featuresOf(document);
    for (const feature of new Set(blockNames.flatMap((name) => found[name]))) {
      documentCounts.set(feature, (documentCounts.get(feature) ?? 0) + 1);
    }
  }
  const kept = [...documentCounts].filter(([feature, count]) => feature.startsWith('w') || count >= 2);
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    features: kept.map(([feature]) => feature),
    idf: Float32Array.from(kept, ([, count]) => Math.log(1 + documents.length / count)),
  };
}
