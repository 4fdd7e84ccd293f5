interface Bucket {
  readonly words: string[];
  readonly masks: number[];
}

/**
 * Corrects misspelt words to the vocabulary of the utterances: one edit, two from eight letters.
 * Words are scanned by length and first letter behind a mask of their letters: no index of deletes to hold.
 * A wrong first letter is mended where it was left out, added or swapped with the second, not where it is another.
 */
export class Corrector {
  readonly #counts: ReadonlyMap<string, number>;
  readonly #guard: ReadonlySet<string>;
  /** By length and first letter, then by length and second letter. */
  readonly #byFirst = new Map<string, Bucket>();
  readonly #bySecond = new Map<string, Bucket>();

  /** `counts`: how often each known word occurs; `guard`: words that are right though unknown. */
  constructor(counts: ReadonlyMap<string, number>, guard: ReadonlySet<string>) {
    this.#counts = counts;
    this.#guard = guard;
    for (const word of counts.keys()) {
      if (word.length < 4 || /\d/.test(word)) continue;
      const mask = letterMask(word);
      for (const [index, letter] of [
        [this.#byFirst, word[0]],
        [this.#bySecond, word[1]],
      ] as const) {
        const key = `${word.length}${letter}`;
        const bucket = index.get(key) ?? { words: [], masks: [] };
        index.set(key, bucket);
        bucket.words.push(word);
        bucket.masks.push(mask);
      }
    }
  }

  /** The known word meant, or the word itself when it is known, guarded, short or beyond correction. */
  correct(word: string): string {
    if (word.length < 4 || this.#counts.has(word) || this.#guard.has(word) || /\d/.test(word)) return word;
    const reach = word.length >= 8 ? 2 : 1;
    const mask = letterMask(word);
    let best = word;
    let bestDistance = reach + 1;
    let bestCount = 0;
    for (let length = word.length - reach; length <= word.length + reach; length++) {
      for (const bucket of [
        this.#byFirst.get(`${length}${word[0]}`),
        word[1] === word[0] ? undefined : this.#byFirst.get(`${length}${word[1]}`),
        this.#bySecond.get(`${length}${word[0]}`),
      ]) {
        for (let i = 0; bucket && i < bucket.words.length; i++) {
          // An edit changes at most two letters of the mask.
          if (bitCount(mask ^ (bucket.masks[i] as number)) > 2 * reach) continue;
          const known = bucket.words[i] as string;
          const distance = editDistance(word, known, Math.min(reach, bestDistance));
          if (distance > reach || distance > bestDistance) continue;
          const count = this.#counts.get(known) ?? 0;
          if (distance === bestDistance && count <= bestCount) continue;
          best = known;
          bestDistance = distance;
          bestCount = count;
        }
      }
    }
    return best;
  }
}

function letterMask(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) - 97);
  return mask;
}

/** Bits set in a 32-bit number, added up in parallel. */
function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Damerau-Levenshtein (neighbouring letters swapped count one); stops counting past `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + same,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] as number;
}
