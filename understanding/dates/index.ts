import type { DayRange } from '../../knowledge/circumstances.ts';
import { addDays } from '../../knowledge/days.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Calendar, DateWords } from '../../knowledge/lexicon-schema.ts';
import { Corrector } from '../corrector.ts';
import { DateGrammar } from './grammar.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Shorter words look too much alike: "mars" and "mais". */
const shortestCorrected = 5;

/** A message names few dates; a longer list is noise. */
const mostDates = 20;

/** Reads the days and periods that a text names, in one language: inclusive ranges, in the order said. */
export class DateReader {
  readonly #grammar: DateGrammar;
  readonly #corrector: Corrector;
  readonly #starters: ReadonlySet<string>;

  /** `known`: words that are right as they stand, never taken for a misspelt month or weekday. */
  constructor(words: DateWords, calendar: Calendar, known: ReadonlySet<string>) {
    this.#grammar = new DateGrammar(words, calendar);
    this.#starters = this.#grammar.words.starters;
    const vocabulary = this.#grammar.words.correctable;
    const worthCorrecting = vocabulary.filter((word) => word.length >= shortestCorrected);
    this.#corrector = new Corrector(
      new Map(worthCorrecting.map((word) => [word, 1])),
      new Set([...known, ...vocabulary]),
    );
  }

  /** Weekdays and months. */
  get timeWords(): string[] {
    const { weekday, month } = this.#grammar.words;
    return [weekday, month].flatMap((phrases) => phrases.words).filter((word) => word.length > 2);
  }

  /** Impossible dates (31 February) are left out. */
  read(text: string, today: Day): DayRange[] {
    const tokens = tokensOf(text).map(
      (token): Token =>
        token.kind === 'word' ? { ...token, text: this.#corrector.correct(token.text) } : token,
    );
    const ranges: DayRange[] = [];
    const { is } = this.#grammar.words;
    let isJoined = false;
    for (let at = 0; at < tokens.length && ranges.length < mostDates; ) {
      const idiom = is.idioms.at(tokens, at);
      const found =
        idiom || !this.mayBegin(tokens[at]) ? undefined : this.#grammar.periodAt(tokens, at, today);
      if (found && found.from <= found.to) {
        const last = ranges.at(-1);
        // "Jeudi et vendredi" is one stretch of days.
        if (isJoined && last && found.from === addDays(last.to, 1))
          ranges.splice(-1, 1, { from: last.from, to: found.to });
        else ranges.push({ from: found.from, to: found.to });
        isJoined = true;
      } else isJoined &&= (is.and.at(tokens, at) ?? is.glue.at(tokens, at)) !== undefined;
      at = (idiom ?? found)?.end ?? at + 1;
    }
    return ranges;
  }

  private mayBegin(token: Token | undefined): boolean {
    return token !== undefined && (token.kind !== 'word' || this.#starters.has(token.text));
  }
}
