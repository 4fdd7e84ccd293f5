import assert from 'node:assert/strict';
import { Corrector } from '../../understanding/corrector.ts';
import { normalise } from '../../understanding/text.ts';

describe('Reading a message', () => {
  const normalised: [string, string][] = [
    ['Élève à l’ŒUVRE !', 'eleve a l oeuvre'],
    ['1500€ et 43 %', '1500€ et 43 %'],
    ['2eme année', '2 eme annee'],
    ['ouiiiii', 'ouii'],
    ['', ''],
  ];
  for (const [text, expected] of normalised) {
    it(`makes "${expected}" of "${text}"`, () => {
      assert.equal(normalise(text), expected);
    });
  }

  const corrections: [word: string, expected: string][] = [
    ['aprentissage', 'apprentissage'],
    ['apprentisage', 'apprentissage'],
    ['salaier', 'salaire'],
    ['apprantisage', 'apprentissage'],
    ['passeport', 'passeport'],
    ['aid', 'aid'],
    ['apprentissage', 'apprentissage'],
    ['xyzzyfoobar', 'xyzzyfoobar'],
  ];
  for (const [word, expected] of corrections) {
    it(`takes "${word}" for "${expected}"`, () => {
      const counts = new Map([
        ['apprentissage', 9],
        ['salaire', 5],
        ['aide', 7],
        ['passages', 1],
      ]);

      assert.equal(new Corrector(counts, new Set(['passeport'])).correct(word), expected);
    });
  }
});
