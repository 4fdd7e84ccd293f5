import { loadKnowledgeData, toKnowledge } from '../../knowledge/library.ts';
import { Understander } from '../../understanding/index.ts';
import { type Example, learn } from '../../understanding/topics/training.ts';
import { examplesOf } from '../brain.ts';
import { type Judged, judge } from './questions.ts';

/**
 * Learns from all utterances but every `folds`-th, and asks those, each fold in turn. Far too pessimistic for
 * thresholds — each utterance was written to differ from the others — but it needs no questions of others.
 */
export function judgeHeldOut(knowledgeFolder: string, folds: number): Judged[] {
  const data = loadKnowledgeData(knowledgeFolder);
  const knowledge = toKnowledge(data);
  const examples = examplesOf(data);
  return Array.from({ length: folds }, (_, fold) => {
    const isHeld = (_example: Example, i: number) => i % folds === fold;
    const model = learn(
      examples.filter((example, i) => !isHeld(example, i)),
      data.lexicons,
    );
    const asked = examples
      .filter(isHeld)
      .map(({ text, language, topic }) => ({ q: text, lang: language, style: 'held out', accept: [topic] }));
    return judge(asked, new Understander(model, knowledge));
  }).flat();
}
