/** How much each voice counts, and both together against what is out of scope. */
export interface EvidenceWeights {
  readonly margin: number;
  readonly nearness: number;
  /** Who speaks, for topics that only one kind of people asks about. */
  readonly speaker: number;
  readonly outOfScope: number;
}

/**
 * Numbers chosen on labelled questions by `npm run evaluate -- --fit`, never by cross-validation on the utterances:
 * that is far too pessimistic and would set the thresholds wrong.
 */
export const calibration = {
  /** Weight of the linear margin, of the nearness, of who speaks, and the sharpness of all together. */
  margin: 5,
  nearness: 5,
  speaker: 0.8,
  /** Added to what is out of scope: its class holds few of all the strange questions there are. */
  outOfScope: 1.5,
  /** From this probability the assistant answers at once: of 810 questions in scope 1.7 % are then answered wrong and 5 % sent back for a choice, of 151 out of scope 3 % answered. */
  answer: 0.6,
  /** From this one it offers its best guesses; below, it says that it did not understand. */
  clarify: 0.12,
  /** Long stories mislead: above this number of words the bar to answer at once is higher. */
  longMessageWords: 25,
  answerLong: 0.65,
  /** From this probability a message in the middle of a dialog is taken for a question of its own. */
  digression: 0.7,
  /** A clause that alone is this likely tells a second need: two thirds of those joined at random are found, 3 % of single needs get an offer in vain. */
  secondNeed: 0.85,
} as const;
