import { LowdbCounts } from '../../bot/indicators/lowdb-counts.ts';

/** Counts a turn again and again and says when and how many so far, until it is killed. */
const counts = new LowdbCounts(process.argv[2] as string, (trouble) => process.stderr.write(`${trouble}\n`));
const before = (await counts.turns('2026-11-01', '2026-11-30')).reduce((sum, { count }) => sum + count, 0);
let count = before;
setInterval(() => {
  counts.addTurn({
    day: '2026-11-25',
    channel: 'web',
    axis: null,
    topic: null,
    language: 'fr',
    audience: null,
    outcome: 'notUnderstood',
  });
  process.stdout.write(`${Date.now()} ${++count}\n`);
}, 2);
