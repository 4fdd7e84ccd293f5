import { type LinearModel, margins, train } from './classifier.ts';
import type { SparseVector } from './features.ts';

/**
 * Who speaks: an employer, a jobseeker, a clerk. Learnt over all topics that only one of them asks about, so that "je suis
 * patron" weighs for every employer's topic, not only for those whose utterances happen to say it.
 */
export interface Speakers {
  readonly names: readonly string[];
  readonly linear: LinearModel;
  /** Index of the speaker of each class; −1 where anybody asks. */
  readonly ofClass: Int8Array;
}

/** Clear-cut cases win fast: a positive example need not weigh more, there are few classes. */
const training = { cost: 0.3, positiveWeight: 1, passes: 12, seed: 20201 } as const;
/** A lead beyond this says nothing more. */
const mostLead = 1;

/** Learns from the examples whose class has a speaker. */
export function learnSpeakers(
  vectors: readonly SparseVector[],
  labels: Uint16Array,
  speakerOf: readonly (string | undefined)[],
  features: number,
): Speakers {
  const names = [...new Set(speakerOf.filter((name) => name !== undefined))].sort();
  const ofClass = Int8Array.from(speakerOf, (name) => (name === undefined ? -1 : names.indexOf(name)));
  const told = [...vectors.keys()].filter((i) => (ofClass[labels[i] as number] as number) >= 0);
  const linear = train(
    told.map((i) => vectors[i] as SparseVector),
    told.map((i) => ofClass[labels[i] as number] as number),
    names.length,
    features,
    training,
  );
  return { names, linear, ofClass };
}

/** How far each speaker leads the others for a vector, from −1 to 1. */
export function leads({ linear }: Speakers, vector: SparseVector): number[] {
  const all = [...margins(linear, vector)];
  return all.map((margin, i) => {
    const others = all.filter((_, other) => other !== i);
    return others.length === 0 ? 0 : Math.max(-mostLead, Math.min(mostLead, margin - Math.max(...others)));
  });
}
