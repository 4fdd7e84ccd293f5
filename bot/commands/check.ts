import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TopicReplies } from '../../dialogs/shared/topic-reply.ts';
import { Voice } from '../../dialogs/shared/voice.ts';
import { checkKnowledge } from '../../knowledge/check/index.ts';
import type { Day } from '../../knowledge/facts.ts';
import { describeFinding } from '../../knowledge/findings.ts';
import { loadKnowledgeData, readKnowledge, toKnowledge } from '../../knowledge/library.ts';
import { parisDay } from '../../knowledge/paris.ts';
import { everyAnswer } from '../answers.ts';
import { readLocales } from '../brain.ts';
import { knowledgeFolder, localesFolder, projectRoot } from '../paths.ts';

/**
 * `assistant check [path…] [--json] [--today AAAA-MM-JJ] [--diff REV]`: the content check; exits 1 on any error.
 * Paths narrow what is shown. With --diff, the answers that the content gives otherwise than at a git revision.
 */
export async function runCheck(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, today: { type: 'string' }, diff: { type: 'string' } },
  });
  const today = values.today ?? parisDay(new Date());
  if (values.diff !== undefined) return showDiff(values.diff, today);

  const reading = readKnowledge(knowledgeFolder);
  const shown = checkKnowledge(reading, today).filter(
    (finding) => positionals.length === 0 || positionals.some((path) => finding.file.startsWith(path)),
  );
  const errors = shown.filter((finding) => finding.severity === 'error').length;
  if (values.json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    for (const finding of shown) process.stdout.write(`${finding.severity} ${describeFinding(finding)}\n`);
    const { topics, facts, figures, places } = reading.data;
    process.stdout.write(
      `${topics.length} topics, ${facts.length} facts, ${figures.length} figures, ${places.length} places: ${errors} errors, ${shown.length - errors} warnings\n`,
    );
  }
  return errors > 0 ? 1 : 0;
}

/** Prints, line by line, each answer that differs from the one of a git revision. */
function showDiff(revision: string, today: Day): number {
  const before = atRevision(revision, today);
  const now = answersOf(knowledgeFolder, today);
  let changed = 0;
  for (const id of new Set([...before.keys(), ...now.keys()])) {
    const [old, fresh] = [before.get(id), now.get(id)];
    if (old === fresh) continue;
    changed++;
    process.stdout.write(`${id}${old === undefined ? ' (new)' : fresh === undefined ? ' (gone)' : ''}\n`);
    const [oldLines, freshLines] = [old?.split('\n') ?? [], fresh?.split('\n') ?? []];
    for (const line of oldLines)
      if (line && !freshLines.includes(line)) process.stdout.write(`  - ${line}\n`);
    for (const line of freshLines)
      if (line && !oldLines.includes(line)) process.stdout.write(`  + ${line}\n`);
  }
  process.stdout.write(`${changed} answers differ from ${revision}\n`);
  return 0;
}

function answersOf(folder: string, today: Day): Map<string, string> {
  const knowledge = toKnowledge(loadKnowledgeData(folder));
  return everyAnswer(knowledge, new TopicReplies(knowledge, new Voice(readLocales(localesFolder))), today);
}

function atRevision(revision: string, today: Day): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', revision, 'knowledge'], {
      cwd: projectRoot,
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    return answersOf(join(folder, 'knowledge'), today);
  } catch (error) {
    if (error instanceof Error && 'status' in error) {
      throw new Error(`git has no knowledge at "${revision}": name a commit, a tag or a branch`);
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
