import assert from 'node:assert/strict';
import { readBrain } from '../../bot/brain.ts';
import { DateReader } from '../../understanding/dates/index.ts';

const { lexicons, calendar } = readBrain().knowledge;
const read = (language: string, text: string, today: string) => {
  const words = lexicons[language]?.entities.dates;
  assert.ok(words);
  return new DateReader(words, calendar, new Set(['cours', 'avent', 'marie'])).read(text, today);
};

/** Wednesday. */
const wednesday = '2026-11-25';

const french: [text: string, from: string, to: string][] = [
  ["aujourd'hui", '2026-11-25', '2026-11-25'],
  ['un forum ce soir ?', '2026-11-25', '2026-11-25'],
  ['demain', '2026-11-26', '2026-11-26'],
  ['après-demain', '2026-11-27', '2026-11-27'],
  ['ce week-end', '2026-11-28', '2026-11-29'],
  ['ce we', '2026-11-28', '2026-11-29'],
  ['le week-end prochain', '2026-12-05', '2026-12-06'],
  ['le week-end du 5 décembre', '2026-12-05', '2026-12-06'],
  ['cette semaine', '2026-11-23', '2026-11-29'],
  ['la semaine prochaine', '2026-11-30', '2026-12-06'],
  ['y a quoi comme forum la semaine pro', '2026-11-30', '2026-12-06'],
  ['la semaine du 7 décembre', '2026-12-07', '2026-12-13'],
  ['ce mois-ci', '2026-11-01', '2026-11-30'],
  ['le premier samedi de décembre', '2026-12-05', '2026-12-05'],
  ['le 2e mardi de janvier', '2027-01-12', '2027-01-12'],
  ['le dernier jeudi du mois', '2026-11-26', '2026-11-26'],
  ['le dernier samedi de janvier', '2027-01-30', '2027-01-30'],
  ['la première semaine de janvier', '2027-01-01', '2027-01-07'],
  ['le premier week-end du mois prochain', '2026-12-05', '2026-12-06'],
  ["le week-end d'après Noël", '2026-12-26', '2026-12-27'],
  ['la semaine avant Noël', '2026-12-14', '2026-12-20'],
  ['wk end prochain', '2026-12-05', '2026-12-06'],
  ['jeudi et vendredi', '2026-11-26', '2026-11-27'],
  ['en janvier et février', '2027-01-01', '2027-02-28'],
  ['le 3 et le 4 décembre', '2026-12-03', '2026-12-04'],
  ['jeudi prochain', '2026-12-03', '2026-12-03'],
  ['dem1', '2026-11-26', '2026-11-26'],
  ['dans les 48 heures', '2026-11-25', '2026-11-27'],
  ['sous 48h', '2026-11-27', '2026-11-27'],
  ["un job d'été, il y a un forum en mai ?", '2027-05-01', '2027-05-31'],
  ['jusqua fin janvier', '2026-11-25', '2027-01-31'],
  ['le mois prochain', '2026-12-01', '2026-12-31'],
  ['en janvier', '2027-01-01', '2027-01-31'],
  ['en novembre', '2026-11-01', '2026-11-30'],
  ['courant janvier', '2027-01-01', '2027-01-31'],
  ['début janvier', '2027-01-01', '2027-01-10'],
  ['mi-décembre', '2026-12-11', '2026-12-20'],
  ['fin décembre', '2026-12-21', '2026-12-31'],
  ['fin janvier 2027', '2027-01-21', '2027-01-31'],
  ['à la fin du mois', '2026-11-21', '2026-11-30'],
  ["d'ici fin décembre", '2026-11-25', '2026-12-31'],
  ["d'ici la fin de l'année", '2026-11-25', '2026-12-31'],
  ["d'ici vendredi", '2026-11-25', '2026-11-27'],
  ["d'ici 15 jours", '2026-11-25', '2026-12-10'],
  ["d'ici une semaine", '2026-11-25', '2026-12-02'],
  ['avant Noël', '2026-11-25', '2026-12-24'],
  ['avant les vacances de Noël', '2026-11-25', '2026-12-18'],
  ['avant le 15 décembre', '2026-11-25', '2026-12-14'],
  ['avant la fin du mois', '2026-11-25', '2026-11-30'],
  ["jusqu'au 12 décembre", '2026-11-25', '2026-12-12'],
  ['pendant les vacances de Noël', '2026-12-19', '2027-01-03'],
  ['pendant les vacances', '2026-12-19', '2027-01-03'],
  ['aux vacances de février', '2027-02-20', '2027-03-07'],
  ['à Noël', '2026-12-25', '2026-12-25'],
  ['vendredi', '2026-11-27', '2026-11-27'],
  ['mercredi', '2026-11-25', '2026-11-25'],
  ['mercredi prochain', '2026-12-02', '2026-12-02'],
  ['samedi prochain', '2026-11-28', '2026-11-28'],
  ['lundi prochain', '2026-11-30', '2026-11-30'],
  ['ce mardi', '2026-12-01', '2026-12-01'],
  ['mardi en 8', '2026-12-08', '2026-12-08'],
  ['lundi en 8', '2026-12-07', '2026-12-07'],
  ['samedi en 15', '2026-12-12', '2026-12-12'],
  ['mardi en huit', '2026-12-08', '2026-12-08'],
  ['lundi en quinze', '2026-12-14', '2026-12-14'],
  ['vendredi dernier', '2026-11-20', '2026-11-20'],
  ['mercredi dernier', '2026-11-18', '2026-11-18'],
  ['hier', '2026-11-24', '2026-11-24'],
  ['le 5', '2026-12-05', '2026-12-05'],
  ['le 30', '2026-11-30', '2026-11-30'],
  ['15 décembre', '2026-12-15', '2026-12-15'],
  ['le 1er décembre', '2026-12-01', '2026-12-01'],
  ['le premier décembre', '2026-12-01', '2026-12-01'],
  ['samedi 5 décembre', '2026-12-05', '2026-12-05'],
  ['le 3 mars', '2027-03-03', '2027-03-03'],
  ['02/12', '2026-12-02', '2026-12-02'],
  ['le 02/12/26', '2026-12-02', '2026-12-02'],
  ['09/02/2026', '2026-02-09', '2026-02-09'],
  ['2026-12-02', '2026-12-02', '2026-12-02'],
  ['du 3 au 10 mars 2027', '2027-03-03', '2027-03-10'],
  ['du 3 au 10 mars', '2027-03-03', '2027-03-10'],
  ['entre le 3 et le 10', '2026-12-03', '2026-12-10'],
  ['entre le 3 et le 10 décembre', '2026-12-03', '2026-12-10'],
  ['du 28 décembre au 3 janvier', '2026-12-28', '2027-01-03'],
  ['entre lundi et jeudi', '2026-11-30', '2026-12-03'],
  ['du 02/12 au 05/12', '2026-12-02', '2026-12-05'],
  ['de lundi à mercredi', '2026-11-30', '2026-12-02'],
  ['dans 3 jours', '2026-11-28', '2026-11-28'],
  ['dans deux semaines', '2026-12-07', '2026-12-13'],
  ['dans un mois', '2026-12-25', '2026-12-25'],
  ['dans les 15 jours', '2026-11-25', '2026-12-10'],
  ['dans les prochains jours', '2026-11-25', '2026-12-02'],
  ['ces prochains jours', '2026-11-25', '2026-12-02'],
  ['les deux prochaines semaines', '2026-11-25', '2026-12-09'],
  ['sous quinzaine', '2026-11-25', '2026-12-09'],
  ['cette année', '2026-01-01', '2026-12-31'],
  ["l'année prochaine", '2027-01-01', '2027-12-31'],
  ["l'an dernier", '2025-01-01', '2025-12-31'],
  ['en 2027', '2027-01-01', '2027-12-31'],
  ['début 2027', '2027-01-01', '2027-03-31'],
  ['fin 2026', '2026-10-01', '2026-12-31'],
  ['cet été', '2027-06-21', '2027-09-20'],
  ['en fin de semaine', '2026-11-26', '2026-11-29'],
  ['début de semaine prochaine', '2026-11-30', '2026-12-01'],
  ['fin de semaine prochaine', '2026-12-03', '2026-12-06'],
  ['vandredi', '2026-11-27', '2026-11-27'],
  ['en janveir', '2027-01-01', '2027-01-31'],
  ['la semiane prochaine', '2026-11-30', '2026-12-06'],
  ['15 decenbre', '2026-12-15', '2026-12-15'],
  ['contrat signé le 3 mars', '2026-03-03', '2026-03-03'],
  ['embauchée en décembre', '2025-12-01', '2025-12-31'],
  ['apprenti 28 ans 2018', '2018-01-01', '2018-12-31'],
  ['un contrat entre 2019 et 2023', '2019-01-01', '2023-12-31'],
  ['inscrit depuis le 20 octobre', '2026-10-20', '2026-10-20'],
  ["un job pour l'été", '2027-06-21', '2027-09-20'],
  ['il y a 2 mois', '2026-09-25', '2026-09-25'],
];

