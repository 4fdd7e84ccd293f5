import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../bot/paths.ts';
import { outOfScopeId } from '../../understanding/index.ts';
import { conditions } from './conditions.ts';
import type { Question } from './questions.ts';
import type { Learned, Ranked } from './runner.ts';

export type Row = Learned & Ranked;

/** Some of the questions, by their index. */
interface Group {
  readonly title: string;
  readonly indexes: readonly number[];
}

const page = join(projectRoot, 'docs', 'bench.md');
const block = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;

/** Markdown tables: how often each system is right, and what it costs. */
export function report(
  rows: readonly Row[],
  sets: readonly (readonly Question[])[],
  examples: number,
): string {
  return [
    conditions(),
    `${examples} utterances learnt or indexed. Right first / among the first three, %, out of scope left aside:`,
    accuracyTable(rows, sets, (ranking) => ranking.filter((id) => id !== outOfScopeId)),
    'The same, where a question taken for out of scope is a mistake:',
    accuracyTable(rows, sets, (ranking) => ranking.filter((id, i) => i === 0 || id !== outOfScopeId)),
    'What it costs:',
    costTable(rows),
  ].join('\n\n');
}

/** Puts the tables between the markers of docs/bench.md. */
export function writeReport(tables: string): void {
  const text = readFileSync(page, 'utf8');
  if (!block.test(text)) throw new Error('docs/bench.md has no <!-- bench --> … <!-- /bench --> block');
  writeFileSync(
    page,
    text.replace(block, (_, open, close) => `${open}${tables}\n${close}`),
  );
}

/** Every set of questions, then every language. */
function groupsOf(sets: readonly (readonly Question[])[]): Group[] {
  const questions = sets.flatMap((set, i) => set.map(({ lang }) => ({ set: `set ${i + 1}`, lang })));
  const titles = [...new Set([...questions.map(({ set }) => set), ...questions.map(({ lang }) => lang)])];
  return titles.map((title) => ({
    title,
    indexes: questions.flatMap(({ set, lang }, i) => (set === title || lang === title ? [i] : [])),
  }));
}

function accuracyTable(
  rows: readonly Row[],
  sets: readonly (readonly Question[])[],
  candidatesOf: (ranking: readonly string[]) => readonly string[],
): string {
  const questions = sets.flat();
  const groups = groupsOf(sets);
  const lines = rows.map(({ name, rankings }) => {
    const placesOf = ({ indexes }: Group) =>
      indexes.flatMap((i) => {
        const ranking = rankings.get(i);
        return ranking ? [placeOf(candidatesOf(ranking), questions[i] as Question)] : [];
      });
    return [name, ...groups.map((group) => shares(placesOf(group)))];
  });
  return markdownTable([
    ['', ...groups.map(({ title, indexes }) => `${title} (${indexes.length})`)],
    ...lines,
  ]);
}

function costTable(rows: readonly Row[]): string {
  return markdownTable([
    ['', 'query, median µs', 'query, p95 µs', 'start ms', 'RSS added MB', 'training s'],
    ...rows.map(({ name, medianUs, p95Us, startMs, addedRssMb, learnMs }) => [
      name,
      ...[medianUs, p95Us, startMs, addedRssMb].map((value) => value.toFixed(0)),
      learnMs === undefined ? '–' : (learnMs / 1000).toFixed(1),
    ]),
  ]);
}

/** Where the right topic stands, from 1. */
function placeOf(candidates: readonly string[], { accept }: Question): number {
  const index = candidates.findIndex((id) => accept.includes(id));
  return index < 0 ? Infinity : index + 1;
}

function shares(places: readonly number[]): string {
  const share = (limit: number) => (100 * places.filter((place) => place <= limit).length) / places.length;
  return `${share(1).toFixed(1)} / ${share(3).toFixed(1)}`;
}

function markdownTable([header, ...lines]: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[] = []) => `| ${cells.join(' | ')} |`;
  const rule = (header ?? []).map((_, i) => (i === 0 ? '---' : '---:'));
  return [header, rule, ...lines].map(toLine).join('\n');
}
