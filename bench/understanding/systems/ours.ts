import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowledgeFolder } from '../../../bot/paths.ts';
import { type KnowledgeData, loadKnowledgeData, toKnowledge } from '../../../knowledge/library.ts';
import { Understander } from '../../../understanding/index.ts';
import { packModel, unpackModel } from '../../../understanding/topics/model.ts';
import { learn } from '../../../understanding/topics/training.ts';
import type { System } from '../system.ts';

let understander: Understander;

/** The understanding of this project: a build writes two files, a start reads them back. */
export const ours: System = {
  name: 'ours',
  async learn(examples, folder) {
    const data = loadKnowledgeData(knowledgeFolder);
    writeFileSync(join(folder, 'model.bin'), packModel(learn(examples, data.lexicons)));
    writeFileSync(join(folder, 'knowledge.json'), JSON.stringify(data));
  },
  async prepare(_examples, folder) {
    const data = JSON.parse(readFileSync(join(folder, 'knowledge.json'), 'utf8')) as KnowledgeData;
    const model = unpackModel(readFileSync(join(folder, 'model.bin')));
    understander = new Understander(model, toKnowledge(data));
  },
  async rank(question) {
    return understander.topicsOf(question).map(({ id }) => id);
  },
};
