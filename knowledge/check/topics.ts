import type { Day } from '../facts.ts';
import type { KnowledgeData } from '../library.ts';
import type { Topic } from '../schema.ts';
import { leastReadable, readingEase } from './readability.ts';
import type { References } from './references.ts';
import type { Report } from './report.ts';
import { bareFigure, countWords, proseOf } from './text.ts';

/** Words that an answer has at most before "read more". */
export const mostAnswerWords = 80;

/** Holds one topic to the editorial rules, in every language that it is written in. */
export function checkTopic(
  topic: Topic,
  data: KnowledgeData,
  references: References,
  report: Report,
  today: Day,
): void {
  const key = `topic:${topic.id}`;
  for (const [i, id] of topic.related.entries()) {
    if (id === topic.id || !data.catalogue.topics.some((entry) => entry.id === id)) {
      report.error(key, ['related', i], `related topic "${id}" is not another topic of the catalogue`);
    }
  }
  for (const [i, id] of topic.contacts.entries()) {
    if (!data.places.some((place) => place.id === id)) {
      report.error(key, ['contacts', i], `no place "${id}" in places.yaml`);
    }
  }
  if (!topic.smallTalk && topic.axis !== 'accueil' && topic.sources.length === 0) {
    report.error(key, ['sources'], 'an answer needs at least one source');
  }
  if (topic.status === 'suspended' && !topic.suspended) {
    const remedy = 'add suspended: {reason: {fr: …}, since: AAAA-MM-JJ}';
    report.error(key, ['status'], 'a suspended topic says why and since when', remedy);
  }
  if (topic.reviewBy < today) {
    report.warn(
      key,
      ['reviewBy'],
      `this topic was due for review on ${topic.reviewBy}; its figures are withheld`,
    );
  }
  if (!topic.texts.en) report.warn(key, [], 'the English version is missing');
  for (const language of Object.keys(topic.texts)) checkTexts(topic, language, references, report);
}

function checkTexts(topic: Topic, language: string, references: References, report: Report): void {
  const key = `topic:${topic.id}`;
  const content = topic.texts[language];
  if (!content) return;
  for (const { path, text } of proseOf(topic, language)) {
    const figure = bareFigure(text);
    if (figure) {
      const remedy = 'put it in facts or places and refer to it as {id}';
      report.error(key, path, `${figure.what} stands in the text ("${figure.found}")`, remedy);
    }
    const [, group, index] = path;
    const entry = group === 'cases' ? content.cases[Number(index)] : undefined;
    references.check(key, path, text, entry?.when.date !== undefined);
  }
  const words = countWords(content.answer);
  if (words > mostAnswerWords) {
    const message = `the answer has ${words} words (${mostAnswerWords} at most)`;
    report.error(key, [language, 'answer'], message, 'move details to "more"');
  }
  content.cases.forEach(({ answer }, i) => {
    const length = countWords(answer);
    if (length <= mostAnswerWords) return;
    const message = `this case has ${length} words (${mostAnswerWords} at most)`;
    report.error(key, [language, 'cases', i, 'answer'], message);
  });
  content.tables.forEach(({ rows, columns }, i) => {
    if (rows.some((row) => row.length !== columns.length)) {
      report.error(key, [language, 'tables', i], 'a row has not as many cells as the table has columns');
    }
  });
  const ease = Math.round(readingEase(content.answer, language));
  if (ease < leastReadable && !topic.smallTalk) {
    const message = `the answer is hard to read (${ease}, ${leastReadable} wanted)`;
    report.warn(key, [language, 'answer'], message, 'shorten sentences, take plainer words');
  }
}
