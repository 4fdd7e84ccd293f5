import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Asker, type Question, questionSchema } from '../asker.ts';
import type { TurnResult } from '../assistant.ts';
import { textOfReply } from '../channels/text.ts';

/** `assistant ask "question"`, or `assistant ask --json` for JSON lines on standard input: one answer line each, in order. */
export async function runAsk(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      today: { type: 'string' },
      language: { type: 'string' },
      audience: { type: 'string' },
    },
  });
  const asker = new Asker();
  if (!values.json) {
    if (positionals.length === 0) {
      process.stderr.write(
        'usage: npm run ask "your question" (or --json, with JSON lines on standard input)\n',
      );
      return 2;
    }
    const asked = questionSchema.parse({ ...values, json: undefined, q: positionals.join(' ') });
    process.stdout.write(`${textOfReply((await asker.ask(asked)).reply)}\n`);
    return 0;
  }

  let line = 0;
  let failures = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === '') continue;
    const asked = readQuestion(text);
    if (typeof asked === 'string') {
      failures++;
      process.stderr.write(`line ${line}: ${asked}\n`);
      process.stdout.write(`${JSON.stringify({ error: asked })}\n`);
    } else {
      process.stdout.write(`${JSON.stringify(toLine(asked, await asker.ask(asked)))}\n`);
    }
  }
  return failures > 0 ? 1 : 0;
}

/** The question of a JSON line, or what is wrong with the line. */
function readQuestion(text: string): Question | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'this line is not JSON';
  }
  const parsed = questionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ');
}

function toLine({ q }: Question, { reply, outcome, topic, understanding }: TurnResult): object {
  return {
    q,
    language: understanding?.language ?? reply.language,
    outcome,
    topic,
    candidates: (understanding?.candidates ?? []).map(({ id, score }) => ({
      id,
      score: Number(score.toFixed(4)),
    })),
    dates: (understanding?.entities.dates ?? []).map(({ from, to }) => ({ from, to })),
    reply: textOfReply(reply),
  };
}
