import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LowdbCounts } from '../../bot/indicators/lowdb-counts.ts';

const program = join(import.meta.dirname, '../../dist/cli.mjs');
const run = (args: string[], env: Record<string, string> = {}) =>
  execFileSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

describe('The command line', () => {
  it('shows the counts of a day as a table, turns and votes', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'commands-'));
    const counts = new LowdbCounts(join(dataDir, 'counts'), (trouble) => assert.fail(trouble));
    const turn = { day: '2026-03-02', channel: 'web', language: 'fr', audience: null } as const;
    counts.addTurn({ ...turn, axis: 'alternance', topic: 'alternance', outcome: 'answered' });
    counts.addTurn({ ...turn, axis: null, topic: null, outcome: 'outOfScope' });
    counts.addVote({ day: '2026-03-02', channel: 'web', topic: 'alternance', isHelpful: true });
    await counts.flush();

    const shown = run(['counts', '--from', '2026-03-02', '--to', '2026-03-02'], { DATA_DIR: dataDir });

    assert.match(shown, /2026-03-02 +web +alternance +alternance +fr +- +answered +1/);
    assert.match(shown, /2026-03-02 +web +- +- +fr +- +outOfScope +1/);
    assert.match(shown, /2 turns from 2026-03-02 to 2026-03-02/);
    assert.match(shown, /alternance +helpful +1/);
  });

  it('lists the statistics, those due for an update first', () => {
    const lines = run(['figures', '--today', '2026-11-25']).trim().split('\n');

    assert.match(lines[0] ?? '', /DUE since 20\d\d-\d\d-\d\d$/);
    assert.match(lines.at(-1) ?? '', /^\d+ figures, \d+ due for an update$/);
  });

  it('gives the findings of the content check as JSON, for a program', () => {
    const findings = JSON.parse(run(['check', '--json', '--today', '2026-11-25'])) as {
      severity: string;
      file: string;
    }[];

    assert.ok(
      findings.every(({ severity, file }) => severity === 'warning' && file.startsWith('knowledge/')),
    );
  });

  it('tells that no answer changes between a revision and itself', () => {
    assert.match(
      run(['check', '--diff', 'HEAD', '--today', '2026-11-25']),
      /\d+ answers differ from HEAD\n$/,
    );
  });

  it('names its commands when it is given none of them', () => {
    assert.throws(() => run(['dance']), /usage: assistant ask\|check\|counts/);
  });
});
