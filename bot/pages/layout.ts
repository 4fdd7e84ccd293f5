import type { Voice } from '../../dialogs/shared/voice.ts';
import { frenchTypography } from '../../knowledge/typography.ts';
import { escapeHtml } from './html.ts';

/** The frame of our pages: head, logos, languages; HTML without JavaScript, made to be printed. */
export class PageLayout {
  constructor(private readonly voice: Voice) {}

  /** A whole page; `path` is its address, for the link to the other language; none where it exists in one only. */
  page(title: string, language: string, path: string | undefined, body: string): string {
    const say = (key: string) => escapeHtml(this.voice.say(language, `fiches:${key}`));
    const heading = escapeHtml(language === 'fr' ? frenchTypography(title) : title);
    const others = path === undefined ? [] : this.voice.languages.filter((other) => other !== language);
    const otherLinks = others.map(
      (other) =>
        `<a href="${addressOf(path as string, other)}" lang="${other}" hreflang="${other}">${escapeHtml(this.voice.say(language, 'fiches:otherLanguage'))}</a>`,
    );
    const logos = ['ville', 'france-travail'].map(
      (name) => `<img src="/pages/logos/${name}.svg" alt="${say(`logos.${name}`)}" height="56">`,
    );
    return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} – ${say('site')}</title>
<link rel="stylesheet" href="/pages/fiche.css">
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
<header><div class="logos">${logos.join('')}</div><p class="site">${say('site')}</p><p class="languages">${otherLinks.join(' ')}</p></header>
<main id="content">
<h1>${heading}</h1>
${body}
</main>
</body>
</html>
`;
  }
}

/** A page's address in a language. */
export function addressOf(path: string, language: string): string {
  return language === 'fr' ? path : `${path}?lang=${language}`;
}
