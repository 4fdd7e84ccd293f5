import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TurnCount } from '../../bot/indicators/counts.ts';
import { LowdbCounts } from '../../bot/indicators/lowdb-counts.ts';

const turn: TurnCount = {
  day: '2026-11-25',
  channel: 'web',
  axis: 'alternance',
  topic: 'alternance-remuneration',
  language: 'fr',
  audience: null,
  outcome: 'answered',
};
const folder = () => mkdtempSync(join(tmpdir(), 'counts-'));
const noTrouble = (trouble: string) => assert.fail(trouble);

describe('Counts in lowdb', () => {
  it('adds up turns that are alike and keeps apart those that are not', async () => {
    const counts = new LowdbCounts(folder(), noTrouble);

    counts.addTurn(turn);
    counts.addTurn(turn);
    counts.addTurn({ ...turn, outcome: 'outOfScope', axis: null, topic: null, audience: 'employer' });

    assert.deepEqual(await counts.turns('2026-11-25', '2026-11-25'), [
      { ...turn, count: 2 },
      { ...turn, outcome: 'outOfScope', axis: null, topic: null, audience: 'employer', count: 1 },
    ]);
    await counts.flush();
  });

  it('finds again what it wrote, one file a month', async () => {
    const place = folder();
    const before = new LowdbCounts(place, noTrouble);
    before.addTurn(turn);
    before.addTurn({ ...turn, day: '2026-12-01' });
    before.addVote({ day: '2026-12-01', channel: 'web', topic: 'alternance', isHelpful: false });
    await before.flush();

    const after = new LowdbCounts(place, noTrouble);

    assert.deepEqual(readdirSync(place).sort(), ['2026-11.json', '2026-12.json']);
    assert.equal((await after.turns('2026-11-01', '2026-12-31')).length, 2);
    assert.equal((await after.turns('2026-12-01', '2026-12-31')).length, 1);
    assert.deepEqual(await after.votes('2026-11-01', '2026-12-31'), [
      { day: '2026-12-01', channel: 'web', topic: 'alternance', isHelpful: false, count: 1 },
    ]);
  });

  it('puts a file that cannot be read aside, says so, and goes on', async () => {
    const place = folder();
    writeFileSync(join(place, '2026-11.json'), '{"turns": {');
    const troubles: string[] = [];
    const counts = new LowdbCounts(place, (trouble) => troubles.push(trouble));

    counts.addTurn(turn);
    await counts.flush();

    assert.equal(troubles.length, 1);
    assert.match(troubles[0] ?? '', /2026-11\.json could not be read and was put aside/);
    assert.ok(readdirSync(place).some((name) => name.startsWith('2026-11.json.unreadable-')));
    assert.equal((await counts.turns('2026-11-25', '2026-11-25'))[0]?.count, 1);
  });

  it('leaves a file that parses, at most 100 ms of counts behind, whenever it is killed', async () => {
    const place = folder();
    for (let round = 1; round <= 4; round++) {
      const lastSaid = await killedWhileCounting(place, 40 * round);

      const file = join(place, '2026-11.json');
      if (!existsSync(file)) continue;
      const { turns } = JSON.parse(readFileSync(file, 'utf8')) as { turns: Record<string, number> };
      const written = Object.values(turns).reduce((sum, count) => sum + count, 0);
      assert.ok(
        written >= lastSaid,
        `${written} written, ${lastSaid} counted more than 100 ms before the end`,
      );
    }
  });
});

/** Counts in a process of its own, killed with SIGKILL; returns how many it had counted 100 ms before it died. */
function killedWhileCounting(place: string, writesBeforeKill: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, '../support/count-forever.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, place], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const seen: { atMs: number; count: number }[] = [];
    let diedMs = 0;
    child.stdout.on('data', (data: Buffer) => {
      const lines = data.toString().trim().split('\n');
      for (const line of lines) {
        const [atMs, count] = line.split(' ').map(Number) as [number, number];
        seen.push({ atMs, count });
      }
      if (seen.length >= writesBeforeKill && diedMs === 0) {
        diedMs = Date.now();
        child.kill('SIGKILL');
      }
    });
    child.on('error', reject);
    child.on('close', () => resolve(seen.filter(({ atMs }) => atMs <= diedMs - 100).at(-1)?.count ?? 0));
  });
}
