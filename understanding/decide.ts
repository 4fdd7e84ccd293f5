import { calibration } from './calibration.ts';
import { outOfScopeId, type Understanding } from './index.ts';

/** What to do with a message: answer a topic, ask which of several, say that it is out of scope, or not understood. */
export type Decision =
  | { readonly kind: 'answer'; readonly topic: string }
  | { readonly kind: 'clarify' | 'outOfScope' | 'notUnderstood' };

/** Below this share of known words a message that no topic claims is taken for unreadable, not for another subject. */
const leastKnownShare = 0.34;

/** Decides by the thresholds of the calibration: pure, so that the dialog and the evaluation decide alike. */
export function decide({ candidates, wordCount, knownShare }: Understanding): Decision {
  const [best] = candidates;
  if (!best) return { kind: 'notUnderstood' };
  const bar = wordCount > calibration.longMessageWords ? calibration.answerLong : calibration.answer;
  const isSure = best.score >= bar;
  const isOutside = best.id === outOfScopeId;
  // Without one known word whatever is likeliest is so by chance.
  if (knownShare === 0 || (knownShare < leastKnownShare && (!isSure || isOutside)))
    return { kind: 'notUnderstood' };
  if (isOutside) return { kind: 'outOfScope' };
  if (isSure) return { kind: 'answer', topic: best.id };
  return { kind: best.score >= calibration.clarify ? 'clarify' : 'notUnderstood' };
}
