import { buildBrain } from '../brain.ts';

/** `assistant train`: part of the build; holds the content to its schemas and learns its utterances. */
export async function runTrain(): Promise<number> {
  buildBrain();
  return 0;
}
