import type { EntityWords } from '../knowledge/lexicon-schema.ts';
import { foldKeepingLength } from './text.ts';

/** Number words that stand together in a text. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  /** Folded, one space between the words, respelt as the recognisers read best. */
  readonly text: string;
  /** The value, when it is one word that says it alone. */
  readonly value?: number;
}

/** No number of a question about work has more words; a longer run is noise, and dear to read. */
const mostWords = 8;

/** Finds numbers written in words, in one language. */
export class NumberWords {
  readonly #words: EntityWords['numbers'];

  constructor(words: EntityWords['numbers']) {
    this.#words = words;
  }

  spans(text: string): NumberSpan[] {
    const { values, joints, alone } = this.#words;
    const folded = foldKeepingLength(text);
    const found: { start: number; end: number; words: string[] }[] = [];
    let run: (typeof found)[number] | undefined;
    for (const match of folded.matchAll(/[a-z]+/g)) {
      const [word] = match;
      const start = match.index;
      const isNext = run !== undefined && /^[ -]+$/.test(folded.slice(run.end, start));
      if (Object.hasOwn(values, word)) {
        if (!run || !isNext) {
          run = { start, end: start, words: [] };
          found.push(run);
        }
        run.words.push(word);
        run.end = start + word.length;
      } else if (run && isNext && joints.includes(word)) {
        // "Et" belongs to the number only with a number word after it.
        const rest = folded.slice(start + word.length).match(/^[ -]+([a-z]+)/);
        if (!rest || !Object.hasOwn(values, rest[1] as string)) run = undefined;
        else {
          run.words.push(word);
          run.end = start + word.length;
        }
      } else run = undefined;
    }
    return found
      .filter(
        ({ words }) =>
          words.length <= mostWords && !(words.length === 1 && alone.includes(words[0] as string)),
      )
      .map(({ start, end, words }) => ({
        start,
        end,
        text: this.respell(words),
        ...(words.length === 1 && { value: values[words[0] as string] as number }),
      }));
  }

  private respell(words: readonly string[]): string {
    const { respelt } = this.#words;
    const text = words.map((word) => respelt[word] ?? word).join(' ');
    const beginning = Object.keys(respelt).find(
      (phrase) => phrase.includes(' ') && `${text} `.startsWith(`${phrase} `),
    );
    return beginning === undefined ? text : `${respelt[beginning]}${text.slice(beginning.length)}`;
  }
}

/** A text with the values of its spans in digits; a number whose value is not known is left out, not half read. */
export function withDigits(
  text: string,
  spans: readonly NumberSpan[],
  values: readonly (number | undefined)[],
): string {
  let rest = text;
  for (let i = spans.length - 1; i >= 0; i--) {
    const { start, end } = spans[i] as NumberSpan;
    rest = `${rest.slice(0, start)}${values[i] ?? ' '}${rest.slice(end)}`;
  }
  return rest;
}
