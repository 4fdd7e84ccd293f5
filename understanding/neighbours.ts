import type { SparseVector } from './features.ts';

/** Which utterances hold a feature, feature by feature: those of feature `f` stand from `starts[f]` to `starts[f + 1]`. */
export interface Postings {
  readonly starts: Int32Array;
  readonly utterances: Uint16Array;
  readonly values: Float32Array;
}

/** How much the first, second, third and fourth nearest utterance of a topic count. */
const rankWeights = [1, 1 / 2, 1 / 3, 1 / 4];

/** A feature of more than this share of the utterances tells none from another, and costs the most to go through. */
const mostCommon = 0.05;

/** Turns the vectors of all utterances inside out; the commonest features are left out. */
export function invert(vectors: readonly SparseVector[], features: number): Postings {
  const starts = new Int32Array(features + 1);
  for (const { indices } of vectors) for (const f of indices) starts[f + 1] = (starts[f + 1] as number) + 1;
  const isCommon = Uint8Array.from(starts.subarray(1), (count) =>
    Number(count > mostCommon * vectors.length),
  );
  for (let f = 0; f < features; f++) if (isCommon[f]) starts[f + 1] = 0;
  for (let f = 0; f < features; f++) starts[f + 1] = (starts[f + 1] as number) + (starts[f] as number);
  const utterances = new Uint16Array(starts[features] as number);
  const values = new Float32Array(starts[features] as number);
  const next = Int32Array.from(starts);
  vectors.forEach((vector, utterance) => {
    vector.indices.forEach((f, i) => {
      if (isCommon[f]) return;
      const at = next[f] as number;
      utterances[at] = utterance;
      values[at] = vector.values[i] as number;
      next[f] = at + 1;
    });
  });
  return { starts, utterances, values };
}

/** For each topic, the likeness of its nearest utterances to a vector (cosines, weighted by rank). */
export function nearness(
  postings: Postings,
  vector: SparseVector,
  labels: Uint16Array,
  classes: number,
): { scores: Float32Array; nearest: Float32Array } {
  const likeness = new Float32Array(labels.length);
  let squares = 0;
  for (let i = 0; i < vector.indices.length; i++) {
    const f = vector.indices[i] as number;
    const value = vector.values[i] as number;
    squares += value * value;
    const end = postings.starts[f + 1] as number;
    for (let at = postings.starts[f] as number; at < end; at++) {
      const utterance = postings.utterances[at] as number;
      likeness[utterance] = (likeness[utterance] as number) + value * (postings.values[at] as number);
    }
  }
  // Every utterance has the same length (the sum of its blocks), so dividing by the question's own makes a cosine of it.
  const scale = squares > 0 ? 1 / Math.sqrt(squares * 2.25) : 0;
  const ranks = rankWeights.length;
  const best = new Float32Array(classes * ranks);
  for (let u = 0; u < labels.length; u++) {
    let value = (likeness[u] as number) * scale;
    if (value <= 0) continue;
    const row = (labels[u] as number) * ranks;
    for (let r = 0; r < ranks; r++) {
      const held = best[row + r] as number;
      if (value > held) {
        best[row + r] = value;
        value = held;
      }
    }
  }
  const scores = new Float32Array(classes);
  const nearest = new Float32Array(classes);
  for (let c = 0; c < classes; c++) {
    nearest[c] = best[c * ranks] as number;
    for (let r = 0; r < ranks; r++) {
      scores[c] = (scores[c] as number) + (best[c * ranks + r] as number) * (rankWeights[r] as number);
    }
  }
  return { scores, nearest };
}
