import { parseArgs } from 'node:util';
import { dueOn, latestValue } from '../../knowledge/figures.ts';
import { formatNumber, formatPeriod } from '../../knowledge/format.ts';
import { loadKnowledgeData } from '../../knowledge/library.ts';
import { parisDay } from '../../knowledge/paris.ts';
import { knowledgeFolder } from '../paths.ts';

/** `assistant figures [--today AAAA-MM-JJ]`: the statistics of the shared diagnosis, those due for an update first. */
export async function runFigures(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { today: { type: 'string' } } });
  const today = values.today ?? parisDay(new Date());
  const rows = loadKnowledgeData(knowledgeFolder)
    .figures.map((figure) => ({ figure, latest: latestValue(figure), due: dueOn(figure) }))
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'));
  for (const { figure, latest, due } of rows) {
    const state = due === undefined ? 'made once' : due <= today ? `DUE since ${due}` : `due on ${due}`;
    const value = formatNumber(latest.value, figure.unit, 'fr');
    const where = `${figure.geography.fr}, ${formatPeriod(latest.period, 'fr')}`;
    process.stdout.write(
      `${figure.id}: ${figure.label.fr} = ${value} (${where}); ${figure.periodicity}; ${state}\n`,
    );
  }
  const late = rows.filter(({ due }) => due !== undefined && due <= today).length;
  process.stdout.write(`${rows.length} figures, ${late} due for an update\n`);
  return 0;
}
