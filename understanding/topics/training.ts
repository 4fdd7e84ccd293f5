import { Reader, type WordLists } from '../reading.ts';
import { train } from './classifier.ts';
import { countWordFeatures, learnFeatures, Vectoriser } from './features.ts';
import type { Model } from './model.ts';
import { invert } from './neighbours.ts';
import { learnSpeakers } from './speakers.ts';

/** One phrasing of a topic, in one language. */
export interface Example {
  readonly text: string;
  readonly topic: string;
  readonly language: string;
  /** Who asks it, where only one kind of people does. */
  readonly speaker?: string;
}

/** Learns a model from examples; deterministic: same examples and lists, same model. */
export function learn(examples: readonly Example[], lists: Readonly<Record<string, WordLists>>): Model {
  const classes = [...new Set(examples.map((example) => example.topic))].sort();
  const vocabulary = countWords(examples, lists);
  const reader = new Reader(vocabulary, lists);
  const documents = examples.map((example) => reader.read(example.text).expanded);
  const { features, idf } = learnFeatures(documents);
  const vectoriser = new Vectoriser(features, idf);
  const vectors = documents.map((document) => vectoriser.vector(document));
  const labels = Uint16Array.from(examples, (example) => classes.indexOf(example.topic));
  return {
    classes,
    features,
    idf,
    linear: train(vectors, [...labels], classes.length, features.length),
    postings: invert(vectors, countWordFeatures(features)),
    labels,
    vocabulary,
    languages: countByLanguage(examples, reader),
    speakers: learnSpeakers(
      vectors,
      labels,
      classes.map((id) => examples.find(({ topic }) => topic === id)?.speaker),
      features.length,
    ),
  };
}

/** How often each word occurs in the utterances, after respelling: what the corrector holds for right. */
function countWords(
  examples: readonly Example[],
  lists: Readonly<Record<string, WordLists>>,
): Map<string, number> {
  const reader = new Reader(new Map(), lists);
  const counts = new Map<string, number>();
  for (const example of examples) {
    for (const word of reader.read(example.text).words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function countByLanguage(examples: readonly Example[], reader: Reader): Record<string, Map<string, number>> {
  const counts: Record<string, Map<string, number>> = {};
  for (const example of examples) {
    counts[example.language] ??= new Map();
    const words = counts[example.language] as Map<string, number>;
    for (const word of new Set(reader.read(example.text).words)) words.set(word, (words.get(word) ?? 0) + 1);
  }
  return counts;
}
