import { runCheck } from './commands/check.ts';

const commands: Record<string, (args: string[]) => Promise<number>> = { check: runCheck };
const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
process.exitCode = command ? await command(args) : 2;
