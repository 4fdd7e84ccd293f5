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
import { audiences } from '../knowledge/schema.ts';
import { Recognisers } from '../understanding/recognisers/index.ts';
import { Assistant, type TurnResult } from './assistant.ts';
import { type Brain, readBrain } from './brain.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Counts } from './indicators/counts.ts';
import { recognisersFile } from './paths.ts';
import { RateLimit } from './rate-limit.ts';

/** A question put to the bot; lines that share a `conversation` are turns of one conversation. */
export const questionSchema = z.object({
  q: z.string(),
  today: z.iso.date().optional(),
  language: z.string().optional(),
  audience: z.enum(audiences).optional(),
  conversation: z.union([z.string(), z.number()]).optional(),
});
export type Question = z.infer<typeof questionSchema>;

/** Asks the whole bot, as a channel would, with a clock and conversations of its own; nothing is counted. */
export class Asker {
  readonly #adapter = new SilentAdapter();
  readonly #assistant: Assistant;
  #now = systemClock.now();
  #questions = 0;

  constructor(brain: Brain = readBrain()) {
    const clock: Clock = { now: () => this.#now };
    this.#assistant = new Assistant({
      brain,
      state: new ConversationState(new MemoryStorage()),
      counts: countNothing,
      clock,
      recognisers: new Recognisers(recognisersFile, brain.voice.languages, { isPatient: true }),
      rate: new RateLimit(clock, { burst: Number.POSITIVE_INFINITY, everyMs: 1, mostKeys: 1 }),
      log: pino({ level: 'silent' }),
    });
  }

  async ask({ q, today, language, audience, conversation }: Question): Promise<TurnResult> {
    // Noon UTC is the same day in Paris all year round.
    this.#now = today === undefined ? systemClock.now() : new Date(`${today}T12:00:00Z`);
    const id = conversation === undefined ? `alone-${this.#questions++}` : `shared-${conversation}`;
    if (audience) await this.turn(id, `/audience ${audience}`, language);
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
