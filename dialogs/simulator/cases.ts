import type { Answer, Answers, Evaluation, Input, Simulator } from '../../knowledge/simulators/index.ts';

/** More lines tell nobody anything. */
const mostCases = 12;

/** A result under answers that the person could not give. */
export interface Case {
  readonly assumed: Answers;
  readonly evaluation: Evaluation;
}

/** The results for every combination of what is not known; none when a day is among it, or when there are too many. */
export function casesOf(simulator: Simulator, answers: Answers, unknown: readonly string[]): Case[] {
  let combinations: Answers[] = [{}];
  for (const name of unknown) {
    const input = simulator.input(name);
    // An input that no case needs any more does not multiply them.
    const isNeeded = (assumed: Answers) =>
      simulator.evaluate({ ...answers, ...assumed }).missing.some((missing) => missing.name === name);
    combinations = combinations.flatMap((assumed) =>
      input && isNeeded(assumed)
        ? possibleAnswers(input).map((answer) => ({ ...assumed, [name]: answer }))
        : [assumed],
    );
    if (combinations.length > mostCases) return [];
  }
  return combinations
    .filter((assumed) => Object.keys(assumed).length > 0)
    .map((assumed) => ({ assumed, evaluation: simulator.evaluate({ ...answers, ...assumed }) }));
}

function possibleAnswers({ kind, choices = [], cases = [] }: Input): readonly Answer[] {
  switch (kind) {
    case 'choice':
      return choices;
    case 'yesNo':
      return [true, false];
    case 'number':
      return cases;
    case 'date':
      return [];
  }
}
