import MiniSearch from 'minisearch';
import { normalise } from '../../../understanding/text.ts';
import type { System } from '../system.ts';
import { type Hit, rankTopics } from '../topic-score.ts';

const index = new MiniSearch({
  fields: ['text'],
  storeFields: ['topic'],
  searchOptions: { fuzzy: 0.2, prefix: true },
});

/** MiniSearch on folded text (no case, no accent), forgiving of typos. */
export const miniSearch: System = {
  name: 'MiniSearch',
  async prepare(examples) {
    index.addAll(examples.map(({ text, topic }, id) => ({ id, text: normalise(text), topic })));
  },
  async rank(question) {
    return rankTopics(index.search(normalise(question)) as unknown as Hit[]);
  },
};
