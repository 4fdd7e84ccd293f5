import { holdsAnything } from '../../knowledge/circumstances.ts';
import type { Knowledge } from '../../knowledge/library.ts';
import { calibration } from '../../understanding/calibration.ts';
import type { Decision } from '../../understanding/decide.ts';
import type { Understanding } from '../../understanding/index.ts';
import { FollowUps } from '../shared/phrases.ts';
import type { Voice } from '../shared/voice.ts';
import type { Turn } from '../turn.ts';

/** A longer message says by itself what it is about. */
const followUpWords = 8;
/** So few words that only add a circumstance ("en CDD") go on with the last answer. */
const barePhraseWords = 4;
/** From this probability a message is understood by itself, however it begins. */
const sureAlone = 0.8;

/** Finds what a question means that goes on with the last answer. */
export class FollowUpTopics {
  readonly #followUps: FollowUps;

  constructor(
    private readonly knowledge: Knowledge,
    voice: Voice,
  ) {
    this.#followUps = new FollowUps(voice);
  }

  /** The topic of a question that only makes sense after the last answer: "et en 2023 ?", "combien ?", "où ça ?". */
  topicOf(
    turn: Turn,
    { wordCount, entities, candidates: alone }: Understanding,
    decision: Decision,
  ): string | undefined {
    const last = this.knowledge.topics.get(turn.data.history.at(-1) ?? '');
    if (!last || wordCount > followUpWords) return undefined;
    if (decision.kind === 'answer' && (alone[0]?.score ?? 0) >= sureAlone) return undefined;
    const isOpen = this.#followUps.read(turn.text);
    const saysMore = holdsAnything(entities);
    const isUnderstood = decision.kind === 'answer' || decision.kind === 'outOfScope';
    if (!isOpen && (isUnderstood || !saysMore || wordCount > barePhraseWords)) return undefined;
    // The same question of another case: "et en 2025 ?", "et pour un CDD ?".
    if (saysMore && !this.#followUps.asks(turn.text)) return last.id;
    // Said after the name of the last subject, an ellipsis is a whole question.
    const { candidates } = turn.understandAfter(last.id.replaceAll('-', ' '));
    const [likeliest] = candidates.filter(({ id }) => this.knowledge.topics.get(id)?.axis === last.axis);
    if (likeliest && likeliest.score >= calibration.answer) return likeliest.id;
    return saysMore ? last.id : undefined;
  }
}
