import { type Question, readQuestions } from '../../bot/evaluation/questions.ts';
import { outOfScopeId } from '../../understanding/index.ts';
import { normalise } from '../../understanding/text.ts';
import type { Example } from '../../understanding/topics/training.ts';

export type { Question } from '../../bot/evaluation/questions.ts';

/** The questions in scope of a JSON lines file that are not word for word among the utterances learnt. */
export function questionsToAsk(file: string, examples: readonly Example[]): Question[] {
  const learnt = new Set(examples.map(({ text }) => normalise(text)));
  return readQuestions(file).filter(
    ({ q, accept }) => !accept.includes(outOfScopeId) && !learnt.has(normalise(q)),
  );
}
