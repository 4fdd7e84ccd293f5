import { anyOf } from '../../understanding/phrases.ts';
import { normalise } from '../../understanding/text.ts';
import type { Voice } from '../shared/voice.ts';

/** What a person may say at a step of a guide. */
const meanings = ['done', 'blocked', 'back', 'again', 'stop', 'start'] as const;
export type GuideMeaning = (typeof meanings)[number];

/** Recognises what a message means to a guide, in every language of the locales. */
export class GuidePhrases {
  readonly #whole: ReadonlyMap<string, GuideMeaning>;
  readonly #polite: RegExp;
  readonly #blocked: RegExp;

  constructor(voice: Voice) {
    const all = (key: string) =>
      voice.languages.flatMap((language) => voice.list(language, `guide:phrases.${key}`).map(normalise));
    this.#whole = new Map(
      meanings.flatMap((meaning) => all(meaning).map((phrase): [string, GuideMeaning] => [phrase, meaning])),
    );
    const polite = anyOf(all('polite'));
    this.#polite = new RegExp(`^(?:(?:${polite}) )+|(?: (?:${polite}))+$`, 'g');
    this.#blocked = new RegExp(`^(?:${anyOf(all('blocked'))})\\b`);
  }

  /** The meaning of a whole message, with or without words of courtesy around it. */
  read(text: string): GuideMeaning | undefined {
    const said = normalise(text);
    return this.#whole.get(said) ?? this.#whole.get(said.replace(this.#polite, ''));
  }

  /** True when a message begins by telling a difficulty: "je n'arrive pas à créer le compte". */
  beginsBlocked(text: string): boolean {
    return this.#blocked.test(normalise(text).replace(this.#polite, ''));
  }
}
