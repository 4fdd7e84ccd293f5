import type { KnowledgeData } from '../library.ts';
import type { Topic } from '../schema.ts';
import type { Report } from './report.ts';
import { fold, proseOf } from './text.ts';

/** A word is a cue of a topic from this many of its utterances and this share of all that hold it. */
const cue = { utterances: 6, share: 0.85 } as const;
/** Shorter words are grammar. */
const shortestWord = 3;
/** Words that begin alike are taken for forms of one word: all but so many last letters, and never fewer than so many first. */
const stem = { lessLast: 2, leastFirst: 4 } as const;

/**
 * Finds accidental cues: words that by chance stand in the utterances of one topic only, while its own text never says
 * them. Understanding would take any question that holds one for that topic.
 */
export function checkCues({ topics, outOfScope }: KnowledgeData, report: Report): void {
  for (const language of Object.keys(outOfScope)) {
    const counts = new Map<string, Map<Topic | undefined, number>>();
    const add = (text: string, topic?: Topic) => {
      for (const word of new Set(fold(text).split(' '))) {
        if (word.length < shortestWord || /\d/.test(word)) continue;
        const owners = counts.get(word) ?? new Map<Topic | undefined, number>();
        counts.set(word, owners.set(topic, (owners.get(topic) ?? 0) + 1));
      }
    };
    for (const topic of topics)
      for (const text of Object.values(topic.texts[language]?.utterances ?? {}).flat()) add(text, topic);
    for (const text of Object.values(outOfScope[language] ?? {}).flat()) add(text);

    for (const [word, owners] of counts) {
      const [most] = [...owners].sort(([, a], [, b]) => b - a);
      if (!most) continue;
      const [topic, number] = most;
      const total = [...owners.values()].reduce((sum, count) => sum + count, 0);
      if (!topic || topic.smallTalk || number < cue.utterances || number < cue.share * total) continue;
      if (says(topic, word)) continue;
      report.warn(
        `topic:${topic.id}`,
        [language, 'utterances'],
        `"${word}" stands in ${number} utterances here and in ${total - number} elsewhere, and the answer never says it: any question with it will come here`,
        'use it in utterances of other topics or in out-of-scope.yaml too, or vary it here',
      );
    }
  }
}

/** True when the topic's own text, in any language, says the word or a form of it. */
function says(topic: Topic, word: string): boolean {
  const beginning = word.slice(0, Math.max(stem.leastFirst, word.length - stem.lessLast));
  return Object.keys(topic.texts).some((language) =>
    proseOf(topic, language).some(({ text }) => ` ${fold(text)}`.includes(` ${beginning}`)),
  );
}
