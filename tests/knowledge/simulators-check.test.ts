import assert from 'node:assert/strict';
import { knowledgeFolder } from '../../bot/paths.ts';
import { checkKnowledge } from '../../knowledge/check/index.ts';
import { readKnowledge } from '../../knowledge/library.ts';
import type { SimulatorDefinition } from '../../knowledge/simulators/index.ts';

const today = '2026-11-25';
const reading = readKnowledge(knowledgeFolder);
const [sound] = reading.data.simulators;

/** What the check says of the first simulator once changed. */
function findings(change: Partial<SimulatorDefinition>, day = today): string[] {
  assert.ok(sound);
  const data = { ...reading.data, simulators: [{ ...sound, ...change }] };
  return checkKnowledge({ ...reading, data }, day)
    .filter(({ file }) => file.includes('/rules/'))
    .map(({ severity, message }) => `${severity}: ${message}`);
}

describe('The check of simulators', () => {
  it('finds nothing in sound rules', () => {
    assert.deepEqual(findings({}), []);
  });

  it('names a fact that does not exist, and a day that is no input', () => {
    const facts = { 'un montant': { fact: 'fait-inconnu', on: 'hier' } };

    assert.deepEqual(findings({ facts, rules: {} }), [
      'error: no fact "fait-inconnu"',
      'error: "hier" is no input of date',
    ]);
  });

  it('names a topic that does not exist', () => {
    assert.ok(findings({ topics: ['nulle-part'] }).includes('error: no topic "nulle-part"'));
  });

  it('tells why rules cannot be read', () => {
    const [first = ''] = findings({ rules: { ...sound?.rules, brisée: 'règle qui manque * 2' } });

    assert.match(first, /^error: these rules cannot be read/);
  });

  it('warns of a review that is due', () => {
    assert.match(findings({}, '2030-01-01').join('\n'), /warning: the simulator ".*" was due for review/);
  });
});
