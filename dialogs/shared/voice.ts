import i18next, { type i18n, type Resource } from 'i18next';
import { frenchTypography } from '../../knowledge/typography.ts';

export type Sentences = Readonly<Record<string, unknown>>;
/** Language → namespace → sentences, as read from `locales/<lang>/<namespace>.json`. */
export type Locales = Readonly<Record<string, Readonly<Record<string, Sentences>>>>;

/** Says the sentences of the locales in a language, French where a translation is missing. */
export class Voice {
  readonly #i18n: i18n;
  readonly languages: readonly string[];

  constructor(locales: Locales) {
    this.languages = Object.keys(locales);
    this.#i18n = i18next.createInstance();
    void this.#i18n.init({
      initAsync: false,
      resources: locales as Resource,
      fallbackLng: 'fr',
      ns: [...new Set(Object.values(locales).flatMap(Object.keys))],
      defaultNS: 'dialogs',
      // Replies are plain data: each channel makes them harmless for what it shows.
      interpolation: { escapeValue: false, skipOnVariables: true },
      returnNull: false,
      showSupportNotice: false,
    });
  }

  /** The language to answer in: the wanted one when it is spoken here, French otherwise. */
  spoken(language: string | undefined): string {
    return language !== undefined && this.languages.includes(language) ? language : 'fr';
  }

  say(language: string, key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const sentence = this.#i18n.t(key, { lng: language, ...values });
    return language === 'fr' ? frenchTypography(sentence) : sentence;
  }

  /** A sentence that may not exist. */
  find(
    language: string,
    key: string,
    values: Readonly<Record<string, string | number>> = {},
  ): string | undefined {
    return this.#i18n.exists(key, { lng: language }) ? this.say(language, key, values) : undefined;
  }

  /** A sentence as written, its places still open. */
  template(language: string, key: string): string {
    return this.#i18n.t(key, { lng: language, skipInterpolation: true });
  }

  /** A template with the values of its places, by the names written there. */
  fill(language: string, template: string, values: Readonly<Record<string, string>>): string {
    const sentence = template.replace(/\{\{([^}]+)\}\}/g, (whole, name: string) => values[name] ?? whole);
    return language === 'fr' ? frenchTypography(sentence) : sentence;
  }

  /** One of several wordings of a sentence: the one at `turn` modulo their number. */
  vary(language: string, key: string, turn: number): string {
    const ways = this.list(language, key);
    return ways.length === 0 ? this.say(language, key) : this.say(language, `${key}.${turn % ways.length}`);
  }

  /** The phrases listed under a key; none when the key holds no list. */
  list(language: string, key: string): readonly string[] {
    const ways: unknown = this.#i18n.t(key, { lng: language, returnObjects: true });
    if (!Array.isArray(ways)) return [];
    return ways.map((way) => (language === 'fr' ? frenchTypography(String(way)) : String(way)));
  }
}
