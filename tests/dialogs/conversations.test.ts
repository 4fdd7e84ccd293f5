import assert from 'node:assert/strict';
import { z } from 'zod';
import { audiences } from '../../knowledge/schema.ts';
import { ask, plain, readCases, turnSchema } from '../support/transcripts.ts';

const schema = z.object({
  conversations: z.array(
    z
      .object({
        name: z.string(),
        today: z.string().default('2026-11-25'),
        language: z.string().optional(),
        audience: z.enum(audiences).optional(),
        turns: z.array(turnSchema).min(1),
      })
      .strict(),
  ),
});

for (const { file, content } of readCases('conversations', schema)) {
  describe(`Conversations of ${file}`, () => {
    for (const { name, today, language, audience, turns } of content.conversations) {
      it(name, async () => {
        const id = `${file} ${name}`;
        for (const [i, { said, outcome, topic, says, neverSays }] of turns.entries()) {
          const first = i === 0 ? { language, audience } : {};
          const result = await ask({ q: said, today, conversation: id, ...first });

          const told = `"${said}" got ${result.outcome} ${result.topic}: ${result.text}`;
          if (outcome !== undefined) assert.equal(result.outcome, outcome, told);
          if (topic !== undefined) assert.equal(result.topic, topic, told);
          for (const part of says)
            assert.ok(result.text.includes(plain(part)), `"${part}" is missing: ${told}`);
          for (const part of neverSays)
            assert.ok(!result.text.includes(plain(part)), `"${part}" stands in: ${told}`);
        }
      });
    }
  });
}
