import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { checkKnowledge } from '../knowledge/check/index.ts';
import { describeFinding } from '../knowledge/findings.ts';
import { readKnowledge } from '../knowledge/library.ts';
import { parisDay } from '../knowledge/paris.ts';
import { distFolder, knowledgeFolder, localesFolder } from './paths.ts';

/** Editors save a file in several steps: the preview waits this long for the last. */
const settleMs = 300;

/** `npm run preview`: serves the assistant, and again with the new content each time a content file is saved without an error. */
let server = serve();
let timer: NodeJS.Timeout | undefined;
for (const folder of [knowledgeFolder, localesFolder]) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, settleMs);
  });
}

function serve(): ChildProcess {
  return spawn(process.execPath, [join(distFolder, 'index.mjs')], { stdio: 'inherit' });
}

function refresh(): void {
  const findings = checkKnowledge(readKnowledge(knowledgeFolder), parisDay(new Date()));
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    process.stdout.write(
      `${errors.map(describeFinding).join('\n')}\nThe preview keeps the last good content.\n`,
    );
    return;
  }
  const { status } = spawnSync(process.execPath, [join(distFolder, 'cli.mjs'), 'train'], {
    stdio: 'inherit',
  });
  if (status !== 0) return;
  server.once('exit', () => {
    server = serve();
    process.stdout.write('The new content is served: reload the page.\n');
  });
  server.kill('SIGTERM');
}
