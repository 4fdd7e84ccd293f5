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
        // Which topic is found is measured by the evaluation; here the answers themselves are put to the proof.
        const understood = await ask({ q: question, today, language });
        const expected = answerOf(topics[0] as string, understood, today);
        const isFound = topics.includes(understood.topic ?? '');

        for (const part of says) {
          const isSaid = expected.includes(plain(part)) || (isFound && understood.text.includes(plain(part)));
          assert.ok(isSaid, `"${part}" is missing: ${expected}`);
        }
        for (const part of neverSays) {
          for (const text of [expected, ...(isFound ? [understood.text] : [])]) {
            assert.ok(!text.includes(plain(part)), `"${part}" stands in: ${text}`);
          }
        }
      });
    }
  });
}
