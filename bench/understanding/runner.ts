import type { Example } from '../../understanding/topics/training.ts';
import { type Answers, answersOf, elapsedMs, quantile, residentMb } from './measures.ts';
import type { Question } from './questions.ts';
import { type System, systems } from './system.ts';

/** What the child process of one system is asked. */
export interface Order {
  readonly task: 'learn' | 'rank';
  readonly system: string;
  readonly examples: readonly Example[];
  readonly questions: readonly Question[];
  /** Where models are written and read. */
  readonly folder: string;
}

export interface Learned {
  /** Undefined for a system that learns nothing. */
  readonly learnMs: number | undefined;
}

export interface Ranked {
  readonly name: string;
  readonly startMs: number;
  readonly addedRssMb: number;
  readonly rankings: Answers['rankings'];
  readonly medianUs: number;
  readonly p95Us: number;
}

process.once('message', async (order: Order) => {
  const result = await (order.task === 'learn' ? learn(order) : rank(order));
  process.send?.(result, () => process.disconnect());
});

async function learn({ system: name, examples, folder }: Order): Promise<Learned> {
  const { learn } = await load(name);
  return { learnMs: learn && (await elapsedMs(() => learn(examples, folder))) };
}

/** Memory counts the code of the system, its start does not: loading TypeScript takes a time that production does not know. */
async function rank({ system: name, examples, questions, folder }: Order): Promise<Ranked> {
  const beforeMb = residentMb();
  const system = await load(name);
  const startMs = await elapsedMs(() => system.prepare(examples, folder));
  const addedRssMb = residentMb() - beforeMb;
  const { rankings, timesUs } = await answersOf(system, questions);
  const [medianUs, p95Us] = [quantile(timesUs, 0.5), quantile(timesUs, 0.95)];
  return { name: system.name, startMs, addedRssMb, rankings, medianUs, p95Us };
}

async function load(name: string): Promise<System> {
  const importSystem = systems[name];
  if (!importSystem) throw new Error(`no system is called ${name}`);
  return importSystem();
}
