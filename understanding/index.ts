import type { Calendar, EntityWords } from '../knowledge/lexicon-schema.ts';
import { calibration, type EvidenceWeights } from './calibration.ts';
import { Clauses, type ClauseWords } from './clauses.ts';
import { denialsOf, type Entities, EntityReader, readEntities } from './entities/index.ts';
import { type LanguageClues, LanguageDetector } from './language/index.ts';
import { type NumberSpan, NumberWords, withDigits } from './numbers.ts';
import { Reader, type ReadText, type WordLists } from './reading.ts';
import { margins } from './topics/classifier.ts';
import { Vectoriser } from './topics/features.ts';
import type { Model } from './topics/model.ts';
import { Neighbours } from './topics/neighbours.ts';
import { leads } from './topics/speakers.ts';

export type { Entities } from './entities/index.ts';

/** Candidates given for an utterance. */
const candidateCount = 5;

/** The class of what no topic covers. */
export const outOfScopeId = 'hors-sujet';

export interface Candidate {
  /** Topic id, or `hors-sujet` in first place when the question is refused. */
  readonly id: string;
  /** Calibrated probability. */
  readonly score: number;
}

export interface UtteranceContext {
  /** Language of the conversation so far. */
  readonly language?: string;
  /** Calendar day in Paris. */
  readonly today: string;
  /** Topics that are likelier before a word is said (those of the person's audience), with what they gain. */
  readonly favoured?: ReadonlyMap<string, number>;
}

export interface Understanding {
  readonly language: string;
  /** Best first, at least three. */
  readonly candidates: readonly Candidate[];
  readonly entities: Entities;
  readonly wordCount: number;
  /** Share of the words that the knowledge has ever seen. */
  readonly knownShare: number;
  /** … and as written, before any correction. */
  readonly writtenShare: number;
}

/** Words and clues that understanding takes from the knowledge. */
export interface UnderstandingWords {
  readonly lexicons: Readonly<Record<string, WordLists & ClauseWords & { readonly entities: EntityWords }>>;
  readonly languages: Readonly<Record<string, LanguageClues>>;
  readonly calendar: Calendar;
}

/** Understands one utterance at a time: pure, synchronous, no file and no clock. */
export class Understander {
  readonly #model: Model;
  readonly #reader: Reader;
  readonly #vectoriser: Vectoriser;
  readonly #neighbours: Neighbours;
  readonly #classOf: ReadonlyMap<string, number>;
  readonly #outOfScope: number;
  readonly #languages: LanguageDetector;
  readonly #clauses: Clauses;
  readonly #entities: ReadonlyMap<string, EntityReader>;
  readonly #numbers: ReadonlyMap<string, NumberWords>;

