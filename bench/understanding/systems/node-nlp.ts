import { join } from 'node:path';
import { NlpManager } from 'node-nlp';
import type { System } from '../system.ts';

const manager = new NlpManager({
  languages: ['fr', 'en'],
  autoSave: false,
  autoLoad: false,
  nlu: { log: false },
});

/** node-nlp with its default training, a classifier for each language and the language guessed: better than all in French. */
export const nodeNlp: System = {
  name: 'node-nlp',
  async learn(examples, folder) {
    for (const { text, topic, language } of examples) manager.addDocument(language, text, topic);
    await manager.train();
    manager.save(join(folder, 'node-nlp.json'), true);
  },
  async prepare(_examples, folder) {
    manager.load(join(folder, 'node-nlp.json'));
  },
  async rank(question) {
    const { classifications } = await manager.process(question);
    return classifications.map(({ intent }) => intent).filter((intent) => intent !== 'None');
  },
};
