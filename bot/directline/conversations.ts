import type { Activity } from 'botbuilder-core';
import type { Clock } from '../clock.ts';
import { HttpError } from '../http-error.ts';

/** Activities of a conversation after a watermark, and the watermark to ask from next. */
export interface ActivitySet {
  readonly activities: readonly Partial<Activity>[];
  readonly watermark: string;
}

type Listener = (set: ActivitySet) => void;

/** Most activities that a conversation keeps for a client that comes back. */
const mostActivities = 200;
/** Messages whose client id is remembered, so that one sent again is not answered again. */
const mostRemembered = 50;

/** One conversation: its activities in order, those who listen, and its turns one after the other. */
export class Conversation {
  readonly #activities: { at: number; activity: Partial<Activity> }[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #accepted = new Map<string, string>();
  #turns: Promise<void> = Promise.resolve();
  #next: number;
  usedAtMs: number;

  constructor(
    readonly id: string,
    private readonly clock: Clock,
  ) {
    this.usedAtMs = clock.now().getTime();
    // Numbered from the clock: a conversation known to its client but lost in a restart goes on above what it has seen.
    this.#next = Math.floor(this.usedAtMs / 100);
  }

  /** Adds an activity, gives it its id, and hands it to those who listen. */
  append(activity: Partial<Activity>): string {
    const at = this.#next++;
    const id = `${this.id}|${String(at).padStart(13, '0')}`;
    const whole = { ...activity, id };
    this.#activities.push({ at, activity: whole });
    if (this.#activities.length > mostActivities) this.#activities.shift();
    for (const listener of this.#listeners) listener({ activities: [whole], watermark: String(this.#next) });
    return id;
  }

  /** Everything kept from a watermark on; all of it without one. */
  since(watermark: string | undefined): ActivitySet {
    const from = watermark === undefined || watermark === '' || watermark === '-' ? 0 : Number(watermark);
    if (!Number.isSafeInteger(from) || from < 0) {
      throw new HttpError(400, 'BadWatermark', 'The watermark must be one that this service gave.');
    }
    const activities = this.#activities.filter(({ at }) => at >= from).map(({ activity }) => activity);
    return { activities, watermark: String(this.#next) };
  }

  /** Replays from a watermark, then tells every new activity, until the returned function is called. */
  listen(watermark: string | undefined, listener: Listener): () => void {
    listener(this.since(watermark));
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The id that a message with this client id was accepted under before; undefined when it is new. */
  acceptedBefore(clientActivityId: string | undefined): string | undefined {
    return clientActivityId === undefined ? undefined : this.#accepted.get(clientActivityId);
  }

  remember(clientActivityId: string | undefined, id: string): void {
    if (clientActivityId === undefined) return;
    this.#accepted.set(clientActivityId, id);
    if (this.#accepted.size > mostRemembered)
      this.#accepted.delete(this.#accepted.keys().next().value as string);
  }

  /** Runs turns in the order they came, one at a time. */
  queue(turn: () => Promise<void>): Promise<void> {
    this.usedAtMs = this.clock.now().getTime();
    this.#turns = this.#turns.then(turn, turn);
    return this.#turns;
  }

  /** Resolves once every turn queued so far has ended. */
  async settled(): Promise<void> {
    await this.#turns;
  }

  get isListenedTo(): boolean {
    return this.#listeners.size > 0;
  }
}

/** The conversations in memory; one that nobody used for `idleMs` is gone. */
export class Conversations {
  readonly #byId = new Map<string, Conversation>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: { idleMs: number; most: number },
  ) {}

  /** The conversation of an id that a token vouches for, made anew when a restart or idle time has dropped it. */
  open(id: string): { conversation: Conversation; isNew: boolean } {
    const known = this.#byId.get(id);
    if (known) {
      known.usedAtMs = this.clock.now().getTime();
      return { conversation: known, isNew: false };
    }
    if (this.#byId.size >= this.limits.most) this.dropIdle();
    if (this.#byId.size >= this.limits.most) {
      throw new HttpError(503, 'Busy', 'Too many conversations are open. Try again in a minute.', {
        'Retry-After': '60',
      });
    }
    const conversation = new Conversation(id, this.clock);
    this.#byId.set(id, conversation);
    return { conversation, isNew: true };
  }

  get(id: string): Conversation | undefined {
    return this.#byId.get(id);
  }

  /** Resolves once every turn begun so far has ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.#byId.values()].map((conversation) => conversation.settled()));
  }

  /** Forgets conversations idle for too long that nobody listens to. */
  dropIdle(): void {
    const before = this.clock.now().getTime() - this.limits.idleMs;
    for (const [id, conversation] of this.#byId) {
      if (conversation.usedAtMs < before && !conversation.isListenedTo) this.#byId.delete(id);
    }
  }
}
