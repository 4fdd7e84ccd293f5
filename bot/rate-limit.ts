import type { Clock } from './clock.ts';

interface Bucket {
  left: number;
  atMs: number;
}

/** Token buckets by key, in memory only: `burst` at once, then one every `everyMs`. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: { burst: number; everyMs: number; mostKeys: number },
  ) {}

  /** Takes one from a key's bucket; false when it is empty. */
  allows(key: string): boolean {
    const nowMs = this.clock.now().getTime();
    const { burst, everyMs, mostKeys } = this.limits;
    const before = this.#buckets.get(key) ?? { left: burst, atMs: nowMs };
    const left = Math.min(burst, before.left + (nowMs - before.atMs) / everyMs);
    // Written last, read first: a Map keeps this order, so the longest untouched goes when there are too many.
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: Math.max(0, left - 1), atMs: nowMs });
    if (this.#buckets.size > mostKeys) this.#buckets.delete(this.#buckets.keys().next().value as string);
    return left >= 1;
  }
}
