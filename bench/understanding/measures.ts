import type { Question } from './questions.ts';
import type { System } from './system.ts';

const warmUpShare = 0.1;
const leastTimed = 200;

export interface Answers {
  /** Topic ids by the index of the question, best first. */
  readonly rankings: ReadonlyMap<number, readonly string[]>;
  /** µs of each query, in ascending order. */
  readonly timesUs: readonly number[];
}

/** Asks the questions once, after a warm-up on a tenth of them, and some again until 200 queries are timed; fewer for a system that is asked a sample. */
export async function answersOf(system: System, questions: readonly Question[]): Promise<Answers> {
  const askEvery = system.askEvery ?? 1;
  const asked = [...questions.entries()].filter(([index]) => index % askEvery === 0);
  const timed = Math.max(leastTimed / askEvery, asked.length);
  for (const [, { q }] of asked.slice(0, asked.length * warmUpShare)) await system.rank(q);
  const rankings = new Map<number, readonly string[]>();
  const timesUs: number[] = [];
  for (let i = 0; i < timed; i++) {
    const [index, { q }] = asked[i % asked.length] as [number, Question];
    const startMs = performance.now();
    const ranking = await system.rank(q);
    timesUs.push((performance.now() - startMs) * 1000);
    rankings.set(index, ranking);
  }
  return { rankings, timesUs: timesUs.sort((a, b) => a - b) };
}

/** Value below which that share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

/** Resident memory in MB, after a collection. */
export function residentMb(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}

export async function elapsedMs(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}
