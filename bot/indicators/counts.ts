import type { Outcome } from '../../dialogs/reply.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Audience } from '../../knowledge/schema.ts';

export const channels = ['web', 'teams', 'messenger', 'other'] as const;
export type ChannelName = (typeof channels)[number];

/** What is counted of a turn, and nothing else: no text, no time of day, no conversation, nobody. */
export interface TurnCount {
  readonly day: Day;
  readonly channel: ChannelName;
  /** Axis and topic answered; null when the turn had none. */
  readonly axis: string | null;
  readonly topic: string | null;
  readonly language: string;
  readonly audience: Audience | null;
  readonly outcome: Outcome;
}

/** What is counted of a vote on an answer. */
export interface VoteCount {
  readonly day: Day;
  readonly channel: ChannelName;
  readonly topic: string;
  readonly isHelpful: boolean;
}

export type Counted<T> = T & { readonly count: number };

/** Durable anonymous counts; every backend passes the same contract test. */
export interface Counts {
  /** Adds one; durable within 100 ms. */
  addTurn(turn: TurnCount): void;
  addVote(vote: VoteCount): void;
  /** Counts of the days from `from` to `to`, both included, those not yet written among them. */
  turns(from: Day, to: Day): Promise<Counted<TurnCount>[]>;
  votes(from: Day, to: Day): Promise<Counted<VoteCount>[]>;
  /** Resolves once everything counted so far is durable. */
  flush(): Promise<void>;
}
