import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressChecker } from '../dialogs/address/address-dialog.ts';
import { AlternanceDialog } from '../dialogs/alternance/alternance-dialog.ts';
import { ConventionDialog } from '../dialogs/convention/convention-dialog.ts';
import { DiagnosticDialog } from '../dialogs/diagnostic/diagnostic-dialog.ts';
import { EmploisFrancsDialog } from '../dialogs/emplois-francs/emplois-francs-dialog.ts';
import { MainDialog } from '../dialogs/main/main-dialog.ts';
import { TopicReplies } from '../dialogs/shared/topic-reply.ts';
import { type Locales, Voice } from '../dialogs/shared/voice.ts';
import type { ResultLinks } from '../dialogs/simulator/result-links.ts';
import { type Knowledge, type KnowledgeData, loadKnowledgeData, toKnowledge } from '../knowledge/library.ts';
import type { Suspensions } from '../knowledge/suspensions.ts';
import { outOfScopeId, Understander } from '../understanding/index.ts';
import { type Model, packModel, unpackModel } from '../understanding/topics/model.ts';
import { type Example, learn } from '../understanding/topics/training.ts';
import { distFolder, knowledgeFolder, localesFolder } from './paths.ts';

/** What the assistant thinks and speaks with. */
export interface Brain {
  readonly knowledge: Knowledge;
  readonly understander: Understander;
  readonly voice: Voice;
  readonly replies: TopicReplies;
  readonly main: MainDialog;
}

/** In the catalogue, the audience of a topic that anybody asks about. */
const everybody = '*';
/** What a running server adds to the content. */
export interface Surroundings {
  readonly suspensions?: Suspensions;
  readonly publicUrl?: string;
  readonly addressChecker?: AddressChecker;
  readonly resultLinks?: ResultLinks;
}

const files = { knowledge: join(distFolder, 'knowledge.json'), model: join(distFolder, 'model.bin') };

/** Reads the content, holds it to its schemas and learns its utterances; a ContentError names what is wrong. */
export function buildBrain(): void {
  const data = loadKnowledgeData(knowledgeFolder);
  writeFileSync(files.model, packModel(learn(examplesOf(data), data.lexicons)));
  writeFileSync(files.knowledge, JSON.stringify(data));
}

/** Reads what the build wrote and puts it together. */
export function readBrain(surroundings?: Surroundings): Brain {
  const { data, model } = readBuilt();
  return assemble(data, model, readLocales(localesFolder), surroundings);
}

/** The knowledge and the model by themselves. */
export function readParts(): { knowledge: Knowledge; model: Model } {
  const { data, model } = readBuilt();
  return { knowledge: toKnowledge(data), model };
}

function readBuilt(): { data: KnowledgeData; model: Model } {
  if (!existsSync(files.model)) throw new Error('nothing is built yet: run "npm run build" first');
  const data = JSON.parse(readFileSync(files.knowledge, 'utf8')) as KnowledgeData;
  return { data, model: unpackModel(readFileSync(files.model)) };
}

/** Puts the parts together: knowledge, understanding, voice and dialogs. */
export function assemble(
  data: KnowledgeData,
  model: Model,
  locales: Locales,
  { suspensions, publicUrl, addressChecker, resultLinks }: Surroundings = {},
): Brain {
  const knowledge = toKnowledge(data);
  const voice = new Voice(locales);
  const replies = new TopicReplies(knowledge, voice, suspensions, publicUrl);
  const axes = [
    new EmploisFrancsDialog(replies),
    new AlternanceDialog(replies),
    new ConventionDialog(knowledge, replies, voice),
    new DiagnosticDialog(knowledge, replies, voice),
  ];
  return {
    knowledge,
    voice,
    replies,
    understander: new Understander(model, knowledge),
    main: new MainDialog(knowledge, replies, voice, axes, addressChecker, resultLinks),
  };
}

/** Every utterance of the topics and their titles, and the utterances of what is out of scope, as examples to learn from. */
export function examplesOf(data: Pick<KnowledgeData, 'topics' | 'outOfScope' | 'catalogue'>): Example[] {
  const audiences = new Map(data.catalogue.topics.map(({ id, audience }) => [id, audience]));
  const inScope = data.topics.flatMap(({ id, texts }) => {
    const audience = audiences.get(id);
    const speaker = audience === everybody ? undefined : audience;
    return Object.entries(texts).flatMap(([language, { title, utterances }]) =>
      [title, ...Object.values(utterances).flat()].map((text) => ({ text, topic: id, language, speaker })),
    );
  });
  const outOfScope = Object.entries(data.outOfScope).flatMap(([language, { near, far }]) =>
    [...near, ...far].map((text) => ({ text, topic: outOfScopeId, language })),
  );
  return [...inScope, ...outOfScope];
}

/** Reads `locales/<lang>/<namespace>.json`. */
export function readLocales(folder: string): Locales {
  return Object.fromEntries(
    readdirSync(folder).map((language) => [
      language,
      Object.fromEntries(
        readdirSync(join(folder, language))
          .filter((file) => file.endsWith('.json'))
          .map((file) => [
            file.replace('.json', ''),
            JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Record<string, unknown>,
          ]),
      ),
    ]),
  );
}
