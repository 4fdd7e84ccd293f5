import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parisDay } from '../../knowledge/paris.ts';
import { readConfig } from '../config.ts';
import { LowdbCounts } from '../indicators/lowdb-counts.ts';
import { loadEnvironment } from '../paths.ts';

/** `assistant counts [--from AAAA-MM-JJ] [--to AAAA-MM-JJ]`: the anonymous counts of today, or of some days, as a table. */
export async function runCounts(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { from: { type: 'string' }, to: { type: 'string' } } });
  const today = parisDay(new Date());
  const from = values.from ?? values.to ?? today;
  const to = values.to ?? (values.from === undefined ? from : today);
  loadEnvironment();
  const counts = new LowdbCounts(join(readConfig(process.env).dataDir, 'counts'), (trouble) =>
    process.stderr.write(`${trouble}\n`),
  );

  const turns = (await counts.turns(from, to)).map(
    ({ day, channel, axis, topic, language, audience, outcome, count }) => [
      day,
      channel,
      axis ?? '-',
      topic ?? '-',
      language,
      audience ?? '-',
      outcome,
      String(count),
    ],
  );
  const votes = (await counts.votes(from, to)).map(({ day, channel, topic, isHelpful, count }) => [
    day,
    channel,
    topic,
    isHelpful ? 'helpful' : 'not helpful',
    String(count),
  ]);
  const total = turns.reduce((sum, row) => sum + Number(row.at(-1)), 0);
  process.stdout.write(
    table(['day', 'channel', 'axis', 'topic', 'language', 'audience', 'outcome', 'turns'], turns),
  );
  process.stdout.write(`${total} turns from ${from} to ${to}\n`);
  if (votes.length > 0)
    process.stdout.write(`\n${table(['day', 'channel', 'topic', 'vote', 'votes'], votes)}`);
  return 0;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')}\n`;
}
