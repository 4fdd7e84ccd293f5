import { type Activity, ActivityTypes, type ConversationState, type TurnContext } from 'botbuilder-core';
import { DialogSet, type DialogState } from 'botbuilder-dialogs';
import type { Logger } from 'pino';
import type { Outcome, Reply } from '../dialogs/reply.ts';
import { readCommand } from '../dialogs/shared/commands.ts';
import {
  type ConversationData,
  newConversation,
  putTurn,
  stateVersion,
  Turn,
  type TurnReading,
} from '../dialogs/turn.ts';
import { parisDay } from '../knowledge/paris.ts';
import type { Audience } from '../knowledge/schema.ts';
import { noEntities } from '../understanding/entities/index.ts';
import type { Understanding } from '../understanding/index.ts';
import { recogniseEntities } from '../understanding/recognisers/entities.ts';
import type { Recognisers } from '../understanding/recognisers/index.ts';
import type { Brain } from './brain.ts';
import { channelOf, rendererOf } from './channels/index.ts';
import type { Clock } from './clock.ts';
import type { Counts } from './indicators/counts.ts';
import { describeError } from './log.ts';
import type { RateLimit } from './rate-limit.ts';
import { isStaff } from './staff.ts';

/** Longest message that is read, in characters. */
export const longestMessage = 1000;
/** What a topic gains before a word is said when it is for the person's audience. */
const audienceGain = 0.4;

export interface AssistantParts {
  readonly brain: Brain;
  readonly recognisers: Recognisers;
  readonly state: ConversationState;
  readonly counts: Counts;
  readonly clock: Clock;
  readonly rate: RateLimit;
  readonly log: Logger;
}

/** How a turn ended: what `ask` prints and what is counted. */
export interface TurnResult {
  readonly reply: Reply;
  readonly outcome: Outcome;
  readonly topic: string | null;
  readonly understanding?: Understanding;
}

/** One turn: load the state, pick the language, guard size and rate, let the dialogs answer, render, count. */
export class Assistant {
  readonly #parts: AssistantParts;
  readonly #dialogs: DialogSet;
  readonly #data;
  readonly #favoured: ReadonlyMap<Audience, ReadonlyMap<string, number>>;

  constructor(parts: AssistantParts) {
    this.#parts = parts;
    this.#data = parts.state.createProperty<ConversationData | undefined>('conversation');
    this.#dialogs = new DialogSet(parts.state.createProperty<DialogState>('dialogs')).add(parts.brain.main);
    this.#favoured = favouredTopics(parts.brain);
  }

  /** Handles one activity of any channel. */
  async onTurn(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (activity.type === ActivityTypes.Message)
      await this.send(context, (await this.converse(context)).reply);
    else if (activity.type === ActivityTypes.ConversationUpdate && activity.membersAdded?.length) {
      const greeting = await this.greet(context);
      if (greeting) await this.send(context, greeting);
    }
  }