  constructor(
    model: Model,
    { lexicons, languages, calendar }: UnderstandingWords,
    private readonly weights: EvidenceWeights = calibration,
  ) {
    const known = new Set(model.vocabulary.keys());
    const all = Object.values(lexicons).map(({ entities }) => entities);
    const denials = denialsOf(all);
    this.#model = model;
    this.#classOf = new Map(model.classes.map((id, c) => [id, c]));
    this.#outOfScope = model.classes.indexOf(outOfScopeId);
    this.#reader = new Reader(model.vocabulary, lexicons);
    this.#vectoriser = new Vectoriser(model.features, model.idf);
    this.#neighbours = new Neighbours(model.postings, model.labels, model.classes.length);
    this.#clauses = new Clauses(Object.values(lexicons));
    this.#languages = new LanguageDetector(languages, model.languages);
    this.#entities = new Map(
      Object.entries(lexicons).map(([language, lexicon]) => [
        language,
        new EntityReader(lexicon.entities, calendar, known, denials),
      ]),
    );
    this.#numbers = new Map(
      Object.entries(lexicons).map(([language, { entities }]) => [
        language,
        new NumberWords(entities.numbers),
      ]),
    );
  }

  /** The numbers written in words in a text of a language. */
  numberWords(text: string, language: string): NumberSpan[] {
    return this.#numbers.get(language)?.spans(text) ?? [];
  }

  /** Where a text of a language names a weekday or a month; undefined where it does not. */
  timeWordAt(text: string, language: string): number | undefined {
    return this.#entities.get(language)?.timeWordAt(text);
  }

  /** What a text says besides its topic. `numbers`: the values of its number words, where more than one word each is known. */
  entities(
    text: string,
    language: string,
    today: string,
    numbers?: readonly (number | undefined)[],
  ): Entities {
    const spans = this.numberWords(text, language);
    const inDigits = withDigits(text, spans, numbers ?? spans.map(({ value }) => value));
    const readers = [...this.#entities].sort(([a], [b]) => Number(b === language) - Number(a === language));
    return readEntities(
      readers.map(([, reader]) => reader),
      inDigits,
      today,
    );
  }

  understand(utterance: string, context: UtteranceContext): Understanding {
    const { language } = this.#languages.detect(utterance, context.language);
    const whole = this.#reader.read(utterance);
    return {
      language,
      candidates: this.classify(whole, context.favoured),
      entities: this.entities(utterance, language, context.today),
      wordCount: whole.words.length,
      knownShare: whole.knownShare,
      writtenShare: whole.writtenShare,
    };
  }

  /** The likeliest topics of an utterance alone, without its language, days and other entities. */
  topicsOf(utterance: string): readonly Candidate[] {
    return this.classify(this.#reader.read(utterance));
  }

  /**
   * The topic of a second need in the same message, when one of its clauses alone tells it beyond doubt; undefined
   * otherwise, as in most messages. `first`: the topic found for the whole.
   */
  secondNeed(utterance: string, first: string): string | undefined {
    const clauses = this.#clauses.split(utterance);
    if (clauses.length < 2) return undefined;
    for (const clause of clauses) {
      const [best] = this.classify(this.#reader.read(clause));
      if (best && best.id !== first && best.id !== outOfScopeId && best.score >= calibration.secondNeed)
        return best.id;
    }
    return undefined;
  }

  private classify({ expanded }: ReadText, favoured?: ReadonlyMap<string, number>): Candidate[] {
    return this.rank(this.score(expanded), favoured);
  }

  private score(words: readonly string[]): Float32Array {
    const vector = this.#vectoriser.vector(words);
    const { linear, speakers } = this.#model;
    const near = this.#neighbours.nearness(vector);
    const lead = leads(speakers, vector);
    const evidence = margins(linear, vector);
    for (let c = 0; c < evidence.length; c++) {
      evidence[c] =
        this.weights.margin * (evidence[c] as number) +
        this.weights.nearness * (near[c] as number) +
        this.weights.speaker * (lead[speakers.ofClass[c] as number] ?? 0);
    }
    return evidence;
  }

  /** The likeliest classes, best first; what is out of scope is told only in first place. Sharpens `evidence` in place. */
  private rank(evidence: Float32Array, favoured: ReadonlyMap<string, number> | undefined): Candidate[] {
    const { classes } = this.#model;
    evidence[this.#outOfScope] = (evidence[this.#outOfScope] as number) + this.weights.outOfScope;
    for (const [id, gain] of favoured ?? []) {
      const c = this.#classOf.get(id);
      if (c !== undefined) evidence[c] = (evidence[c] as number) + gain;
    }
    const best = likeliest(evidence, candidateCount + 1);
    const top = evidence[best[0] as number] as number;
    let total = 0;
    for (let c = 0; c < evidence.length; c++) total += Math.exp((evidence[c] as number) - top);
    const isRefused = best[0] === this.#outOfScope;
    return best
      .filter((c) => isRefused || c !== this.#outOfScope)
      .slice(0, candidateCount)
      .map((c) => ({ id: classes[c] as string, score: Math.exp((evidence[c] as number) - top) / total }));
  }
}

/** Indices of the largest values, largest first. */
function likeliest(values: Float32Array, count: number): number[] {
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (best.length === count && value <= (values[best[count - 1] as number] as number)) continue;
    let at = Math.min(best.length, count - 1);
    while (at > 0 && (values[best[at - 1] as number] as number) < value) {
      best[at] = best[at - 1] as number;
      at--;
    }
    best[at] = i;
  }
  return best;
}
