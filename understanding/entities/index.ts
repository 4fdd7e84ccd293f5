import type { Between, Circumstances, DayRange } from '../../knowledge/circumstances.ts';
import type { Calendar, EntityWords } from '../../knowledge/lexicon-schema.ts';
import type { Contract } from '../../knowledge/schema.ts';
import { DateReader } from '../dates/index.ts';
import { anyOf } from '../phrases.ts';
import { foldKeepingLength, normalise } from '../text.ts';
import { foldNumbers, type Quantities, QuantityReader } from './quantities.ts';

/** What an utterance says besides its topic: the circumstances of the case and every range of days named. */
export interface Entities extends Circumstances, Quantities {
  /** Inclusive ranges of days, in the order said. */
  readonly dates: readonly DayRange[];
  readonly publics: readonly string[];
  /** A district of Aix or a town around. */
  readonly area?: string;
}

export const noEntities: Entities = { dates: [], durations: [], amounts: [], publics: [] };

const oldest = 99;
const workingAge = { min: 14, max: 75 };
const largestCompany = 1_000_000;

/** How a word is said not to be so, in every language, as a word such as "RSA" is of all. */
export interface Denials {
  /** Before it: "pas au RSA". */
  readonly before: RegExp;
  /** After it: "RSA : non". */
  readonly after: RegExp;
  /** After it, only asked for: "RQTH en cours". */
  readonly pending: RegExp;
}

export function denialsOf(languages: readonly EntityWords[]): Denials {
  const any = (pick: (words: EntityWords) => readonly string[]) => anyOf(languages.flatMap(pick));
  const glue = any(({ dates }) => dates.glue);
  return {
    before: new RegExp(`\\b(?:${any(({ negations }) => negations)})(?: (?:${glue}))? ?$`),
    after: new RegExp(`^ (?:${any(({ no }) => no)})\\b`),
    pending: new RegExp(`^ (?:${any(({ pending }) => pending)})\\b`),
  };
}

/** Recognises the entities of one language in normalised text, by the words of its lexicon. */
export class EntityReader {
  readonly #dates: DateReader;
  readonly #age: RegExp;
  readonly #notAge: RegExp;
  readonly #year: RegExp;
  readonly #size: RegExp;
  readonly #words: EntityWords;
  readonly #diplomas: RegExp;
  readonly #contracts: RegExp;
  readonly #disability: RegExp;
  readonly #neighbourhoods: RegExp;
  readonly #areas: RegExp;
  readonly #time: RegExp;
  readonly #denials: Denials;
  readonly #publics: RegExp;
  readonly #quantities: QuantityReader;

