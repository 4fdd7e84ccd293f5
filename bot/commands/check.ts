import { parseArgs } from 'node:util';
import { checkKnowledge } from '../../knowledge/check/index.ts';
import { describeFinding } from '../../knowledge/findings.ts';
import { readKnowledge } from '../../knowledge/library.ts';
import { parisDay } from '../clock.ts';
import { knowledgeFolder } from '../paths.ts';

/** `assistant check [path…] [--json] [--today AAAA-MM-JJ]`: the content check; exits 1 on any error. Paths narrow what is shown. */
export async function runCheck(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, today: { type: 'string' } },
  });
  const reading = readKnowledge(knowledgeFolder);
  const shown = checkKnowledge(reading, values.today ?? parisDay(new Date())).filter(
    (finding) => positionals.length === 0 || positionals.some((path) => finding.file.startsWith(path)),
  );
  const errors = shown.filter((finding) => finding.severity === 'error').length;
  if (values.json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    for (const finding of shown) process.stdout.write(`${finding.severity} ${describeFinding(finding)}\n`);
    process.stdout.write(
      `${reading.data.topics.length} topics, ${reading.data.facts.length} facts, ${reading.data.places.length} places: ${errors} errors, ${shown.length - errors} warnings\n`,
    );
  }
  return errors > 0 ? 1 : 0;
}
