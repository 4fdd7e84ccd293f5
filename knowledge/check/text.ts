import type { Topic, TopicText } from '../schema.ts';

/** A text of a topic that a person reads, with its path in the file. */
export interface Prose {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** Every text of a topic in one language, except its utterances. */
export function proseOf(topic: Topic, language: string): Prose[] {
  const content: TopicText | undefined = topic.texts[language];
  if (!content) return [];
  const prose: Prose[] = [];
  const add = (text: string | undefined, ...path: PropertyKey[]) => {
    if (text !== undefined) prose.push({ path: [language, ...path], text });
  };
  add(content.title, 'title');
  add(content.answer, 'answer');
  add(content.more, 'more');
  content.cases.forEach((entry, i) => add(entry.answer, 'cases', i, 'answer'));
  content.steps.forEach((step, i) => add(step, 'steps', i));
  content.documents.forEach((document, i) => add(document, 'documents', i));
  content.tables.forEach((table, i) => {
    add(table.caption, 'tables', i, 'caption');
    table.columns.forEach((cell, c) => add(cell, 'tables', i, 'columns', c));
    table.rows.forEach((row, r) => row.forEach((cell, c) => add(cell, 'tables', i, 'rows', r, c)));
  });
  return prose;
}

const months =
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|april|may|june|july|august|september|october|november|december';
const figures: readonly [RegExp, string][] = [
  [/\d[\d\s.,\u00a0\u202f]*(€|euros?\b|EUR\b)|€\s?\d/i, 'an amount of money'],
  [/\d[\d.,]*\s?%|\d\s+(pour cent|per ?cent)\b/i, 'a percentage'],
  [/\b0\d([ .\u00a0\u202f-]?\d{2}){4}\b|\+33\s?\d|\b(39\d{2}|3114|3018)\b/, 'a phone number'],
  [
    /\b\d{1,4}( ?(bis|ter))?,? (rue|avenue|boulevard|chemin|place|route|cours|impasse|allée|voie)\b|\b\d{5} [A-ZÉ]/i,
    'a postal address',
  ],
  [
    new RegExp(
      `\\b\\d{1,2}(er|st|nd|rd|th)? (${months}) \\d{4}|\\b\\d{1,2}/\\d{1,2}/\\d{4}|\\b\\d{4}-\\d{2}-\\d{2}\\b`,
      'i',
    ),
    'a full date',
  ],
];

/** What figure stands bare in a text, once its references and links are taken out; undefined when none does. */
export function bareFigure(text: string): { what: string; found: string } | undefined {
  const prose = text.replace(/\{[^}]*\}/g, '').replace(/\]\([^)]*\)/g, ']');
  for (const [pattern, what] of figures) {
    const found = pattern.exec(prose)?.[0];
    if (found !== undefined) return { what, found: found.trim() };
  }
  return undefined;
}

/** Words of a text as a reader counts them; a reference counts for one. */
export function countWords(text: string): number {
  return text
    .replace(/\{[^}]*\}/g, 'x')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Lower case, no accents, one space between words. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase()
    .trim();
}
