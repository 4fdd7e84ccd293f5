import type { FactBook } from '../facts.ts';
import type { KnowledgeData } from '../library.ts';
import { Simulator } from '../simulators/engine.ts';
import type { SimulatorDefinition } from '../simulators/schema.ts';
import type { Report } from './report.ts';

/** Checks that the rules of every simulator can be read, stand on facts that exist, and are not due for review. */
export function checkSimulators(
  { simulators, topics }: KnowledgeData,
  facts: FactBook,
  usedFacts: Set<string>,
  report: Report,
  today: string,
): void {
  const known = new Set(topics.map(({ id }) => id));
  for (const definition of simulators) {
    const key = `simulator:${definition.id}`;
    if (definition.reviewBy < today)
      report.warn(
        key,
        ['reviewBy'],
        `the simulator "${definition.id}" was due for review on ${definition.reviewBy}`,
      );
    for (const topic of definition.topics)
      if (!known.has(topic)) report.error(key, ['topics'], `no topic "${topic}"`);
    for (const [name, { fact, on }] of Object.entries(definition.facts)) {
      usedFacts.add(fact);
      if (!facts.get(fact))
        report.error(key, ['facts', name], `no fact "${fact}"`, 'add it to knowledge/facts');
      if (definition.inputs.find((input) => input.name === on)?.kind !== 'date')
        report.error(key, ['facts', name], `"${on}" is no input of date`);
    }
    if (Object.values(definition.facts).every(({ fact }) => facts.get(fact)))
      checkRules(definition, facts, report);
  }
}

/** Publicodes names the rule that it cannot read. */
function checkRules(definition: SimulatorDefinition, facts: FactBook, report: Report): void {
  try {
    new Simulator(definition, facts).evaluate({});
  } catch (error) {
    const [line = ''] = String((error as Error).message)
      .split('\n')
      .filter((text) => text.trim() !== '')
      .slice(-1);
    report.error(`simulator:${definition.id}`, ['rules'], `these rules cannot be read: ${line.trim()}`);
  }
}
