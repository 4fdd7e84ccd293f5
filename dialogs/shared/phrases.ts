import type { Knowledge } from '../../knowledge/library.ts';
import { anyOf } from '../../understanding/phrases.ts';
import { normalise } from '../../understanding/text.ts';
import type { Voice } from './voice.ts';

/** What a person may say at any moment, whatever is being talked about. */
export const interruptions = ['menu', 'back', 'cancel'] as const;
export type Interruption = (typeof interruptions)[number];

/** Recognises whole messages that interrupt ("retour", "annuler"), in every language of the locales. */
export class Interruptions {
  readonly #meanings: ReadonlyMap<string, Interruption>;

  constructor(voice: Voice) {
    this.#meanings = new Map(
      voice.languages.flatMap((language) =>
        interruptions.flatMap((meaning) =>
          voice
            .list(language, `phrases:${meaning}`)
            .map((phrase): [string, Interruption] => [normalise(phrase), meaning]),
        ),
      ),
    );
  }

  read(text: string): Interruption | undefined {
    return this.#meanings.get(normalise(text));
  }
}

/** Finds the topics whose triggers a message holds: danger and insults are never left to a classifier alone. */
export class Triggers {
  readonly #patterns: readonly { topic: string; pattern: RegExp }[];

  constructor(knowledge: Knowledge) {
    const topics = [...knowledge.topics.values()].sort((a, b) => Number(b.urgent) - Number(a.urgent));
    this.#patterns = topics.flatMap(({ id, texts }) => {
      const phrases = Object.values(texts).flatMap((text) => text.triggers.map(normalise));
      return phrases.length === 0 ? [] : [{ topic: id, pattern: new RegExp(`\\b(?:${anyOf(phrases)})\\b`) }];
    });
  }

  /** The first topic triggered, urgent ones first. */
  topicIn(text: string): string | undefined {
    const normalised = normalise(text);
    return this.#patterns.find(({ pattern }) => pattern.test(normalised))?.topic;
  }
}

/** Recognises a message that only makes sense after another: it begins as one ("et si…"), or asks in a word ("combien ?"). */
export class FollowUps {
  readonly #openings: RegExp;
  readonly #whole: ReadonlySet<string>;
  readonly #asking: RegExp;

  constructor(voice: Voice) {
    const all = (key: string) =>
      voice.languages.flatMap((language) => voice.list(language, `phrases:${key}`).map(normalise));
    this.#openings = new RegExp(`^(?:${anyOf(all('followUp'))})\\b`);
    this.#whole = new Set(all('ellipsis'));
    this.#asking = new RegExp(`\\b(?:${anyOf(all('ellipsis'))})\\b`);
  }

  /** True when it asks something else of the same subject ("et combien en 2025 ?"), not the same of another case. */
  asks(text: string): boolean {
    return this.#asking.test(normalise(text));
  }

  read(text: string): boolean {
    const normalised = normalise(text);
    return this.#openings.test(normalised) || this.#whole.has(normalised);
  }
}
