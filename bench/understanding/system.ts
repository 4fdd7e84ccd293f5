import type { Example } from '../../understanding/topics/training.ts';

/** One way to find the topic of a question, learnt from or indexed on the same examples as the others. */
export interface System {
  readonly name: string;
  /** A system that takes a second a question is asked one in so many. */
  readonly askEvery?: number;
  /** Trains, and writes the model to the folder: the work of a build, not of a start. The others index at each start. */
  learn?(examples: readonly Example[], folder: string): Promise<void>;
  /** Gets ready to answer: reads the model of the folder, or indexes the examples. */
  prepare(examples: readonly Example[], folder: string): Promise<void>;
  /** Topic ids, best first. */
  rank(question: string): Promise<readonly string[]>;
}

/** Every system, ours first; each is loaded in its own process only. */
export const systems: Readonly<Record<string, () => Promise<System>>> = {
  ours: async () => (await import('./systems/ours.ts')).ours,
  'node-nlp': async () => (await import('./systems/node-nlp.ts')).nodeNlp,
  minisearch: async () => (await import('./systems/minisearch.ts')).miniSearch,
  orama: async () => (await import('./systems/orama.ts')).orama,
  fuse: async () => (await import('./systems/fuse.ts')).fuse,
};
