import type { Between, Circumstances } from '../../knowledge/circumstances.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Answer, Answers, Input, SimulatorDefinition } from '../../knowledge/simulators/index.ts';

/** What was said of the case, as answers to a simulator's inputs: only what tells one value. */
export function answersFrom(definition: SimulatorDefinition, said: Circumstances, today: Day): Answers {
  return Object.fromEntries(
    definition.inputs.flatMap((input) => {
      const answer = answerFrom(input, said);
      return answer !== undefined && isSensible(input, answer, today) ? [[input.name, answer]] : [];
    }),
  );
}

/** Inputs that the case speaks of without telling one value (`told`: those it tells), such as a year where a day decides. */
export function vaguelySaid(definition: SimulatorDefinition, said: Circumstances, told: Answers): string[] {
  return definition.inputs.flatMap(({ name, entity }) => {
    const value = said[entity as keyof Circumstances];
    return entity !== undefined && value !== undefined && told[name] === undefined ? [name] : [];
  });
}

/** Answers with those taken where nothing is said: the input's default, "today" being the day itself; none for `except`. */
export function withDefaults(
  definition: SimulatorDefinition,
  answers: Answers,
  today: Day,
  except: readonly string[] = [],
): Answers {
  const defaults = definition.inputs.flatMap((input) =>
    input.default === undefined || except.includes(input.name)
      ? []
      : [[input.name, defaultOf(input, today)] as const],
  );
  return { ...Object.fromEntries(defaults), ...answers };
}

function defaultOf({ kind, default: value }: Input, today: Day): Answer {
  return kind === 'date' && value === 'today' ? today : (value as Answer);
}

function answerFrom(input: Input, said: Circumstances): Answer | undefined {
  const { entity } = input;
  if (entity === undefined) return undefined;
  if (entity.startsWith('public:'))
    return said.publics?.includes(entity.slice('public:'.length)) || undefined;
  if (entity === 'date') return said.date && said.date.from === said.date.to ? said.date.from : undefined;
  const value = said[entity as keyof Circumstances];
  if (typeof value === 'string') return chosen(input, value);
  if (typeof value === 'boolean') return value;
  return isBetween(value) && value.min === value.max ? chosen(input, value.min) : undefined;
}

/** A choice by the id that the entity gives; a number or day as it is. */
function chosen(input: Input, value: string | number): Answer | undefined {
  const { kind, choices = [], entityChoices = {} } = input;
  if (kind !== 'choice') return value;
  if (input.months && typeof value === 'number') return choiceOfMonths(input, value);
  const choice = entityChoices[value] ?? String(value);
  return choices.includes(choice) ? choice : undefined;
}

/** The choice that a length of time in months means. */
export function choiceOfMonths({ months = {} }: Input, value: number): string | undefined {
  return Object.entries(months).find(([, [from, below]]) => value >= from && value < below)?.[0];
}

/** True when an answer is one that the input can have. */
export function isSensible(input: Input, answer: Answer, today: Day): boolean {
  switch (input.kind) {
    case 'choice':
      return input.choices?.includes(String(answer)) ?? false;
    case 'yesNo':
      return typeof answer === 'boolean';
    case 'number':
      return (
        typeof answer === 'number' &&
        answer >= (input.min ?? Number.NEGATIVE_INFINITY) &&
        answer <= (input.max ?? Number.POSITIVE_INFINITY)
      );
    case 'date':
      return typeof answer === 'string' && answer >= (input.first ?? '') && answer <= lastDay(input, today);
  }
}

/** The last day that an input of date takes. */
export function lastDay({ last }: Input, today: Day): Day {
  return last === 'today' ? today : (last ?? '9999-12-31');
}

function isBetween(value: unknown): value is Between {
  return typeof value === 'object' && value !== null && 'min' in value;
}
