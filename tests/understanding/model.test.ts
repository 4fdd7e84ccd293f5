import assert from 'node:assert/strict';
import { examplesOf, readBrain } from '../../bot/brain.ts';
import { outOfScopeId } from '../../understanding/index.ts';
import { packModel, unpackModel } from '../../understanding/topics/model.ts';
import { learn } from '../../understanding/topics/training.ts';
import { toyBrain, toyKnowledge } from '../support/toy.ts';

const brain = readBrain();
const today = '2026-11-25';

describe('The model', () => {
  const lexicons = brain.knowledge.lexicons;
  const learnToy = () => packModel(learn(examplesOf(toyKnowledge()), lexicons));

  it('is the same to the byte each time it is learnt', () => {
    assert.ok(Buffer.from(learnToy()).equals(Buffer.from(learnToy())));
  });

  it('is unchanged by being written and read back', () => {
    const packed = learnToy();

    assert.ok(Buffer.from(packModel(unpackModel(packed))).equals(Buffer.from(packed)));
  });

  it('finds the topic of a question that is no utterance, with typing mistakes', () => {
    const toy = toyBrain(toyKnowledge(), lexicons);

    assert.equal(
      toy.understander.understand('quell est le montan de la primme svp', { today }).candidates[0]?.id,
      'prime',
    );
  });
});

describe('Understanding', () => {
  const understand = (text: string, language?: string) =>
    brain.understander.understand(text, { today, language });

  it('gives at least three candidates, best first, as probabilities', () => {
    const { candidates } = understand('combien gagne un apprenti');

    assert.ok(candidates.length >= 3);
    const scores = candidates.map(({ score }) => score);
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    assert.ok(scores.every((score) => score >= 0 && score <= 1));
  });

  it('puts what no topic covers out of scope', () => {
    for (const text of [
      'quel temps fera-t-il demain',
      'qui a gagné le match hier soir',
      'renouveler mon passeport',
    ]) {
      assert.equal(understand(text).candidates[0]?.id, outOfScopeId, text);
    }
  });

  it('answers in the language of the question, and keeps it for a single ambiguous word', () => {
    assert.equal(understand('can I talk to a real person please').language, 'en');
    assert.equal(understand('je voudrais parler à une vraie personne').language, 'fr');
    assert.equal(understand('stage', 'en').language, 'en');
    assert.equal(understand('CV', 'fr').language, 'fr');
  });

  it('does not read a French word as an English date', () => {
    assert.deepEqual(understand('mon fils a 3 ans, qui le garde pendant mon entretien ?').entities.dates, []);
    assert.deepEqual(understand('avez-vous des offres des entreprises d’Aix').entities.dates, []);
  });

  it('stays quick and whole on hostile text', () => {
    for (const text of [
      'deux cent '.repeat(100),
      '('.repeat(1000),
      'a'.repeat(1000),
      '1.'.repeat(500),
      '\u0301'.repeat(1000),
    ]) {
      const { candidates } = understand(text);

      assert.ok(candidates.length >= 3);
    }
  });
});