  /** Answers a message and counts it once; never throws. */
  async converse(context: TurnContext): Promise<TurnResult> {
    const data = await this.load(context);
    let turn: Turn | undefined;
    try {
      const refusal = this.refusal(context.activity, data);
      if (refusal) return this.end(context, data, { ...refusal, topic: null });
      turn = this.turn(context.activity, data);
      putTurn(context, turn);
      const dialogs = await this.#dialogs.createContext(context);
      const { status } = await dialogs.continueDialog();
      if (status === 'empty') await dialogs.beginDialog(this.#parts.brain.main.id);
      await this.#parts.state.saveChanges(context);
    } catch (error) {
      this.#parts.log.error(describeError(error), 'a turn failed');
      const blocks = [{ kind: 'text' as const, text: this.#parts.brain.voice.say(data.language, 'failed') }];
      return this.end(context, data, {
        reply: { language: data.language, blocks },
        outcome: 'failed',
        topic: null,
      });
    }
    const { outcome, topic, understanding, blocks, vote } = turn;
    const reply = { language: data.language, blocks };
    if (!vote) return this.end(context, data, { reply, outcome, topic, understanding });
    this.#parts.counts.addVote({ day: turn.today, channel: channelOf(context.activity), ...vote });
    return { reply, outcome, topic };
  }

  private async greet(context: TurnContext): Promise<Reply | undefined> {
    const data = await this.load(context);
    if (data.greeted) return undefined;
    data.greeted = true;
    await this.#parts.state.saveChanges(context);
    return { language: data.language, blocks: this.#parts.brain.main.greeting(data.language) };
  }

  /** The conversation's data; a new one where there is none, or one of another version of this program. */
  private async load(context: TurnContext): Promise<ConversationData> {
    const language = this.#parts.brain.voice.spoken(context.activity.locale?.slice(0, 2).toLowerCase());
    const kept = await this.#data.get(context);
    if (kept?.version === stateVersion) return kept;
    await this.#parts.state.clear(context);
    const data = newConversation(language);
    if (isStaff(context)) data.audience = 'staff';
    await this.#data.set(context, data);
    return data;
  }

  private turn(activity: Partial<Activity>, data: ConversationData): Turn {
    const text = textOf(activity);
    const now = this.#parts.clock.now();
    const command = readCommand(text);
    const understand = (words: string) =>
      this.#parts.brain.understander.understand(words, {
        language: data.language,
        today: parisDay(now),
        favoured: data.audience && this.#favoured.get(data.audience),
      });
    const reading: TurnReading = {
      after: (words) => understand(`${words} ${text}`),
      secondNeed: (first) => this.#parts.brain.understander.secondNeed(text, first),
      entities: () => {
        const { brain, recognisers } = this.#parts;
        if (command) return Promise.resolve(noEntities);
        return recogniseEntities(brain.understander, recognisers, text, data.language, parisDay(now));
      },
    };
    if (command) return new Turn(text, command, undefined, data, now, reading);
    const understanding = understand(text);
    if (this.#parts.brain.voice.languages.includes(understanding.language)) {
      data.language = understanding.language;
    }
    return new Turn(text, undefined, understanding, data, now, reading);
  }

  private refusal(
    activity: Partial<Activity>,
    data: ConversationData,
  ): Pick<TurnResult, 'reply' | 'outcome'> | undefined {
    const { brain, rate } = this.#parts;
    const refuse = (key: string) => {
      const text = brain.voice.say(data.language, `refused.${key}`, { limit: longestMessage });
      return {
        reply: { language: data.language, blocks: [{ kind: 'text' as const, text }] },
        outcome: 'refused' as const,
      };
    };
    if (textOf(activity).length > longestMessage) return refuse('tooLong');
    if (!rate.allows(activity.conversation?.id ?? '')) return refuse('tooFast');
    return undefined;
  }

  /** Counts the turn, anonymously, and hands its result on. */
  private end(context: TurnContext, data: ConversationData, result: TurnResult): TurnResult {
    const { brain, counts, clock } = this.#parts;
    counts.addTurn({
      day: parisDay(clock.now()),
      channel: channelOf(context.activity),
      axis: (result.topic !== null && brain.knowledge.topics.get(result.topic)?.axis) || null,
      topic: result.topic,
      language: data.language,
      audience: data.audience ?? null,
      outcome: result.outcome,
    });
    return result;
  }

  private async send(context: TurnContext, reply: Reply): Promise<void> {
    if (reply.blocks.length > 0) await context.sendActivities(rendererOf(context.activity)(reply));
  }
}

function textOf(activity: Partial<Activity>): string {
  return typeof activity.text === 'string' ? activity.text.trim() : '';
}

function favouredTopics({ knowledge }: Brain): Map<Audience, Map<string, number>> {
  const favoured = new Map<Audience, Map<string, number>>();
  for (const { id, audience } of knowledge.topics.values()) {
    // A topic for everybody is favoured by nobody.
    if (audience.length === 3) continue;
    for (const who of audience) {
      if (!favoured.has(who)) favoured.set(who, new Map());
      favoured.get(who)?.set(id, audienceGain);
    }
  }
  return favoured;
}
