import assert from 'node:assert/strict';
import { z } from 'zod';
import { answerOf, ask, plain, readCases } from '../support/transcripts.ts';

const phrases = z.array(z.string()).default([]);
const schema = z.object({
  traps: z.array(
    z
      .object({
        question: z.string(),
        language: z.string().optional(),
        today: z.string().default('2026-11-25'),
        topics: z.array(z.string()).min(1),
        says: phrases,
        neverSays: phrases,
        why: z.string(),
      })
      .strict(),
  ),
});

/** What people and pages get wrong: the answer must not fall in. */
for (const { file, content } of readCases('traps', schema)) {
  describe(`Traps of ${file}`, () => {
    for (const { question, language, today, topics, says, neverSays, why } of content.traps) {
      it(`${question} (${why})`, async () => {
        // Which topic is found is measured by the evaluation; here the answer itself is put to the proof.
        const understood = await ask({ q: question, today, language });
        const isFound = topics.includes(understood.topic ?? '');
        const text = isFound ? understood.text : answerOf(topics[0] as string, understood, today);

        for (const part of says) assert.ok(text.includes(plain(part)), `"${part}" is missing: ${text}`);
        for (const part of neverSays) assert.ok(!text.includes(plain(part)), `"${part}" stands in: ${text}`);
      });
    }
  });
}
