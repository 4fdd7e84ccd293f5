import { runAsk } from './commands/ask.ts';
import { runCheck } from './commands/check.ts';
import { runCounts } from './commands/counts.ts';
import { runEvaluate } from './commands/evaluate.ts';
import { runFigures } from './commands/figures.ts';
import { runQpv } from './commands/qpv.ts';
import { runTrain } from './commands/train.ts';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const commands: Record<string, (args: string[]) => Promise<number>> = {
  ask: runAsk,
  check: runCheck,
  counts: runCounts,
  evaluate: runEvaluate,
  figures: runFigures,
  qpv: runQpv,
  train: runTrain,
};
const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
} else {
  process.stderr.write(`usage: assistant ${Object.keys(commands).join('|')}\n`);
  process.exitCode = 2;
}
