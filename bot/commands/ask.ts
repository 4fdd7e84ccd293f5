import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  type Activity,
  BotAdapter,
  ConversationState,
  MemoryStorage,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import pino from 'pino';
import { z } from 'zod';
import { type Audience, audiences } from '../../knowledge/schema.ts';
import { Assistant, type TurnResult } from '../assistant.ts';
import { readBrain } from '../brain.ts';
import { textOfReply } from '../channels/text.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Counts } from '../indicators/counts.ts';
import { RateLimit } from '../rate-limit.ts';

const question = z.object({
  q: z.string(),
  today: z.iso.date().optional(),
  language: z.string().optional(),
  audience: z.enum(audiences).optional(),
  conversation: z.union([z.string(), z.number()]).optional(),
});
type Question = z.infer<typeof question>;

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
    const asked = question.parse({ ...values, json: undefined, q: positionals.join(' ') });
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
  const parsed = question.safeParse(value);
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

/** Asks the whole bot, as a channel would, with a clock and conversations of its own; nothing is counted. */
class Asker {
  readonly #adapter = new SilentAdapter();
  readonly #assistant: Assistant;
  #now = systemClock.now();
  #questions = 0;

  constructor() {
    const clock: Clock = { now: () => this.#now };
    this.#assistant = new Assistant({
      brain: readBrain(),
      state: new ConversationState(new MemoryStorage()),
      counts: countNothing,
      clock,
      rate: new RateLimit(clock, { burst: Number.POSITIVE_INFINITY, everyMs: 1, mostKeys: 1 }),
      log: pino({ level: 'silent' }),
    });
  }

  async ask({ q, today, language, audience, conversation }: Question): Promise<TurnResult> {
    // Noon UTC is the same day in Paris all year round.
    this.#now = today === undefined ? systemClock.now() : new Date(`${today}T12:00:00Z`);
    const id = conversation === undefined ? `alone-${this.#questions++}` : `shared-${conversation}`;
    if (audience) await this.turn(id, `/audience ${audience satisfies Audience}`, language);
    return this.turn(id, q, language);
  }

  private async turn(id: string, text: string, locale: string | undefined): Promise<TurnResult> {
    const context = new TurnContext(this.#adapter, {
      type: 'message',
      text,
      ...(locale && { locale }),
      channelId: 'console',
      serviceUrl: 'urn:console',
      conversation: { id, isGroup: false, conversationType: 'personal', name: '' },
      from: { id: 'asker', name: '' },
      recipient: { id: 'assistant', name: '' },
    });
    return this.#assistant.converse(context);
  }
}

/** An adapter that delivers nothing: `ask` prints the result of the turn itself. */
class SilentAdapter extends BotAdapter {
  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    return activities.map(() => ({ id: '' }));
  }
  override async updateActivity(): Promise<void> {}
  override async deleteActivity(): Promise<void> {}
  override async continueConversation(): Promise<void> {}
}

const countNothing: Counts = {
  addTurn() {},
  addVote() {},
  turns: async () => [],
  votes: async () => [],
  flush: async () => {},
};
