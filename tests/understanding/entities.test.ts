import assert from 'node:assert/strict';
import { readBrain } from '../../bot/brain.ts';
import type { Entities } from '../../understanding/index.ts';

const { understander } = readBrain();
const today = '2026-11-25';

describe('Entities of a message', () => {
  const read = (text: string, language = 'fr') => understander.entities(text, language, today);
  const one = (value: number) => ({ min: value, max: value });

  const rows: [text: string, expected: Partial<Entities>][] = [
    ['elle a 24 ans', { age: one(24) }],
    ['un jeune de moins de 26 ans', { age: { min: 0, max: 25 } }],
    ['quelqu’un de plus de 50 ans', { age: { min: 50, max: 99 } }],
    ['chômeur depuis 20 ans', { unemployedMonths: one(240) }],
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
      const {
        dates: _,
        date: __,
        durations: ___,
        publics: ____,
        amounts: _____,
        area: ______,
        ...found
      } = read(text);

      assert.deepEqual(JSON.parse(JSON.stringify(found)), expected);
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

  const more: [text: string, language: string, expected: Partial<Entities>][] = [
    ['un CDD de six mois', 'fr', { contract: 'cdd', contractMonths: one(6), durations: [6] }],
    ['contrat de 18 mois à 24 h par semaine', 'fr', { contractMonths: one(18), weeklyHours: one(24) }],
    ['CDI 35h', 'fr', { contract: 'cdi', weeklyHours: one(35) }],
    ['une vendeuse à mi-temps', 'fr', { weeklyHours: one(17.5) }],
    ['à temps plein', 'fr', { weeklyHours: one(35) }],
    ['un temps partiel à 80 %', 'fr', { weeklyHours: one(28) }],
    ['contrat de 17,5 h par semaine', 'fr', { weeklyHours: one(17.5) }],
    ['le forum est à 14 h', 'fr', { weeklyHours: undefined }],
    ['inscrite depuis 14 mois', 'fr', { unemployedMonths: one(14), contractMonths: undefined }],
    ['au chômage depuis plus de 2 ans', 'fr', { unemployedMonths: one(24) }],
    ['il a 3 ans d’expérience', 'fr', { durations: [], age: undefined }],
    ['elle a 52 ans', 'fr', { durations: [], age: one(52) }],
    ['payé 1 500 € au lieu de 1867,02 euros', 'fr', { amounts: [1500, 1867.02] }],
    ['une maman solo au RSA', 'fr', { publics: ['parent-isole', 'rsa'] }],
    ['un senior reconnu travailleur handicapé', 'fr', { publics: ['senior', 'handicap'], disability: true }],
    ['un apprenti sans RQTH', 'fr', { disability: false, publics: [] }],
    ['elle n’est pas au RSA', 'fr', { publics: [] }],
    ['rsa non', 'fr', { publics: [] }],
    ['RQTH : non', 'fr', { disability: false }],
    ['RQTH en cours', 'fr', { disability: undefined }],
    ['j’habite aux Milles', 'fr', { area: 'les-milles' }],
    ['un poste à Beisson', 'fr', { area: 'beisson', neighbourhood: 'beisson' }],
    ['deux salariés', 'fr', { companySize: one(2) }],
    ['unemployed for 18 months', 'en', { unemployedMonths: one(18), contractMonths: undefined }],
    [
      'a fixed-term contract of 9 months, part time 20 hours a week',
      'en',
      { contractMonths: one(9), weeklyHours: one(20) },
    ],
    ['single mother, refugee', 'en', { publics: ['parent-isole', 'refugie'] }],
  ];
  for (const [text, language, expected] of more) {
    it(`are ${JSON.stringify(expected)} in "${text}"`, () => {
      const found = read(text, language);

      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(found[key as keyof Entities], value, key);
    });
  }

  it('take no half of a number in words for the whole', () => {
    assert.equal(read('elle a vingt-quatre ans').age, undefined);
    assert.deepEqual(read('le vingt-quatre décembre').dates, [{ from: '2026-12-01', to: '2026-12-31' }]);
  });
});
