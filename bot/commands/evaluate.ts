import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parisDay } from '../../knowledge/paris.ts';
import { type Decision, decide } from '../../understanding/decide.ts';
import { outOfScopeId, Understander, type Understanding } from '../../understanding/index.ts';
import { readBrain, readParts } from '../brain.ts';

const lineSchema = z.object({
  q: z.string(),
  lang: z.string(),
  style: z.string(),
  accept: z.array(z.string()).min(1),
});

interface Judged extends z.infer<typeof lineSchema> {
  readonly understanding: Understanding;
  readonly decision: Decision;
  readonly isInScope: boolean;
  /** The first candidate, out of scope left aside for a question in scope. */
  readonly isFirst: boolean;
  readonly isAmongThree: boolean;
}

/** `assistant evaluate FILE [--mistakes]`: how well the questions of a JSON lines file {q, lang, style, accept} are understood. Nothing is kept of them. */
export async function runEvaluate(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { mistakes: { type: 'boolean' }, fit: { type: 'boolean' } },
  });
  const [file] = positionals;
  if (file === undefined) {
    process.stderr.write('usage: npm run evaluate FILE (JSON lines {q, lang, style, accept})\n');
    return 2;
  }
  const asked = readQuestions(file);
  if (values.fit) return fitWeights(asked);
  const judged = judge(asked, readBrain().understander);
  printAccuracy(judged);
  printDecisions(judged);
  printReliability(judged);
  printConfusions(judged);
  if (values.mistakes) printMistakes(judged);
  return 0;
}

type Asked = z.infer<typeof lineSchema>;

function readQuestions(file: string): Asked[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      const parsed = lineSchema.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${file}:${i + 1}: ${parsed.error.issues[0]?.message}`);
      return parsed.data;
    });
}

function judge(questions: readonly Asked[], understander: Understander): Judged[] {
  const today = parisDay(new Date());
  return questions.map((asked) => {
    const understanding = understander.understand(asked.q, { today });
    const ids = understanding.candidates.map(({ id }) => id);
    return {
      ...asked,
      understanding,
      decision: decide(understanding),
      isInScope: !asked.accept.includes(outOfScopeId),
      isFirst: asked.accept.includes(ids[0] ?? ''),
      isAmongThree: ids.slice(0, 3).some((id) => asked.accept.includes(id)),
    };
  });
}

/** Tries weights of the two voices and prints those under which the right topics are the likeliest. */
function fitWeights(questions: readonly Asked[]): number {
  const { knowledge, model } = readParts();
  const tried = [4, 5, 6, 7].flatMap((margin) =>
    [1, 3, 5, 7].flatMap((nearness) =>
      [0, 0.3, 0.6, 0.9, 1.2].map((outOfScope) => {
        const judged = judge(questions, new Understander(model, knowledge, { margin, nearness, outOfScope }));
        const loss = judged.reduce((sum, { accept, understanding }) => {
          const right = understanding.candidates.filter(({ id }) => accept.includes(id));
          return (
            sum -
            Math.log(
              Math.max(
                1e-3,
                right.reduce((total, { score }) => total + score, 0),
              ),
            )
          );
        }, 0);
        return {
          margin,
          nearness,
          outOfScope,
          loss: loss / judged.length,
          first: share(judged, ({ isFirst }) => isFirst),
        };
      }),
    ),
  );
  tried.sort((a, b) => a.loss - b.loss);
  for (const { margin, nearness, outOfScope, loss, first } of tried.slice(0, 12)) {
    process.stdout.write(
      `margin ${margin} nearness ${nearness} outOfScope ${outOfScope}: loss ${loss.toFixed(4)}, first ${first}\n`,
    );
  }
  return 0;
}

function printAccuracy(judged: readonly Judged[]): void {
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

function printDecisions(judged: readonly Judged[]): void {
  const inScope = judged.filter(({ isInScope }) => isInScope);
  const outside = judged.filter(({ isInScope }) => !isInScope);
  const is = (kind: Decision['kind']) => (one: Judged) => one.decision.kind === kind;
  const isWrong = ({ decision, accept }: Judged) =>
    decision.kind === 'answer' && !accept.includes(decision.topic);
  const isRefused = (one: Judged) => is('outOfScope')(one) || is('notUnderstood')(one);
  const lines: [string, string][] = [
    ['in scope, answered', share(inScope, is('answer'))],
    ['in scope, answered and wrong', share(inScope, isWrong)],
    ['in scope, sent back for a choice', share(inScope, is('clarify'))],
    ['in scope, refused', share(inScope, isRefused)],
    ['out of scope, refused', share(outside, isRefused)],
    ['out of scope, answered', share(outside, is('answer'))],
  ];
  process.stdout.write('Decisions\n');
  for (const [name, value] of lines) process.stdout.write(`  ${name.padEnd(34)} ${value}\n`);
}

function printReliability(judged: readonly Judged[]): void {
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

function printConfusions(judged: readonly Judged[]): void {
  const wrong = judged.filter(({ isFirst }) => !isFirst);
  const pairs = groupBy(
    wrong,
    ({ accept, understanding }) => `${accept[0]} taken for ${understanding.candidates[0]?.id}`,
  );
  const worst = pairs.sort(([, a], [, b]) => b.length - a.length).slice(0, 10);
  process.stdout.write('Worst confusions\n');
  for (const [name, group] of worst) process.stdout.write(`  ${String(group.length).padStart(3)}  ${name}\n`);
}

function printMistakes(judged: readonly Judged[]): void {
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

function share<T>(items: readonly T[], holds: (item: T) => boolean): string {
  if (items.length === 0) return '    -';
  return `${((100 * items.filter(holds).length) / items.length).toFixed(1).padStart(5)} %`;
}
