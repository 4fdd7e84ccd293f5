import { parseArgs } from 'node:util';
import { readBrain, readParts } from '../brain.ts';
import { fitWeights } from '../evaluation/fit.ts';
import { judgeHeldOut } from '../evaluation/held-out.ts';
import { type Judged, judge, readQuestions } from '../evaluation/questions.ts';
import {
  printAccuracy,
  printConfusions,
  printDecisions,
  printMistakes,
  printReliability,
} from '../evaluation/report.ts';
import { knowledgeFolder } from '../paths.ts';

const folds = 5;
const usage = `usage: npm run evaluate -- FILE [--mistakes]   questions of a JSON lines file {q, lang, style, accept}
       npm run evaluate -- FILE --fit          weights under which they are understood best
       npm run evaluate -- --held-out          each fifth of our own utterances, learnt from the others
`;

/** `assistant evaluate`: how well questions are understood. Nothing is kept of them. */
export async function runEvaluate(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      mistakes: { type: 'boolean' },
      fit: { type: 'boolean' },
      'held-out': { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if (values['held-out']) print(judgeHeldOut(knowledgeFolder, folds), values.mistakes);
  else if (file === undefined) {
    process.stderr.write(usage);
    return 2;
  } else if (values.fit) printFit(file);
  else print(judge(readQuestions(file), readBrain().understander), values.mistakes);
  return 0;
}

function print(judged: readonly Judged[], withMistakes = false): void {
  printAccuracy(judged);
  printDecisions(judged);
  printReliability(judged);
  printConfusions(judged);
  if (withMistakes) printMistakes(judged);
}

function printFit(file: string): void {
  const { knowledge, model } = readParts();
  for (const { margin, nearness, outOfScope, loss, first } of fitWeights(
    readQuestions(file),
    knowledge,
    model,
  ).slice(0, 12)) {
    const weights = `margin ${margin} nearness ${nearness} outOfScope ${outOfScope}`;
    process.stdout.write(`${weights}: loss ${loss.toFixed(4)}, first ${(100 * first).toFixed(1)} %\n`);
  }
}
