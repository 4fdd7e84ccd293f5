import type { TurnContext } from 'botbuilder';
import type { Circumstances } from '../knowledge/circumstances.ts';
import type { Day } from '../knowledge/facts.ts';
import { parisDay } from '../knowledge/paris.ts';
import type { Audience } from '../knowledge/schema.ts';
import type { Entities, Understanding } from '../understanding/index.ts';
import type { Block, Outcome } from './reply.ts';
import type { Command } from './shared/commands.ts';

export const stateVersion = 1;

/** What a conversation remembers for 30 idle minutes: small, plain, without a word of what the person wrote. */
export interface ConversationData {
  /** Shape of this data; a conversation of another version starts again. */
  version: typeof stateVersion;
  language: string;
  audience?: Audience;
  /** Topics answered, latest last: what "back" returns to. */
  history: string[];
  /** What was said of the case so far: a question that follows up completes it. */
  said: Circumstances;
  /** Topics offered as buttons in the last reply, in order. */
  offered: string[];
  /** How many sentences with several wordings were said: the next wording follows from it. */
  wordings: number;
  greeted: boolean;
}

export function newConversation(language: string): ConversationData {
  return { version: stateVersion, language, history: [], said: {}, offered: [], wordings: 0, greeted: false };
}

/** How the text of a turn can be read further, where a dialog asks for it. */
export interface TurnReading {
  /** What the text means said after other words. */
  after(words: string): Understanding;
  /** A second topic asked about, besides the first. */
  secondNeed(first: string): string | undefined;
  /** What it says besides its topic, numbers and days told in words included. */
  entities(): Promise<Entities>;
}

/** One turn on its way through the dialogs: what was said, what is known, and the reply as it grows. */
export class Turn {
  readonly blocks: Block[] = [];
  /** Read once, however many dialogs ask. */
  #entities: Promise<Entities> | undefined;
  outcome: Outcome = 'failed';
  topic: string | null = null;
  /** The topic answered is a word of courtesy, no subject of its own. */
  isSmallTalk = false;
  /** An open dialog left the turn to the main dialog. */
  isPassedOn = false;
  /** A vote on an answer is counted as a vote, not as a turn. */
  vote?: { topic: string; isHelpful: boolean };

  constructor(
    readonly text: string,
    readonly command: Command | undefined,
    readonly understanding: Understanding | undefined,
    readonly data: ConversationData,
    readonly now: Date,
    private readonly reading: TurnReading,
  ) {}

  /** The day in Paris. */
  get today(): Day {
    return parisDay(this.now);
  }

  /** What the text means said after other words. */
  understandAfter(words: string): Understanding {
    return this.reading.after(words);
  }

  /** A second topic asked about in the same message, besides the first. */
  secondNeed(first: string): string | undefined {
    return this.reading.secondNeed(first);
  }

  /** What was said besides the topic, with the numbers and days told in words: for dialogs that ask for them. */
  readEntities(): Promise<Entities> {
    this.#entities ??= this.reading.entities();
    return this.#entities;
  }

  get language(): string {
    return this.data.language;
  }

  say(...blocks: readonly Block[]): void {
    this.blocks.push(...blocks);
  }

  end(outcome: Outcome, topic: string | null = null): void {
    this.outcome = outcome;
    this.topic = topic;
  }
}

const turnKey = Symbol('turn');

export function putTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(turnKey, turn);
}

/** The turn that the assistant put on this context; throws when a dialog runs outside of one. */
export function turnOf(context: TurnContext): Turn {
  const turn = context.turnState.get<Turn | undefined>(turnKey);
  if (!turn) throw new Error('this context carries no turn');
  return turn;
}
