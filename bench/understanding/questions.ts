import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { outOfScopeId } from '../../understanding/index.ts';
import { normalise } from '../../understanding/text.ts';
import type { Example } from '../../understanding/training.ts';

const lineSchema = z.object({
  q: z.string(),
  lang: z.string(),
  style: z.string(),
  accept: z.array(z.string()).min(1),
});

export type Question = z.infer<typeof lineSchema>;

/** The questions in scope of a JSON lines file that are not word for word among the utterances learnt; an error names the line and nothing of what it says. */
export function readQuestions(file: string, examples: readonly Example[]): Question[] {
  const learnt = new Set(examples.map(({ text }) => normalise(text)));
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, `${file}:${i + 1}`)]))
    .filter(({ q, accept }) => !accept.includes(outOfScopeId) && !learnt.has(normalise(q)));
}

function parseLine(line: string, where: string): Question {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    throw new Error(`${where}: expected {q, lang, style, accept}`);
  }
}