  /**
   * `known`: words that are right as they stand, never taken for a misspelt month or weekday; `denials`: see `denialsOf`.
   */
  constructor(words: EntityWords, calendar: Calendar, known: ReadonlySet<string>, denials: Denials) {
    const compared = `(?:(?<less>${anyOf(words.lessThan)})|(?<more>${anyOf(words.moreThan)})) `;
    this.#words = words;
    this.#dates = new DateReader(words.dates, calendar, known);
    this.#age = new RegExp(
      `(?:${compared})?\\b(?:(?<number>\\d{1,2}) (?:${anyOf(words.age.unit)})|(?:${anyOf(words.age.before)}) (?<bare>\\d{1,2}))\\b`,
      'g',
    );
    this.#notAge = new RegExp(`\\b(?:${anyOf(words.age.notAfter)}) ?$`);
    this.#year = new RegExp(
      `\\b(?:(?<ordinal>${anyOf(Object.keys(words.ordinals))}) (?:${anyOf(words.yearOfContract.after)})|(?:${anyOf(words.yearOfContract.before)}) (?<number>[1-4]))\\b`,
    );
    this.#size = new RegExp(
      // A number of years is an age, not a headcount.
      `(?<hire>\\b(?:${anyOf(words.hire)}) )?(?:\\b(?<we>${anyOf(words.weAre)}) )?(?:\\b${compared})?\\b(?<number>\\d{1,6})\\b(?! (?:${anyOf(words.age.unit)})\\b)(?<people> (?:${anyOf(words.people)})\\b)?`,
      'g',
    );
    this.#diplomas = new RegExp(`\\b(?:${anyOf(Object.keys(words.diplomas))})\\b`, 'g');
    this.#contracts = new RegExp(`\\b(?:${anyOf(Object.keys(words.contracts))})\\b`, 'g');
    this.#disability = new RegExp(`\\b(?:${anyOf(words.disability)})\\b`);
    this.#neighbourhoods = new RegExp(`\\b(?:${anyOf(Object.keys(words.neighbourhoods))})\\b`);
    this.#areas = new RegExp(`\\b(?:${anyOf(Object.keys(words.areas))})\\b`);
    this.#publics = new RegExp(`\\b(?:${anyOf(Object.keys(words.publics))})\\b`, 'g');
    this.#time = new RegExp(`\\b(?:${anyOf(this.#dates.timeWords)})\\b`);
    this.#denials = denials;
    this.#quantities = new QuantityReader(words);
  }

  /** Entities of a text, its numbers in digits; `today` is the day in Paris that relative dates start from. */
  read(text: string, today: string): Entities {
    const dates = this.#dates.read(text, today);
    return {
      ...noEntities,
      ...this.#quantities.read(foldNumbers(text)),
      ...this.readNamed(normalise(text)),
      dates,
      ...(dates[0] && { date: dates[0] }),
    };
  }

  /** What is told by names and ages, whatever language the rest is in; not days and quantities. */
  readNamed(normalised: string): Omit<Entities, 'dates' | keyof Quantities> {
    const diplomas = (normalised.match(this.#diplomas) ?? []).map(
      (word) => this.#words.diplomas[word] as number,
    );
    const contract = this.contract(normalised);
    const neighbourhood = this.#words.neighbourhoods[this.#neighbourhoods.exec(normalised)?.[0] ?? ''];
    const publics = [...normalised.matchAll(this.#publics)].flatMap(({ 0: word, index }) =>
      this.isDenied(normalised, index, word.length) ? [] : [this.#words.publics[word] as string],
    );
    return {
      publics: [...new Set(publics)],
      ...optional('area', this.#words.areas[this.#areas.exec(normalised)?.[0] ?? '']),
      ...optional('age', this.age(normalised)),
      ...optional('contractYear', this.contractYear(normalised)),
      ...optional('companySize', this.companySize(normalised)),
      ...(diplomas.length > 0 && {
        diplomaLevel: { min: Math.max(...diplomas), max: Math.max(...diplomas) },
      }),
      ...(contract && { contract }),
      ...optional('disability', this.disability(normalised)),
      ...(neighbourhood && { neighbourhood }),
    };
  }

  /** True or false as the text says it; undefined when it says nothing of it. */
  private disability(text: string): boolean | undefined {
    const match = this.#disability.exec(text);
    if (!match) return undefined;
    // Asked for is not granted: nothing is told yet.
    if (this.#denials.pending.test(text.slice(match.index + match[0].length))) return undefined;
    return !this.isDenied(text, match.index, match[0].length);
  }

  /** "Pas de RQTH", "RQTH : non". */
  private isDenied(text: string, at: number, length: number): boolean {
    const { before, after } = this.#denials;
    return before.test(text.slice(0, at)) || after.test(text.slice(at + length));
  }

  /** Where a text names a weekday or a month. */
  timeWordAt(text: string): number | undefined {
    const at = foldKeepingLength(text).search(this.#time);
    return at < 0 ? undefined : at;
  }

  private age(text: string): Between | undefined {
    for (const match of text.matchAll(this.#age)) {
      const age = Number(match.groups?.number ?? match.groups?.bare);
      if (age < workingAge.min || age > workingAge.max) continue;
      if (this.#notAge.test(text.slice(0, match.index))) continue;
      if (match.groups?.less) return { min: 0, max: age - 1 };
      if (match.groups?.more) return { min: age, max: oldest };
      return { min: age, max: age };
    }
    return undefined;
  }

  private contractYear(text: string): Between | undefined {
    const groups = this.#year.exec(text)?.groups;
    if (!groups) return undefined;
    const year = groups.ordinal ? (this.#words.ordinals[groups.ordinal] as number) : Number(groups.number);
    return { min: year, max: year };
  }

  private companySize(text: string): Between | undefined {
    for (const match of text.matchAll(this.#size)) {
      const { hire, we, people, less, more, number } = match.groups ?? {};
      if (hire || !(people || we)) continue;
      const size = Number(number);
      if (less) return { min: 0, max: size - 1 };
      if (more) return { min: size, max: largestCompany };
      return { min: size, max: size };
    }
    return undefined;
  }

  /** The contract asked about; none when the text compares two. */
  private contract(text: string): Contract | undefined {
    const found = new Set(
      (text.match(this.#contracts) ?? []).map((word) => this.#words.contracts[word] as Contract),
    );
    // An apprentice may be in a CDI or a CDD: the kind that has rules of its own is the one meant.
    const own = [...found].filter((contract) => contract !== 'cdi' && contract !== 'cdd');
    const meant = own.length > 0 ? own : [...found];
    return meant.length === 1 ? meant[0] : undefined;
  }
}

/**
 * Entities in the first language that tells each of them; days and quantities in the message's own language alone: "mon"
 * is no Monday, "à 14 h" no working time.
 */
export function readEntities(readers: readonly EntityReader[], text: string, today: string): Entities {
  const [own, ...others] = readers;
  if (!own) return noEntities;
  const first = own.read(text, today);
  const normalised = normalise(text);
  let merged = first;
  let publics = first.publics;
  for (const other of others) {
    const named = other.readNamed(normalised);
    publics = [...new Set([...publics, ...named.publics])];
    merged = { ...named, ...merged };
  }
  return { ...merged, publics };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
