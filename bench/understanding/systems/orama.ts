import { create, insertMultiple, search } from '@orama/orama';
import { language, stemmer } from '@orama/stemmers/french';
import type { System } from '../system.ts';
import { rankTopics } from '../topic-score.ts';

/** Utterances looked at for each question. */
const hitLimit = 200;

const index = create({
  schema: { text: 'string', topic: 'string' } as const,
  components: { tokenizer: { stemming: true, stemmer, language } },
});

/** Orama full-text search with French stemming. */
export const orama: System = {
  name: 'Orama',
  async prepare(examples) {
    await insertMultiple(
      index,
      examples.map(({ text, topic }) => ({ text, topic })),
    );
  },
  async rank(question) {
    const { hits } = await search(index, { term: question, properties: ['text'], limit: hitLimit });
    return rankTopics(hits.map(({ document, score }) => ({ topic: document.topic, score })));
  },
};
