import type { Knowledge } from '../../knowledge/library.ts';
import { calibration } from '../../understanding/calibration.ts';
import { Understander } from '../../understanding/index.ts';
import type { Model } from '../../understanding/topics/model.ts';
import { judge, type Question, shareOf } from './questions.ts';

interface Fitted {
  readonly margin: number;
  readonly nearness: number;
  readonly outOfScope: number;
  /** Mean of −log of the probability given to what is right. */
  readonly loss: number;
  /** Share of the questions whose first candidate is right. */
  readonly first: number;
}

const tried = {
  margin: [4, 5, 6, 7],
  nearness: [1, 3, 5, 7],
  outOfScope: [0, 0.3, 0.6, 0.9, 1.2],
} as const;
/** A wrong answer given for certain costs no more than this probability would. */
const leastProbability = 1e-3;

/** Tries weights of the voices on labelled questions; best first. */
export function fitWeights(questions: readonly Question[], knowledge: Knowledge, model: Model): Fitted[] {
  return tried.margin
    .flatMap((margin) =>
      tried.nearness.flatMap((nearness) =>
        tried.outOfScope.map((outOfScope): Fitted => {
          const judged = judge(
            questions,
            new Understander(model, knowledge, { ...calibration, margin, nearness, outOfScope }),
          );
          const losses = judged.map(({ accept, understanding: { candidates } }) => {
            const right = candidates.filter(({ id }) => accept.includes(id));
            const probability = right.reduce((sum, { score }) => sum + score, 0);
            return -Math.log(Math.max(leastProbability, probability));
          });
          const loss = losses.reduce((sum, one) => sum + one, 0) / judged.length;
          return { margin, nearness, outOfScope, loss, first: shareOf(judged, ({ isFirst }) => isFirst) };
        }),
      ),
    )
    .sort((a, b) => a.loss - b.loss);
}
