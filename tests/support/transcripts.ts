import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ZodType, z } from 'zod';
import { Asker, type Question } from '../../bot/asker.ts';
import type { TurnResult } from '../../bot/assistant.ts';
import { readBrain } from '../../bot/brain.ts';
import { textOfReply } from '../../bot/channels/text.ts';
import { outcomes } from '../../dialogs/reply.ts';

const phrases = z.array(z.string()).default([]);

/** One turn of a transcript: what is said, and what the bot must make of it. */
export const turnSchema = z
  .object({
    said: z.string(),
    outcome: z.enum(outcomes).optional(),
    topic: z.string().nullable().optional(),
    says: phrases,
    neverSays: phrases,
  })
  .strict();

/** Every YAML file of a folder of tests, held to a schema. */
export function readCases<T>(folder: string, schema: ZodType<T>): { file: string; content: T }[] {
  const path = join(import.meta.dirname, '..', folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .map((file) => ({ file, content: schema.parse(parse(readFileSync(join(path, file), 'utf8'))) }));
}

const brain = readBrain();
const asker = new Asker(brain);

/** Asks the whole bot; the reply's text has ordinary spaces and apostrophes, as test files are typed. */
export async function ask(question: Question): Promise<TurnResult & { text: string }> {
  const result = await asker.ask(question);
  return { ...result, text: plain(textOfReply(result.reply)) };
}

/** What a topic answers to what a question told, whichever topic the question was taken for. */
export function answerOf(id: string, { understanding, reply }: TurnResult, today: string): string {
  const topic = brain.knowledge.topics.get(id);
  if (!topic) throw new Error(`no topic "${id}"`);
  const { language } = reply;
  const blocks = brain.replies.answer(topic, language, today, understanding?.entities ?? {});
  return plain(textOfReply({ language, blocks }));
}

export function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replace(/’/g, "'");
}
