import { frenchTypography } from '../knowledge/typography.ts';
import en from '../locales/en/widget.json' with { type: 'json' };
import fr from '../locales/fr/widget.json' with { type: 'json' };

export type Language = 'fr' | 'en';
export type Strings = Readonly<Record<keyof typeof fr, string>>;

const languages: Readonly<Record<Language, Strings>> = { fr, en };

/** The first of the languages asked for that we speak; French when we speak none. */
export function spokenLanguage(...asked: (string | undefined)[]): Language {
  for (const tag of asked) {
    const primary = tag?.split('-')[0]?.toLowerCase();
    if (primary === 'fr' || primary === 'en') return primary;
  }
  return 'fr';
}

/** The sentences of the interface, with the spaces and apostrophes that French wants. */
export function stringsOf(language: Language): Strings {
  if (language !== 'fr') return languages[language];
  const polished = Object.entries(fr).map(([key, text]) => [key, frenchTypography(text)]);
  return Object.fromEntries(polished) as Strings;
}
