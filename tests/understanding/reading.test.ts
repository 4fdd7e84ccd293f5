import assert from 'node:assert/strict';
import { readBrain } from '../../bot/brain.ts';
import { Corrector } from '../../understanding/corrector.ts';
import { type Entities, EntityReader, readEntities } from '../../understanding/entities.ts';
import { normalise, sentences } from '../../understanding/text.ts';

const brain = readBrain();
const today = '2026-11-25';

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

  it('cuts a story into its sentences', () => {
    assert.deepEqual(sentences('J’ai 50 ans. Que faire ? Merci !'), [
      'J’ai 50 ans.',
      'Que faire ?',
      'Merci !',
    ]);
  });

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

describe('Entities of a message', () => {
  const readers = Object.values(brain.knowledge.lexicons).map(
    (lexicon) => new EntityReader(lexicon.entities, brain.knowledge.calendar, new Set()),
  );
  const read = (text: string) => readEntities(readers, text, today);
  const one = (value: number) => ({ min: value, max: value });

  const rows: [text: string, expected: Partial<Entities>][] = [
    ['elle a 24 ans', { age: one(24) }],
    ['un jeune de moins de 26 ans', { age: { min: 0, max: 25 } }],
    ['quelqu’un de plus de 50 ans', { age: { min: 50, max: 99 } }],
    ['chômeur depuis 20 ans', {}],
    ['salaire apprenti 19 ans 2e annee', { age: one(19), contractYear: one(2), contract: 'apprentissage' }],
    ['première année d’apprentissage', { contractYear: one(1), contract: 'apprentissage' }],
    ['nous sommes 12 salariés', { companySize: one(12) }],
    ['une boîte de moins de 250 salariés', { companySize: { min: 0, max: 249 } }],
    ['je veux embaucher 3 personnes', {}],
    ['un bac pro', { diplomaLevel: one(4) }],
    ['il prépare un master', { diplomaLevel: one(7) }],
    ['CDI ou CDD ?', {}],
    ['contrat pro en CDD', { contract: 'professionnalisation' }],
    ['an apprentice aged 23', { age: one(23), contract: 'apprentissage' }],
    ['il est RQTH', { disability: true }],
    ['elle habite Beisson', { neighbourhood: 'beisson' }],
    ['my apprentice is 17 years old', { age: one(17), contract: 'apprentissage' }],
  ];
  for (const [text, expected] of rows) {
    it(`are ${JSON.stringify(expected)} in "${text}"`, () => {
      const { dates: _, date: __, ...found } = read(text);

      assert.deepEqual(found, expected);
    });
  }

  const days: [text: string, from: string, to: string][] = [
    ['signé le 3 mars 2023', '2023-03-03', '2023-03-03'],
    ['le 03/03/2023', '2023-03-03', '2023-03-03'],
    ['2023-03-03', '2023-03-03', '2023-03-03'],
    ['en février 2024', '2024-02-01', '2024-02-29'],
    ['un contrat signé en 2025', '2025-01-01', '2025-12-31'],
    ['hier', '2026-11-24', '2026-11-24'],
    ['l’année dernière', '2025-01-01', '2025-12-31'],
  ];
  for (const [text, from, to] of days) {
    it(`tell that "${text}" is from ${from} to ${to}`, () => {
      assert.deepEqual(read(text).dates, [{ from, to }]);
    });
  }

  it('leave an impossible day out', () => {
    assert.deepEqual(read('le 31 février 2026').dates, []);
  });
});
