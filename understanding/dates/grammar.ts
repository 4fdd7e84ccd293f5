import { addDays, addMonths, dayOf, partsOf, weekOf } from '../../knowledge/days.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Calendar, DateWords } from '../../knowledge/lexicon-schema.ts';
import { type Found, first, isDate, Periods, type Rule } from './periods.ts';
import { addUnits, sameDateBefore } from './spans.ts';
import type { Token } from './tokens.ts';
import { Vocabulary } from './words.ts';

/** "À partir de" has no end: a year is as far as anybody plans. */
const openDays = 365;

/** The grammar of dates of one language: a table of rules, tried in order at each place of a text; those here stand around a period. */
export class DateGrammar {
  readonly words: Vocabulary;
  readonly #periods: Periods;
  readonly #rules: readonly Rule[];

  constructor(words: DateWords, calendar: Calendar) {
    this.words = new Vocabulary(words, calendar);
    this.#periods = new Periods(this.words, calendar);
    this.#rules = [
      this.#periods.relativeDay.bind(this.#periods),
      this.between.bind(this),
      this.within.bind(this),
      this.until.bind(this),
      this.before.bind(this),
      this.after.bind(this),
      this.since.bind(this),
      this.ago.bind(this),
      this.ahead.bind(this),
      this.#periods.inner.bind(this.#periods),
      this.#periods.theDate.bind(this.#periods),
      this.#periods.aloneYear.bind(this.#periods),
    ];
  }

  /** The period that begins exactly at a place of the text. */
  periodAt(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    return first(this.#rules, tokens, at, today);
  }

  /** "Du 3 au 10 mars", "entre lundi et jeudi", "du 28 décembre au 3 janvier". */
  private between(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.from.at(tokens, at);
    if (!opener) return undefined;
    const start = this.#periods.skip(tokens, opener.end);
    const whole = this.#periods.inner(tokens, start, today) ?? this.#periods.bareYear(tokens, start);
    const bare = tokens[start];
    const firstEnd = whole?.end ?? (bare?.kind === 'number' && isDate(bare.value) ? start + 1 : undefined);
    if (firstEnd === undefined) return undefined;
    const joint = this.words.is.to.at(tokens, firstEnd);
    if (!joint) return undefined;
    const second = this.#periods.afterGlue(tokens, joint.end, whole?.from ?? today);
    if (!second) return undefined;
    if (whole) {
      const to = second.to < whole.from && second.from === second.to ? addMonths(second.to, 12) : second.to;
      return { from: whole.from, to, end: second.end };
    }
    // "Du 3 au 10 mars": the first date takes the month of the second, or the one before.
    const date = (bare as Token & { kind: 'number' }).value;
    const [year, month, last] = partsOf(second.to);
    const from = date <= last ? dayOf(year, month, date) : sameDateBefore(second.to, date);
    return from === undefined ? undefined : { from, to: second.to, end: second.end };
  }

  /** "Dans 3 jours", "dans les 15 jours", "d'ici une semaine", "sous huitaine". */
  private within(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.within.at(tokens, at);
    if (!opener) return undefined;
    const isSpan = this.words.is.until.at(tokens, at) !== undefined || tokens[opener.end]?.text === 'les';
    const start = this.#periods.skip(tokens, opener.end);
    const isNext = this.words.is.next.at(tokens, start);
    const amount = this.#periods.amount(tokens, isNext?.end ?? start);
    if (!amount) return undefined;
    const to = addUnits(today, amount.count, amount.unit);
    const after = this.words.is.next.at(tokens, amount.end);
    const end = after?.end ?? amount.end;
    if (isSpan || isNext || after || amount.unit === 'fortnight') return { from: today, to, end };
    return amount.unit === 'week' && amount.count > 1 ? { ...weekOf(to), end } : { from: to, to, end };
  }

  private until(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.until.at(tokens, at);
    const period = opener && this.#periods.afterGlue(tokens, opener.end, today);
    return period && { from: today, to: period.to, end: period.end };
  }

  private before(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.before.at(tokens, at);
    if (!opener) return undefined;
    const edge = this.words.edge.at(tokens, this.#periods.skip(tokens, opener.end))?.value;
    const period = this.#periods.afterGlue(tokens, opener.end, today);
    // "Avant la fin du mois" is up to its last day; "avant Noël" stops the day before.
    return (
      period && { from: today, to: edge === 'end' ? period.to : addDays(period.from, -1), end: period.end }
    );
  }

  private after(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.after.at(tokens, at);
    const period = opener && this.#periods.afterGlue(tokens, opener.end, today);
    return period && { from: addDays(period.to, 1), to: addDays(period.to, openDays), end: period.end };
  }

  private since(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.since.at(tokens, at);
    const period = opener && this.#periods.afterGlue(tokens, opener.end, today);
    return period && { from: period.from, to: addDays(period.from, openDays), end: period.end };
  }

  /** "Two weeks from now". */
  private ahead(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const amount = this.#periods.amount(tokens, at);
    const ahead = amount && this.words.is.ahead.at(tokens, amount.end);
    if (!amount || !ahead) return undefined;
    const day = addUnits(today, amount.count, amount.unit);
    return { from: day, to: day, end: ahead.end };
  }

  private ago(tokens: readonly Token[], at: number, today: Day): Found | undefined {
    const opener = this.words.is.ago.at(tokens, at);
    const amount = opener && this.#periods.amount(tokens, opener.end);
    if (!amount) return undefined;
    const day = addUnits(today, -amount.count, amount.unit);
    return { from: day, to: day, end: amount.end };
  }
}
