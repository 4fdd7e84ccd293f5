import type { FactBook } from '../facts.ts';
import { Simulator } from './engine.ts';
import type { SimulatorDefinition } from './schema.ts';

export type { Answer, Answers, Evaluation, Found, Simulator, Value } from './engine.ts';
export type { Input, SimulatorDefinition } from './schema.ts';

/** The simulators, each made ready the first time it is wanted. */
export class Simulators {
  readonly #definitions: ReadonlyMap<string, SimulatorDefinition>;
  readonly #facts: FactBook;
  readonly #ready = new Map<string, Simulator>();

  constructor(definitions: readonly SimulatorDefinition[], facts: FactBook) {
    this.#definitions = new Map(definitions.map((definition) => [definition.id, definition]));
    this.#facts = facts;
  }

  get ids(): string[] {
    return [...this.#definitions.keys()];
  }

  get(id: string): Simulator | undefined {
    const definition = this.#definitions.get(id);
    if (!definition) return undefined;
    const simulator = this.#ready.get(id) ?? new Simulator(definition, this.#facts);
    this.#ready.set(id, simulator);
    return simulator;
  }

  /** The simulator that a topic begins. */
  ofTopic(topic: string): Simulator | undefined {
    const definition = [...this.#definitions.values()].find(({ topics }) => topics.includes(topic));
    return definition && this.get(definition.id);
  }
}
