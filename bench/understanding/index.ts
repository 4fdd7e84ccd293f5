import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { examplesOf } from '../../bot/brain.ts';
import { knowledgeFolder } from '../../bot/paths.ts';
import { loadKnowledgeData } from '../../knowledge/library.ts';
import type { Example } from '../../understanding/topics/training.ts';
import { type Question, questionsToAsk } from './questions.ts';
import { type Row, report, writeReport } from './report.ts';
import type { Learned, Order, Ranked } from './runner.ts';
import { systems } from './system.ts';

const runner = fileURLToPath(new URL('./runner.ts', import.meta.url));

const usage =
  'usage: npm run bench:understanding -- FILE... [--write] (JSON lines {q, lang, style, accept})\n';

process.exitCode = await runBench(process.argv.slice(2));

/** Compares our understanding with what npm offers, on the questions of JSON lines files; `--write` keeps the tables in docs/bench.md. */
async function runBench(args: string[]): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args,
    allowPositionals: true,
    options: { write: { type: 'boolean' } },
  });
  if (files.length === 0) {
    process.stderr.write(usage);
    return 2;
  }
  const examples = examplesOf(loadKnowledgeData(knowledgeFolder));
  const sets = files.map((file) => questionsToAsk(file, examples));
  const tables = report(await measure(examples, sets.flat()), sets, examples.length);
  process.stdout.write(`${tables}\n`);
  if (values.write) writeReport(tables);
  return 0;
}

/** One system after the other; their models live in a temporary folder. */
async function measure(examples: readonly Example[], questions: readonly Question[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const rows: Row[] = [];
    for (const system of Object.keys(systems)) {
      process.stderr.write(`${system}\n`);
      const order = { system, examples, questions, folder };
      const learned = await inChild<Learned>({ ...order, task: 'learn' });
      rows.push({ ...learned, ...(await inChild<Ranked>({ ...order, task: 'rank' })) });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process of its own for each task, so that memory and start are those of one system. */
function inChild<Result>(order: Order): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(runner, { execArgv: [...process.execArgv, '--expose-gc'], serialization: 'advanced' });
    child.once('message', (result) => resolve(result as Result));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${order.system}, ${order.task}: ended with code ${code}`)),
    );
    child.send(order);
  });
}
