import pino, { type Logger } from 'pino';

/** A structured log: events, names of errors and figures; never a text, an address or an identifier of a person. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What may be logged of an error: its name and where it came from. Its message may quote a person. */
export function describeError(error: unknown): { error: string; stack: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, stack: [] };
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, stack: stack.slice(0, 6).map((line) => line.trim()) };
}
