import assert from 'node:assert/strict';
import { readBrain } from '../../bot/brain.ts';
import { barsOf, FigureReplies, widestBar } from '../../dialogs/diagnostic/figure-replies.ts';
import { FigureSearch } from '../../dialogs/diagnostic/figure-search.ts';
import { FigureWords } from '../../dialogs/diagnostic/figure-words.ts';
import { readCommand, writeCommand } from '../../dialogs/shared/commands.ts';

const { knowledge, understander, voice } = readBrain();
const words = new FigureWords((key) =>
  voice.languages.flatMap((language) => voice.list(language, `diagnostic:words.${key}`)),
);
const search = new FigureSearch(knowledge.figures.values(), words);
const all = [...knowledge.figures.keys()];

function read(text: string) {
  return search.read(text, understander.understand(text, { today: '2026-11-25' }).entities);
}

describe('The search of figures', () => {
  const questions: [text: string, figure: string, period: string, missing: string][] = [
    ['taux de chômage en PACA', 'chomage-paca', '2024-T4', ''],
    ['taux de chômage en PACA au 1er trimestre 2024', 'chomage-paca', '2024-T1', ''],
    ['taux de chômage en PACA en 2023', 'chomage-paca', '2023-T4', ''],
    ['taux de chômage en PACA en 2020', 'chomage-paca', '2023-T4', 'period'],
    ['taux de chômage à Aix en 2014', 'chomage-ze-aix-2014', '2014', ''],
    ['taux de chômage à Aix en 2019', 'chomage-ze-aix', '2019', ''],
    ['taux de chômage à Marseille', 'chomage-paca', '2024-T4', 'zone'],
    ['taux de chômage à Encagnane', 'chomage-ze-aix', '2019', 'zone'],
    ["taux d'emploi des femmes dans la métropole", 'taux-emploi-metropole-femmes', '2022', ''],
    ["taux d'emploi dans la métropole", 'taux-emploi-metropole', '2022', ''],
    ["taux d'emploi dans les quartiers prioritaires", 'taux-emploi-qpv-paca', '2015', ''],
    ['projets de recrutement 2024 région', 'bmo-paca', '2024', ''],
    ['projets de recrutement dans les Bouches-du-Rhône', 'bmo-bouches-du-rhone', '2022', ''],
    ["combien d'embauches en 2018", 'recrutements-agences-aix', '2018', ''],
    ["combien d'entreprises créées à Aix en 2018", 'creations-entreprises-aix', '2018', ''],
    ['part des seniors parmi les inscrits', 'seniors-part-demandeurs', '2019', ''],
    ['employment rate of women in the metropolis', 'taux-emploi-metropole-femmes', '2022', ''],
  ];
  for (const [text, figure, period, missing] of questions) {
    it(`finds ${figure} of ${period}${missing && `, without the ${missing}`}: ${text}`, () => {
      const [best] = search.find(read(text), all);

      assert.deepEqual(
        [best?.figure.id, best?.value.period, best?.missing.join()],
        [figure, period, missing],
      );
    });
  }

  const followUps: [from: string, text: string, figure: string, missing: string][] = [
    ['chomage-paca', 'et à Aix ?', 'chomage-ze-aix', ''],
    ['chomage-ze-aix', 'et en 2014 ?', 'chomage-ze-aix-2014', ''],
    ['chomage-ze-aix', 'et pour les jeunes ?', 'chomage-ze-aix', 'public'],
    ['taux-emploi-metropole-femmes', 'et pour les jeunes ?', 'taux-emploi-metropole-jeunes', ''],
    ['taux-emploi-metropole-jeunes', 'et à Aix ?', 'taux-emploi-metropole-jeunes', 'zone'],
    ['bmo-paca', 'et en 2017 à Aix ?', 'bmo-aix-gardanne-2017', ''],
    ['demandeurs-aix', 'et depuis plus de deux ans ?', 'demandeurs-aix-plus-deux-ans', ''],
    ['demandeurs-aix', 'and for disabled people?', 'demandeurs-aix', 'public'],
  ];
  for (const [from, text, figure, missing] of followUps) {
    it(`goes on from ${from} to ${figure}${missing && `, without the ${missing}`}: ${text}`, () => {
      const [best] = search.next(read(text), from, all);

      assert.deepEqual([best?.figure.id, best?.missing.join()], [figure, missing]);
    });
  }

  it('finds nothing where no label holds a word of the subject', () => {
    const asked = read('quel temps fera-t-il à Aix en 2019');

    assert.equal(asked.subject.length, 0);
  });

  it('takes two areas or two years for a comparison', () => {
    assert.ok(read('taux de chômage à Aix et en PACA').isComparison);
    assert.ok(read('taux de chômage entre 2014 et 2019').isComparison);
  });
});

describe('The buttons of figures', () => {
  it('have a short title of their own in every language, different within a topic', () => {
    for (const language of ['fr', 'en']) {
      const says = new FigureReplies(voice);
      const titles = [...knowledge.figures.values()].map((figure) => says.choice(figure, language).title);

      for (const title of titles) assert.ok(title.length <= 20 && !title.endsWith('…'), title);
      assert.equal(new Set(titles).size, titles.length);
    }
  });

  it('send a command that reads back', () => {
    const command = { kind: 'figure', figure: 'taux-emploi-metropole-55-64' } as const;

    assert.deepEqual(readCommand(writeCommand(command)), command);
  });
});

describe('The bars of a chart', () => {
  it('are scaled to the largest value, and show every value above zero', () => {
    assert.deepEqual(
      barsOf([277_700, 138_850, 1, 0]).map((bar) => bar.length),
      [widestBar, 6, 1, 0],
    );
  });
});
