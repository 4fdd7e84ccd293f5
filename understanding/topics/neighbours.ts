import { type SparseVector, wordsLength } from './features.ts';

/**
 * Which utterances hold a word or a pair of words, feature by feature: those of feature `f` stand from `starts[f]` to
 * `starts[f + 1]`. Letters are left to the linear voice: here they cost six times as much and add nothing.
 */
export interface Postings {
  readonly starts: Int32Array;
  readonly utterances: Uint16Array;
  /** Weight of the feature in the utterance, in `unit`s. */
  readonly values: Uint16Array;
}

/** The finest weight told apart. */
const unit = 1 / 65_535;

/** How much the first, second, third and fourth nearest utterance of a topic count. */
const rankWeights = [1, 1 / 2, 1 / 3, 1 / 4];

/** A feature of more than this share of the utterances tells none from another, and costs the most to go through. */
const mostCommon = 0.025;

/** Turns the words and pairs of the vectors of all utterances inside out; the commonest features are left out. */
export function invert(vectors: readonly SparseVector[], wordFeatures: number): Postings {
  const starts = new Int32Array(wordFeatures + 1);
  const each = (visit: (f: number, utterance: number, value: number) => void) =>
    vectors.forEach(({ indices, values }, utterance) =>
      indices.forEach((f, i) => {
        if (f < wordFeatures) visit(f, utterance, values[i] as number);
      }),
    );
  each((f) => {
    starts[f + 1] = (starts[f + 1] as number) + 1;
  });
  const isCommon = Uint8Array.from(starts.subarray(1), (count) =>
    Number(count > mostCommon * vectors.length),
  );
  for (let f = 0; f < wordFeatures; f++) if (isCommon[f]) starts[f + 1] = 0;
  for (let f = 0; f < wordFeatures; f++) starts[f + 1] = (starts[f + 1] as number) + (starts[f] as number);
  const utterances = new Uint16Array(starts[wordFeatures] as number);
  const weights = new Uint16Array(starts[wordFeatures] as number);
  const next = Int32Array.from(starts);
  each((f, utterance, value) => {
    if (isCommon[f]) return;
    const at = next[f] as number;
    utterances[at] = utterance;
    weights[at] = Math.round(value / unit);
    next[f] = at + 1;
  });
  return { starts, utterances, values: weights };
}

/** Finds, for each topic, the utterances nearest to a vector. Keeps a scratch pad between calls, so none must overlap. */
export class Neighbours {
  readonly #postings: Postings;
  readonly #labels: Uint16Array;
  readonly #classes: number;
  readonly #likeness: Float32Array;
  readonly #touched: Uint16Array;

  /** `labels`: the class of each utterance. */
  constructor(postings: Postings, labels: Uint16Array, classes: number) {
    this.#postings = postings;
    this.#labels = labels;
    this.#classes = classes;
    this.#likeness = new Float32Array(labels.length);
    this.#touched = new Uint16Array(labels.length);
  }

  /** For each topic, the likeness of its nearest utterances: cosines over words and pairs, weighted by rank. */
  nearness({ indices, values }: SparseVector): Float32Array {
    const { starts, utterances, values: weights } = this.#postings;
    const likeness = this.#likeness;
    const touched = this.#touched;
    let touchedCount = 0;
    let squares = 0;
    for (let i = 0; i < indices.length; i++) {
      const f = indices[i] as number;
      // Words and pairs come first.
      if (f >= starts.length - 1) break;
      const value = values[i] as number;
      squares += value * value;
      const end = starts[f + 1] as number;
      for (let at = starts[f] as number; at < end; at++) {
        const utterance = utterances[at] as number;
        const before = likeness[utterance] as number;
        if (before === 0) touched[touchedCount++] = utterance;
        likeness[utterance] = before + value * (weights[at] as number);
      }
    }
    const best = this.bestByTopic(touched.subarray(0, touchedCount));
    // Every utterance has the same length (the sum of its blocks), so dividing by the question's own makes a cosine of it.
    const scale = squares > 0 ? unit / Math.sqrt(squares * wordsLength) : 0;
    const ranks = rankWeights.length;
    const scores = new Float32Array(this.#classes);
    for (let c = 0; c < scores.length; c++) {
      for (let r = 0; r < ranks; r++) {
        scores[c] =
          (scores[c] as number) + (best[c * ranks + r] as number) * scale * (rankWeights[r] as number);
      }
    }
    return scores;
  }

  /** The likest utterances of each topic, best first; wipes the pad. */
  private bestByTopic(touched: Uint16Array): Float32Array {
    const ranks = rankWeights.length;
    const best = new Float32Array(this.#classes * ranks);
    for (const utterance of touched) {
      let value = this.#likeness[utterance] as number;
      this.#likeness[utterance] = 0;
      const row = (this.#labels[utterance] as number) * ranks;
      if (value <= (best[row + ranks - 1] as number)) continue;
      for (let r = 0; r < ranks; r++) {
        const held = best[row + r] as number;
        if (value > held) {
          best[row + r] = value;
          value = held;
        }
      }
    }
    return best;
  }
}
