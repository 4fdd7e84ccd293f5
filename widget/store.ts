import type { Entry, Session } from './transcript.ts';

export interface Saved {
  readonly userId: string;
  session?: Session;
  readonly entries: Entry[];
}

/** Raised when the shape of what is saved changes: what an older version saved is left aside. */
const version = 1;
/** Entries kept over a reload. */
const mostEntries = 100;

/** Keeps a conversation in this tab alone: gone when the tab is closed. */
export class Store {
  readonly #key: string;

  /** `service` is the address of the assistant: two assistants on one site do not mix. */
  constructor(service: string) {
    this.#key = `assistant-emploi ${service}`;
  }

  /** What was saved in this tab; undefined when there is nothing, or nothing that this version understands. */
  load(): Saved | undefined {
    try {
      const saved = JSON.parse(sessionStorage.getItem(this.#key) ?? 'null') as
        | (Saved & { version: number })
        | null;
      return saved?.version === version ? saved : undefined;
    } catch {
      // Storage is switched off, or not ours: the conversation lives as long as the page.
      return undefined;
    }
  }

  save({ entries, ...rest }: Saved): void {
    const saved = { ...rest, version, entries: entries.slice(-mostEntries) };
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(saved));
    } catch {
      // Full or switched off: as above.
    }
  }
}