const english: [text: string, from: string, to: string][] = [
  ['today', '2026-11-25', '2026-11-25'],
  ['tomorrow', '2026-11-26', '2026-11-26'],
  ['two weeks from now', '2026-12-09', '2026-12-09'],
  ['this weekend', '2026-11-28', '2026-11-29'],
  ['next week', '2026-11-30', '2026-12-06'],
  ['next month', '2026-12-01', '2026-12-31'],
  ['in January', '2027-01-01', '2027-01-31'],
  ['5 December', '2026-12-05', '2026-12-05'],
  ['on Friday', '2026-11-27', '2026-11-27'],
  ['next Tuesday', '2026-12-01', '2026-12-01'],
  ['before Christmas', '2026-11-25', '2026-12-24'],
  ['from 3 to 10 March', '2027-03-03', '2027-03-10'],
  ['during the Christmas holidays', '2026-12-19', '2027-01-03'],
  ['in 3 days', '2026-11-28', '2026-11-28'],
  ['early January', '2027-01-01', '2027-01-10'],
];

describe('Dates', () => {
  for (const [text, from, to] of french) {
    it(`take "${text}" for ${from} to ${to}`, () => {
      assert.deepEqual(read('fr', text, wednesday), [{ from, to }]);
    });
  }

  for (const [text, from, to] of english) {
    it(`take "${text}" for ${from} to ${to}`, () => {
      assert.deepEqual(read('en', text, wednesday), [{ from, to }]);
    });
  }

  const none = [
    '1500 €',
    'deux mille euros',
    'je veux le numéro 3',
    'elle a 24 ans',
    'nous sommes 12 salariés',
    'le 31 février 2026',
    'CDD de 6 mois',
    'des cours de français',
    'à 14h30',
    'quatre-vingt',
    'je travaille 35 heures par semaine',
    'né en 1985',
    'contrat pro 18 ans',
    'mon magasin a été inondé',
    'je gagne 2020 € par mois',
    '2025 euros',
  ];
  for (const text of none) {
    it(`find none in "${text}"`, () => {
      assert.deepEqual(read('fr', text, wednesday), []);
    });
  }

  it('go over the end of the year', () => {
    assert.deepEqual(read('fr', 'la semaine prochaine', '2026-12-30'), [
      { from: '2027-01-04', to: '2027-01-10' },
    ]);
    assert.deepEqual(read('fr', 'demain', '2026-12-31'), [{ from: '2027-01-01', to: '2027-01-01' }]);
    assert.deepEqual(read('fr', 'le mois prochain', '2026-12-31'), [
      { from: '2027-01-01', to: '2027-01-31' },
    ]);
  });

  it('mean the weekend under way on a Sunday', () => {
    assert.deepEqual(read('fr', 'ce week-end', '2026-11-29'), [{ from: '2026-11-28', to: '2026-11-29' }]);
  });

  it('are told in the order said, each once', () => {
    assert.deepEqual(read('fr', 'plutôt demain ou samedi 5 décembre ?', wednesday), [
      { from: '2026-11-26', to: '2026-11-26' },
      { from: '2026-12-05', to: '2026-12-05' },
    ]);
  });

  it('stay quick on hostile text', () => {
    for (const text of [
      'deux cent '.repeat(30),
      'du 3 au 10 mars et '.repeat(52),
      '1.'.repeat(500),
      'dans les '.repeat(300),
    ]) {
      assert.ok(read('fr', text, wednesday).length <= 20);
    }
  });
});
