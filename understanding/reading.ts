import { Corrector } from './corrector.ts';
import { normalise, words } from './text.ts';

/** Words as people type them: what is replaced, what is added beside, what is right though unknown. */
export interface WordLists {
  readonly spellings: Readonly<Record<string, string>>;
  readonly expansions: Readonly<Record<string, string>>;
  readonly guard: readonly string[];
  /** Names of places, and greetings: left out of what is weighed. */
  readonly places: readonly string[];
  readonly greetings: readonly string[];
}

/** Fewer words than this after a greeting are no question: the greeting is what was meant. */
const shortestQuestion = 3;

/** A text on its way from what was typed to what is weighed. */
export interface ReadText {
  readonly normalised: string;
  /** Respelt and corrected. */
  readonly words: readonly string[];
  /** The words, and those behind their acronyms. */
  readonly expanded: readonly string[];
  /** Share of the words that the utterances know once corrected. */
  readonly knownShare: number;
  /** … and as written, before any correction. */
  readonly writtenShare: number;
}

/** Normalises, respells, corrects and expands a text by the lists of all languages at once: no detection is needed before. */
export class Reader {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #corrector: Corrector;
  readonly #spellings: ReadonlyMap<string, string>;
  readonly #expansions: ReadonlyMap<string, string>;
  readonly #places: ReadonlySet<string>;
  readonly #greetings: ReadonlySet<string>;

  constructor(vocabulary: ReadonlyMap<string, number>, lists: Readonly<Record<string, WordLists>>) {
    const all = Object.values(lists);
    this.#vocabulary = vocabulary;
    // The first list wins where two languages share a spelling: French comes first.
    this.#spellings = new Map(all.flatMap((list) => Object.entries(list.spellings)).reverse());
    this.#expansions = new Map(all.flatMap((list) => Object.entries(list.expansions)).reverse());
    this.#places = new Set(all.flatMap((list) => list.places));
    this.#greetings = new Set(all.flatMap((list) => list.greetings));
    this.#corrector = new Corrector(
      vocabulary,
      new Set(all.flatMap((list) => [...list.guard, ...list.places])),
    );
  }

  read(text: string): ReadText {
    const normalised = normalise(text);
    const respelt = words(normalised).flatMap((word) => this.#spellings.get(word)?.split(' ') ?? [word]);
    const corrected = respelt.map((word) => this.#corrector.correct(word));
    const known = (list: readonly string[]) =>
      list.length === 0 ? 0 : list.filter((word) => this.#vocabulary.has(word)).length / list.length;
    const weighed = this.withoutGreeting(corrected.filter((word) => !this.#places.has(word)));
    const added = new Set(weighed.flatMap((word) => this.#expansions.get(word)?.split(' ') ?? []));
    return {
      normalised,
      words: corrected,
      expanded: [...weighed, ...added],
      knownShare: known(corrected),
      writtenShare: known(respelt),
    };
  }

  private withoutGreeting(list: readonly string[]): readonly string[] {
    const start = list.findIndex((word) => !this.#greetings.has(word));
    return start > 0 && list.length - start >= shortestQuestion ? list.slice(start) : list;
  }
}
