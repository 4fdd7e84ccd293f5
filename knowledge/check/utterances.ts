import type { Topic } from '../schema.ts';
import type { Report } from './report.ts';
import { fold } from './text.ts';

/** Utterances that a topic needs: number in French, in another language, stories and indirect ones. */
export const wanted = { french: 30, translated: 10, stories: 4, indirect: 4, smallTalk: 12 } as const;
/** Two utterances that share this much of their words teach little more than one. */
const nearlyTheSame = 0.85;
/** Words in more utterances than this say nothing of likeness. */
const tooCommon = 400;

interface Placed {
  readonly topic: string;
  readonly path: readonly PropertyKey[];
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

/** Counts the utterances of each topic, and finds those that two topics share or that nearly repeat another. */
export function checkUtterances(topics: readonly Topic[], report: Report): void {
  for (const topic of topics) for (const language of Object.keys(topic.texts)) count(topic, language, report);
  const all = topics.flatMap(placed);
  shared(all, report);
  nearDuplicates(all, report);
}

function count(topic: Topic, language: string, report: Report): void {
  const utterances = topic.texts[language]?.utterances;
  if (!utterances) return;
  const key = `topic:${topic.id}`;
  const path = [language, 'utterances'];
  const { stories, indirect } = utterances;
  const number = Object.values(utterances).reduce((sum, list) => sum + list.length, 0);
  const least = topic.smallTalk ? wanted.smallTalk : language === 'fr' ? wanted.french : wanted.translated;
  if (number < least) report.warn(key, path, `${number} utterances (${least} wanted)`);
  if (language !== 'fr' || topic.smallTalk) return;
  if (stories.length < wanted.stories) {
    report.warn(key, path, `${stories.length} stories (${wanted.stories} wanted)`);
  }
  if (indirect.length < wanted.indirect) {
    report.warn(key, path, `${indirect.length} indirect utterances (${wanted.indirect} wanted)`);
  }
}

function placed(topic: Topic): Placed[] {
  return Object.entries(topic.texts).flatMap(([language, { utterances }]) =>
    Object.entries(utterances).flatMap(([group, list]) =>
      list.map((text, i) => ({
        topic: topic.id,
        path: [language, 'utterances', group, i],
        text,
        words: new Set(fold(text).split(' ')),
      })),
    ),
  );
}

function shared(all: readonly Placed[], report: Report): void {
  const owners = new Map<string, string>();
  for (const { topic, path, text } of all) {
    const folded = fold(text);
    const owner = owners.get(folded);
    if (owner !== undefined && owner !== topic) {
      report.error(
        `topic:${topic}`,
        path,
        `"${text}" is also an utterance of "${owner}"`,
        'keep it where it belongs',
      );
    } else if (owner === topic) report.warn(`topic:${topic}`, path, `"${text}" stands twice`);
    owners.set(folded, topic);
  }
}

function nearDuplicates(all: readonly Placed[], report: Report): void {
  const postings = new Map<string, number[]>();
  all.forEach(({ words }, i) => {
    for (const word of words) postings.set(word, [...(postings.get(word) ?? []), i].slice(-tooCommon));
  });
  all.forEach((one, i) => {
    if (one.words.size < 3) return;
    const common = new Map<number, number>();
    for (const word of one.words) {
      for (const other of postings.get(word) ?? []) {
        if (other < i) common.set(other, (common.get(other) ?? 0) + 1);
      }
    }
    for (const [j, both] of common) {
      const other = all[j] as Placed;
      const likeness = both / (one.words.size + other.words.size - both);
      if (likeness < nearlyTheSame || fold(one.text) === fold(other.text)) continue;
      report.warn(
        `topic:${one.topic}`,
        one.path,
        `"${one.text}" nearly repeats "${other.text}" (${other.topic})`,
      );
    }
  });
}
