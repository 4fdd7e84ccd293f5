import type { Decision } from '../../understanding/decide.ts';
import { isAnsweredWrong, isRefused, type Judged, shareOf } from './questions.ts';

/** What `evaluate` prints: no question unless its mistakes are asked for. */

export function printAccuracy(judged: readonly Judged[]): void {
  const inScope = judged.filter(({ isInScope }) => isInScope);
  const groups: [string, Judged[]][] = [
    ['all', inScope],
    ...groupBy(inScope, ({ lang, style }) => `${lang} ${style}`),
  ];
  process.stdout.write('In scope: first candidate right, right one among the first three\n');
  for (const [name, group] of groups) {
    const first = share(group, ({ isFirst }) => isFirst);
    const three = share(group, ({ isAmongThree }) => isAmongThree);
    process.stdout.write(`  ${name.padEnd(16)} ${String(group.length).padStart(4)}  ${first}  ${three}\n`);
  }
}

export function printDecisions(judged: readonly Judged[]): void {
  const inScope = judged.filter(({ isInScope }) => isInScope);
  const outside = judged.filter(({ isInScope }) => !isInScope);
  const is = (kind: Decision['kind']) => (one: Judged) => one.decision.kind === kind;
  const lines: [string, string][] = [
    ['in scope, answered', share(inScope, is('answer'))],
    ['in scope, answered and wrong', share(inScope, isAnsweredWrong)],
    ['in scope, sent back for a choice', share(inScope, is('clarify'))],
    ['in scope, refused', share(inScope, isRefused)],
    ['out of scope, refused', share(outside, isRefused)],
    ['out of scope, answered', share(outside, is('answer'))],
  ];
  process.stdout.write('Decisions\n');
  for (const [name, value] of lines) process.stdout.write(`  ${name.padEnd(34)} ${value}\n`);
}

export function printReliability(judged: readonly Judged[]): void {
  process.stdout.write('Reliability: probability said, share that was right\n');
  for (let low = 0; low < 1; low += 0.1) {
    const group = judged.filter(({ understanding }) => {
      const score = understanding.candidates[0]?.score ?? 0;
      return score >= low && (score < low + 0.1 || low >= 0.9);
    });
    if (group.length === 0) continue;
    const range = `${low.toFixed(1)}-${(low + 0.1).toFixed(1)}`;
    process.stdout.write(
      `  ${range} ${String(group.length).padStart(4)}  ${share(group, ({ isFirst }) => isFirst)}\n`,
    );
  }
}

export function printConfusions(judged: readonly Judged[]): void {
  const wrong = judged.filter(({ isFirst }) => !isFirst);
  const pairs = groupBy(
    wrong,
    ({ accept, understanding }) => `${accept[0]} taken for ${understanding.candidates[0]?.id}`,
  );
  const worst = pairs.sort(([, a], [, b]) => b.length - a.length).slice(0, 10);
  process.stdout.write('Worst confusions\n');
  for (const [name, group] of worst) process.stdout.write(`  ${String(group.length).padStart(3)}  ${name}\n`);
}

export function printMistakes(judged: readonly Judged[]): void {
  process.stdout.write('Mistakes\n');
  for (const { q, style, accept, understanding, isFirst } of judged) {
    if (isFirst) continue;
    const found = understanding.candidates.slice(0, 3).map(({ id, score }) => `${id} ${score.toFixed(2)}`);
    process.stdout.write(`  [${style}] ${q}\n      wanted ${accept.join(', ')}; found ${found.join(', ')}\n`);
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

function share(items: readonly Judged[], holds: (one: Judged) => boolean): string {
  if (items.length === 0) return '    -';
  return `${(100 * shareOf(items, holds)).toFixed(1).padStart(5)} %`;
}
