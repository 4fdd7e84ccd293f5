import Fuse from 'fuse.js';
import type { Example } from '../../../understanding/topics/training.ts';
import type { System } from '../system.ts';
import { rankTopics } from '../topic-score.ts';

/** Utterances looked at for each question. */
const hitLimit = 200;

let index: Fuse<Example>;

/** Fuse.js, the question compared as one string; its search word by word was right less often. */
export const fuse: System = {
  name: 'Fuse.js, 1 in 5',
  askEvery: 5,
  async prepare(examples) {
    index = new Fuse(examples, {
      keys: ['text'],
      includeScore: true,
      ignoreDiacritics: true,
      ignoreLocation: true,
      threshold: 0.4,
    });
  },
  async rank(question) {
    const hits = index.search(question, { limit: hitLimit });
    return rankTopics(hits.map(({ item, score = 1 }) => ({ topic: item.topic, score: 1 - score })));
  },
};
