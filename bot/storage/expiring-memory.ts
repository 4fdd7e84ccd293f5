import type { Storage, StoreItem, StoreItems } from 'botbuilder-core';
import type { Clock } from '../clock.ts';

interface Kept {
  readonly json: string;
  readonly eTag: string;
  readonly untilMs: number;
}

/** Conversation state in memory: an item untouched for `idleMs` is gone. Follows the Storage contract of botbuilder. */
export class ExpiringMemoryStorage implements Storage {
  // A Map keeps its insertion order: the oldest write comes first.
  readonly #items = new Map<string, Kept>();
  #writes = 0;

  constructor(
    private readonly clock: Clock,
    private readonly idleMs: number,
  ) {}

  get size(): number {
    return this.#items.size;
  }

  async read(keys: string[]): Promise<StoreItems> {
    const nowMs = this.clock.now().getTime();
    const found: StoreItems = {};
    for (const key of keys) {
      const kept = this.#items.get(key);
      if (kept && kept.untilMs > nowMs)
        found[key] = { ...(JSON.parse(kept.json) as StoreItem), eTag: kept.eTag };
    }
    return found;
  }

  /** Throws when an item was written by someone else since it was read (its eTag differs). */
  async write(changes: StoreItems): Promise<void> {
    const nowMs = this.clock.now().getTime();
    this.dropExpired(nowMs);
    for (const [key, item] of Object.entries(changes) as [string, StoreItem][]) {
      const { eTag, ...value } = item;
      const kept = this.#items.get(key);
      if (kept && eTag !== undefined && eTag !== '*' && eTag !== kept.eTag) {
        throw new Error('Storage: error writing an item: its eTag is not the one kept');
      }
      this.#items.delete(key);
      this.#items.set(key, {
        json: JSON.stringify(value),
        eTag: String(++this.#writes),
        untilMs: nowMs + this.idleMs,
      });
    }
  }

  async delete(keys: string[]): Promise<void> {
    for (const key of keys) this.#items.delete(key);
  }

  private dropExpired(nowMs: number): void {
    for (const [key, { untilMs }] of this.#items) {
      if (untilMs > nowMs) return;
      this.#items.delete(key);
    }
  }
}
