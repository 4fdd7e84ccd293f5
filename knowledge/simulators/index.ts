import type { FactBook } from '../facts.ts';
import { Simulator } from './engine.ts';
import type { SimulatorDefinition } from './schema.ts';

export type { Answer, Answers, Evaluation, Found, Simulator, Value } from './engine.ts';
export type { Input, SimulatorDefinition } from './schema.ts';

/** The simulators, by id and by the topics that begin them. */
export class Simulators {
  readonly #simulators: ReadonlyMap<string, Simulator>;

  constructor(definitions: readonly SimulatorDefinition[], facts: FactBook) {
    this.#simulators = new Map(
      definitions.map((definition) => [definition.id, new Simulator(definition, facts)]),
    );
  }

  get ids(): string[] {
    return [...this.#simulators.keys()];
  }

  get(id: string): Simulator | undefined {
    return this.#simulators.get(id);
  }

  /** The simulator that a topic begins. */
  ofTopic(topic: string): Simulator | undefined {
    return [...this.#simulators.values()].find(({ definition }) => definition.topics.includes(topic));
  }
}
