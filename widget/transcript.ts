import type { Choice, Reply } from '../dialogs/reply.ts';
import type { Saved, Store } from './store.ts';

/** `sending` becomes `waiting` when it takes long or the network is gone; `refused` will not be sent again. */
export type SendingState = 'sending' | 'waiting' | 'sent' | 'refused';

export interface UserEntry {
  readonly from: 'user';
  /** Its clientActivityID: by it the service knows a message sent twice. */
  readonly id: string;
  readonly text: string;
  /** Label of the button pressed, shown instead of the text. */
  readonly label?: string;
  /** A vote: sent, not shown. */
  readonly isVote?: boolean;
  state: SendingState;
}

export interface BotEntry {
  readonly from: 'bot';
  readonly id: string;
  readonly text: string;
  readonly language?: string;
  readonly reply?: Reply;
  /** The value voted for on this message. */
  vote?: string;
}

/** Says that what follows does not know what came before. */
export interface RestartEntry {
  readonly from: 'service';
  readonly id: string;
}

export type Entry = UserEntry | BotEntry | RestartEntry;

/** What the service gave to take part in one conversation. */
export interface Session {
  readonly conversationId: string;
  token: string;
  /** Where to go on listening from. */
  watermark: string;
}

/** What was said, kept over a reload of the page in the same tab. */
export class Transcript {
  readonly #store: Store;
  #saved: Saved;
  /** Called for each new entry, and for each message whose state changed. */
  onAdded: (entry: Entry) => void = () => {};
  onChanged: (entry: UserEntry) => void = () => {};

  constructor(store: Store) {
    this.#store = store;
    this.#saved = store.load() ?? { userId: newId(), entries: [] };
  }

  get userId(): string {
    return this.#saved.userId;
  }

  get entries(): readonly Entry[] {
    return this.#saved.entries;
  }

  get session(): Session | undefined {
    return this.#saved.session;
  }

  set session(session: Session | undefined) {
    this.#saved.session = session;
    this.save();
  }

  /** Messages that the service has not confirmed yet, oldest first. */
  get pending(): readonly UserEntry[] {
    return this.#saved.entries.filter(
      (entry): entry is UserEntry => entry.from === 'user' && isPending(entry),
    );
  }

  say(text: string): void {
    this.add({ from: 'user', id: newId(), text, state: 'sending' });
  }

  choose({ value, label, title }: Choice): void {
    this.add({ from: 'user', id: newId(), text: value, label: label ?? title, state: 'sending' });
  }

  vote(entry: BotEntry, { value }: Choice): void {
    entry.vote = value;
    this.add({ from: 'user', id: newId(), text: value, isVote: true, state: 'sending' });
  }

  /** Adds what was heard, unless it was heard before: a stream may tell it again. */
  hear(entry: BotEntry | RestartEntry): void {
    if (!this.#saved.entries.some(({ id }) => id === entry.id)) this.add(entry);
  }

  mark(id: string, state: SendingState): void {
    const entry = this.pending.find((pending) => pending.id === id);
    if (!entry || entry.state === state) return;
    entry.state = state;
    this.save();
    this.onChanged(entry);
  }

  /** Forgets everything that was said, and the conversation. */
  clear(): void {
    this.#saved = { userId: this.userId, entries: [] };
    this.save();
  }

  save(): void {
    this.#store.save(this.#saved);
  }

  private add(entry: Entry): void {
    this.#saved.entries.push(entry);
    this.save();
    this.onAdded(entry);
  }
}

function isPending({ state }: UserEntry): boolean {
  return state === 'sending' || state === 'waiting';
}

/** A random id. Not randomUUID: a page of a test site may be plain HTTP, where browsers do not offer it. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
