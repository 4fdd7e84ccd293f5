import { anyOf } from './phrases.ts';
import { foldKeepingLength } from './text.ts';

/** Words by which a second question begins. */
export interface ClauseWords {
  /** "Et aussi", "sinon": what follows is another matter. */
  readonly besides: readonly string[];
  /** After "et": words that begin a question. */
  readonly questions: readonly string[];
  readonly and: readonly string[];
}

/** Shorter clauses say too little to be a need. */
const fewestWords = 3;

/** Cuts a message into what may be several needs, by the words of all languages at once. */
export class Clauses {
  readonly #borders: RegExp;

  constructor(lists: readonly ClauseWords[]) {
    const any = (pick: (words: ClauseWords) => readonly string[]) => anyOf(lists.flatMap(pick));
    this.#borders = new RegExp(
      `[.!?…;\\n]+|,? (?:${any(({ besides }) => besides)})\\b,?|,? (?:${any(({ and }) => and)}) (?=(?:${any(({ questions }) => questions)})\\b)`,
      'g',
    );
  }

  split(text: string): string[] {
    const clauses: string[] = [];
    let start = 0;
    for (const { index, 0: border } of foldKeepingLength(text).matchAll(this.#borders)) {
      clauses.push(text.slice(start, index));
      start = index + border.length;
    }
    clauses.push(text.slice(start));
    return clauses
      .map((clause) => clause.trim())
      .filter((clause) => clause.split(/\s+/).length >= fewestWords);
  }
}
