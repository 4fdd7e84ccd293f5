import type { TurnContext } from 'botbuilder';
import type { Day } from '../knowledge/facts.ts';
import type { Audience } from '../knowledge/schema.ts';
import type { Understanding } from '../understanding/index.ts';
import type { Command } from './shared/commands.ts';
import type { Block, Outcome } from './reply.ts';

/** What a conversation remembers for 30 idle minutes: small, plain, without a word of what the person wrote. */
export interface ConversationData {
  /** Shape of this data; a conversation of another version starts again. */
  version: 1;
  language: string;
  audience?: Audience;
  lastTopic?: string;
  /** Topics offered as buttons in the last reply, in order. */
  offered: string[];
  /** How many turns in a row were not understood. */
  misses: number;
  /** Keys of the sentences last said, so that none is said twice in a row. */
  lastSaid?: string;
}

export const stateVersion = 1;

export function newConversation(language: string): ConversationData {
  return { version: stateVersion, language, offered: [], misses: 0 };
}

/** One turn on its way through the dialogs: what was said, what is known, and the reply as it grows. */
export class Turn {
  readonly blocks: Block[] = [];
  outcome: Outcome = 'failed';
  topic: string | null = null;
  /** A vote on an answer is counted as a vote, not as a turn. */
  vote?: { topic: string; isHelpful: boolean };

  constructor(
    readonly text: string,
    readonly command: Command | undefined,
    readonly understanding: Understanding,
    readonly data: ConversationData,
    readonly today: Day,
  ) {}

  get language(): string {
    return this.data.language;
  }

  say(...blocks: readonly (Block | undefined)[]): void {
    for (const block of blocks) if (block) this.blocks.push(block);
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

/** The turn that the assistant put on this context; missing only when a dialog runs outside of it. */
export function turnOf(context: TurnContext): Turn {
  const turn = context.turnState.get<Turn | undefined>(turnKey);
  if (!turn) throw new Error('this context carries no turn');
  return turn;
}
