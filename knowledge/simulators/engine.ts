import Engine from 'publicodes';
import { addDays, addMonths } from '../days.ts';
import type { Day, FactBook } from '../facts.ts';
import type { Fact } from '../schema.ts';
import type { Input, SimulatorDefinition } from './schema.ts';

/** An answer to an input: a choice's id, a number, a day, or yes or no. */
export type Answer = string | number | boolean;
export type Answers = Readonly<Record<string, Answer>>;

/** A value found by the rules. */
export type Value =
  | { readonly kind: 'number'; readonly value: number; readonly unit: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'day'; readonly value: Day };

/** What one outcome comes to. */
export interface Found {
  readonly name: string;
  /** `unknown`: it applies, and its amount on that day is not known; `open`: answers are missing. */
  readonly state: 'yes' | 'no' | 'unknown' | 'open';
  readonly amount?: Value;
  /** The only condition that fails, when all but one hold. */
  readonly nearly?: string;
}

export interface Evaluation {
  readonly found: readonly Found[];
  /** Inputs still to ask, in the order of the definition; none when the result is whole. */
  readonly missing: readonly Input[];
}

const units: Partial<Record<Fact['unit'], string>> = {
  EUR: ' €',
  percent: ' %',
  months: ' mois',
  days: ' jour',
  hours: ' h',
  years: ' an',
};

/** The rules of one simulator, with the dated facts they stand on: pure, without state between evaluations. */
export class Simulator {
  #made: Engine | undefined;
  #situation = '';

  constructor(
    readonly definition: SimulatorDefinition,
    private readonly facts: FactBook,
  ) {}

  /** Made for the first evaluation; throws a PublicodesError that names the rule when a rule cannot be read. */
  get #engine(): Engine {
    const { definition, facts } = this;
    const rules = () => ({
      ...inputRules(definition.inputs),
      ...factRules(definition, facts),
      ...definition.rules,
    });
    this.#made ??= new Engine(rules() as never, { logger: silent, strict: { situation: false } });
    return this.#made;
  }

  input(name: string): Input | undefined {
    return this.definition.inputs.find((input) => input.name === name);
  }

  /** What the answers come to, and which inputs they still lack. */
  evaluate(answers: Answers): Evaluation {
    this.set(answers);
    const missing = new Set<string>();
    const read = (rule: string) => {
      const { nodeValue, missingVariables } = this.#engine.evaluate(rule);
      if (nodeValue === undefined) for (const name of Object.keys(missingVariables)) missing.add(name);
      return nodeValue;
    };
    const found = this.definition.outcomes.map(({ name, when, amount, conditions }): Found => {
      const applies = when === undefined ? true : read(when);
      if (applies === undefined) return { name, state: 'open' };
      if (applies !== true) {
        const failing = conditions.filter((condition) => read(condition) !== true);
        return { name, state: 'no', ...(failing.length === 1 && { nearly: failing[0] as string }) };
      }
      if (amount === undefined) return { name, state: 'yes' };
      if (read(amount) === undefined) return { name, state: 'open' };
      const value = this.valueOf(amount);
      return value ? { name, state: 'yes', amount: value } : { name, state: 'unknown' };
    });
    return { found, missing: this.definition.inputs.filter(({ name }) => missing.has(name)) };
  }

  /** The value of a rule, an input or a deadline under some answers; undefined where it has none. */
  value(name: string, answers: Answers): Value | undefined {
    this.set(answers);
    const deadline = this.definition.deadlines[name];
    if (!deadline) return this.valueOf(name);
    const from = answers[deadline.from];
    const { months, days } = deadline;
    const count = this.valueOf(months ?? days ?? '');
    if (typeof from !== 'string' || count?.kind !== 'number') return undefined;
    return { kind: 'day', value: months ? addMonths(from, count.value) : addDays(from, count.value) };
  }

  private set(answers: Answers): void {
    const situation = Object.fromEntries(
      this.definition.inputs.flatMap((input) => {
        const answer = answers[input.name];
        return answer === undefined ? [] : [[input.name, written(input, answer)]];
      }),
    );
    // Setting the same again would throw away all that was worked out.
    const key = JSON.stringify(situation);
    if (key === this.#situation) return;
    this.#situation = key;
    this.#engine.setSituation(situation);
  }

  private valueOf(rule: string): Value | undefined {
    const { nodeValue, unit } = this.#engine.evaluate(rule);
    if (typeof nodeValue === 'number') {
      const written = [...(unit?.numerators ?? []), ...(unit?.denominators ?? []).map((part) => `/${part}`)];
      return { kind: 'number', value: nodeValue, unit: written.join('') };
    }
    if (typeof nodeValue === 'boolean') return { kind: 'boolean', value: nodeValue };
    if (typeof nodeValue !== 'string') return undefined;
    const [, date, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(nodeValue) ?? [];
    return year ? { kind: 'day', value: `${year}-${month}-${date}` } : { kind: 'text', value: nodeValue };
  }
}

/** An answer as Publicodes reads it. */
function written({ kind, unit }: Input, answer: Answer): string | number {
  switch (kind) {
    case 'choice':
      return `'${answer}'`;
    case 'number':
      return unit === undefined ? Number(answer) : `${answer} ${unit}`;
    case 'yesNo':
      return answer ? 'oui' : 'non';
    case 'date':
      return frenchDay(String(answer));
  }
}

function inputRules(inputs: readonly Input[]): Record<string, unknown> {
  return Object.fromEntries(
    inputs.map(({ name, kind, choices, unit }) => {
      switch (kind) {
        case 'choice':
          return [
            name,
            { question: name, 'une possibilité': (choices ?? []).map((choice) => `'${choice}'`) },
          ];
        case 'number':
          return [name, { question: name, ...(unit && { unité: unit }) }];
        case 'yesNo':
          return [name, { question: name, type: 'booléen' }];
        case 'date':
          return [name, { question: name, type: 'date' }];
      }
    }),
  );
}

/** A fact as a rule: its value by period of the deciding day; outside of every period it has none, which is "not known". */
function factRules({ facts }: SimulatorDefinition, book: FactBook): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, { fact: id, on }]) => {
      const fact = book.get(id);
      if (!fact) throw new Error(`the fact "${id}" does not exist`);
      const unit = units[fact.unit] ?? '';
      const variations = fact.values.map(({ value, validFrom, validTo }) => ({
        si: {
          'toutes ces conditions': [
            `${on} >= ${frenchDay(validFrom)}`,
            // What is in force today is known until it is looked at again, no longer.
            `${on} <= ${frenchDay(validTo ?? fact.reviewBy)}`,
          ],
        },
        alors: fact.unit === 'date' ? frenchDay(String(value)) : `${value}${unit}`,
      }));
      return [name, { titre: fact.label, variations }];
    }),
  );
}

function frenchDay(day: Day): string {
  return day.split('-').reverse().join('/');
}

const silent = { log() {}, warn() {}, error() {} };
