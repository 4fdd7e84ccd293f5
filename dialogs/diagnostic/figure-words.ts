import { anyOf } from '../../understanding/phrases.ts';
import { normalise, words } from '../../understanding/text.ts';

/** Areas that figures are counted in; no figure covers a `quarter` of Aix alone, nor what is `elsewhere`. */
export const zones = [
  'city',
  'area',
  'agencies',
  'basin',
  'metropolis',
  'department',
  'region',
  'neighbourhoods',
  'quarter',
  'elsewhere',
] as const;
export type Zone = (typeof zones)[number];

/** Who figures count, and `other` for those whom no figure counts. */
export const publics = [
  'young',
  'seniors',
  'women',
  'men',
  'everybody',
  'overOneYear',
  'overTwoYears',
  'categoryA',
  'categoriesABC',
  'other',
] as const;
export type Public = (typeof publics)[number];

/** What a text says of a figure, besides its period. */
export interface Facets {
  readonly zones: readonly Zone[];
  readonly publics: readonly Public[];
  /** 1 to 4; undefined when no quarter is named. */
  readonly quarter?: number;
  /** The text names a time. */
  readonly isDated: boolean;
  /** "How many": a number is wanted, not a share. */
  readonly isCount: boolean;
  /** A share or a rate is wanted. */
  readonly isShare: boolean;
  /** Words left over, without small words, in their shortest form. */
  readonly words: readonly string[];
}

/** Phrases by what they mean, as the locales list them; `said` gives the phrases of every language under a key. */
export class FigureWords {
  readonly #meanings = new Map<string, string>();
  readonly #phrases: RegExp;
  readonly #synonyms = new Map<string, string>();
  readonly #synonym: RegExp;
  readonly #small: ReadonlySet<string>;
  readonly #openings: RegExp;
  readonly #notAFigure: RegExp;
  readonly #counting: RegExp;
  readonly #sharing: RegExp;

  constructor(said: (key: string) => readonly string[]) {
    const keys = [
      ...zones.map((zone) => `zones.${zone}`),
      ...publics.map((who) => `publics.${who}`),
      ...['1', '2', '3', '4'].map((quarter) => `quarters.${quarter}`),
      'time',
    ];
    for (const key of keys) for (const phrase of said(key)) this.#meanings.set(normalise(phrase), key);
    for (const line of said('synonyms')) {
      const [phrase = '', meaning = ''] = line.split('=');
      this.#synonyms.set(normalise(phrase), normalise(meaning));
    }
    this.#phrases = whole([...this.#meanings.keys()]);
    this.#synonym = whole([...this.#synonyms.keys()]);
    this.#small = new Set(said('small').map(normalise));
    this.#openings = new RegExp(`^(?:${anyOf(said('openings').map(normalise))})\\b`);
    this.#counting = new RegExp(`\\b(?:${anyOf(said('counting').map(normalise))})\\b`);
    this.#sharing = new RegExp(`\\b(?:${anyOf(said('sharing').map(normalise))})\\b|%`);
    this.#notAFigure = new RegExp(`\\b(?:${anyOf(said('notAFigure').map(normalise))})\\b`);
  }

  read(text: string): Facets {
    const keys: string[] = [];
    const rest = normalise(text)
      .replace(this.#phrases, (phrase) => {
        keys.push(this.#meanings.get(phrase) ?? '');
        return ' ';
      })
      .replace(this.#synonym, (phrase) => this.#synonyms.get(phrase) ?? '');
    const named = (group: string) => [
      ...new Set(keys.filter((key) => key.startsWith(`${group}.`)).map((key) => key.slice(group.length + 1))),
    ];
    const left = words(rest.replace(/ +/g, ' ').trim());
    const [quarter] = named('quarters');
    return {
      zones: named('zones') as Zone[],
      publics: named('publics') as Public[],
      ...(quarter && { quarter: Number(quarter) }),
      isDated: quarter !== undefined || keys.includes('time') || left.some((word) => /^\d{4}$/.test(word)),
      isCount: this.#counting.test(normalise(text)),
      isShare: this.#sharing.test(normalise(text)),
      words: left.filter((word) => !/^\d+$/.test(word) && !this.#small.has(word)).map(shortest),
    };
  }

  /** True when a message begins as one that goes on with the last: "et pour…". */
  goesOn(text: string): boolean {
    return this.#openings.test(normalise(text));
  }

  /** True when something else than a value is asked: why, where to find it, what it means. */
  asksOtherwise(text: string): boolean {
    return this.#notAFigure.test(normalise(text));
  }
}

/** Whole phrases, longest first. */
function whole(phrases: readonly string[]): RegExp {
  return new RegExp(`(?<![^ ])(?:${anyOf(phrases)})(?![^ ])`, 'g');
}

/** A word without the ending of its plural. */
function shortest(word: string): string {
  return word.length > 3 ? word.replace(/(?:es|s|x)$/, '').replace(/e$/, '') : word;
}
