import type { SparseVector } from './features.ts';

/** Weights of one-against-the-rest linear classifiers: row `feature`, column `class`, then one bias a class. */
export interface LinearModel {
  readonly classes: number;
  /** In units of `scales[class]`: a byte tells a weight finely enough, and four times as many fit in memory. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainingOptions {
  /** Penalty of an error on a negative example. */
  readonly cost: number;
  /** How much more an error on a positive example costs: classes are one against about a hundred. */
  readonly positiveWeight: number;
  readonly passes: number;
  readonly seed: number;
}

export const defaultTraining: TrainingOptions = { cost: 0.3, positiveWeight: 5, passes: 12, seed: 20201 };

/** Margin of every class for a vector. */
export function margins(model: LinearModel, vector: SparseVector): Float32Array {
  const { classes, weights, scales, bias } = model;
  const sums = new Float32Array(classes);
  for (let f = 0; f < vector.indices.length; f++) {
    const value = vector.values[f] as number;
    const row = (vector.indices[f] as number) * classes;
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] as number) + value * (weights[row + c] as number);
  }
  for (let c = 0; c < classes; c++)
    sums[c] = (sums[c] as number) * (scales[c] as number) + (bias[c] as number);
  return sums;
}

/**
 * Trains an L2-regularised squared-hinge SVM per class by dual coordinate descent (Hsieh et al., ICML 2008).
 * Deterministic: same vectors, labels and seed, same weights.
 */
export function train(
  vectors: readonly SparseVector[],
  labels: readonly number[],
  classes: number,
  features: number,
  options: TrainingOptions = defaultTraining,
): LinearModel {
  const weights = new Int8Array(features * classes);
  const scales = new Float32Array(classes);
  const bias = new Float32Array(classes);
  // The bias is learnt as one more feature that is always 1.
  const norms = vectors.map((vector) => vector.values.reduce((sum, value) => sum + value * value, 1));
  for (let c = 0; c < classes; c++) {
    const column = trainOne(vectors, (i) => labels[i] === c, norms, features, options);
    const scale = column.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127 || 1;
    for (let f = 0; f < features; f++)
      weights[f * classes + c] = Math.round((column.weights[f] as number) / scale);
    scales[c] = scale;
    bias[c] = column.bias;
  }
  return { classes, weights, scales, bias };
}

function trainOne(
  vectors: readonly SparseVector[],
  isPositive: (index: number) => boolean,
  norms: readonly number[],
  features: number,
  { cost, positiveWeight, passes, seed }: TrainingOptions,
): { weights: Float32Array; bias: number } {
  const weights = new Float32Array(features);
  let bias = 0;
  const alpha = new Float64Array(vectors.length);
  const order = Int32Array.from(vectors.keys());
  const random = seededRandom(seed);
  // Examples that stay at zero for a whole pass are rarely needed again: they are visited every third pass only.
  const idle = new Uint8Array(vectors.length);
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    for (const i of order) {
      if (idle[i] === 1 && pass % 3 !== 0) continue;
      const { indices, values } = vectors[i] as SparseVector;
      const sign = isPositive(i) ? 1 : -1;
      const diagonal = 1 / (2 * (sign === 1 ? cost * positiveWeight : cost));
      let margin = bias;
      for (let f = 0; f < indices.length; f++)
        margin += (weights[indices[f] as number] as number) * (values[f] as number);
      const gradient = sign * margin - 1 + (alpha[i] as number) * diagonal;
      const before = alpha[i] as number;
      if (before === 0 && gradient >= 0) {
        idle[i] = 1;
        continue;
      }
      idle[i] = 0;
      const after = Math.max(before - gradient / ((norms[i] as number) + diagonal), 0);
      const step = (after - before) * sign;
      if (step === 0) continue;
      alpha[i] = after;
      bias += step;
      for (let f = 0; f < indices.length; f++) {
        const index = indices[f] as number;
        weights[index] = (weights[index] as number) + step * (values[f] as number);
      }
    }
  }
  return { weights, bias };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swap = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swap;
  }
}

/** Mulberry32: small, fast, good enough to shuffle. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
