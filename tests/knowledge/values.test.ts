import assert from 'node:assert/strict';
import { type Circumstances, holds, merge } from '../../knowledge/circumstances.ts';
import { formatDay, formatNumber } from '../../knowledge/format.ts';
import type { When } from '../../knowledge/schema.ts';
import { frenchTypography } from '../../knowledge/typography.ts';

describe('Figures in words', () => {
  const written: [value: string, expected: string][] = [
    [formatNumber(5000, 'EUR', 'fr'), '5 000 €'],
    [formatNumber(1867.02, 'EUR', 'fr'), '1 867,02 €'],
    [formatNumber(12.3, 'EUR', 'fr'), '12,30 €'],
    [formatNumber(12.3, 'EUR', 'en'), '€12.30'],
    [formatNumber(43, 'percent', 'fr'), '43 %'],
    [formatNumber(1, 'months', 'fr'), '1 mois'],
    [formatNumber(1, 'days', 'fr'), '1 jour'],
    [formatNumber(2, 'days', 'fr'), '2 jours'],
    [formatNumber(2, 'people', 'en'), '2 people'],
    [formatDay('2024-12-31', 'fr'), '31 décembre 2024'],
    [formatDay('2025-01-01', 'fr'), '1er janvier 2025'],
    [formatDay('2025-01-01', 'en'), '1 January 2025'],
  ];
  for (const [value, expected] of written) {
    it(`are written "${expected}"`, () => {
      assert.equal(value.replace(/[\u00a0\u202f]/g, ' '), expected);
    });
  }

  it('get French no-break spaces, and links are left alone', () => {
    const polished = frenchTypography('Combien ? « 5 000 € » [ici](https://a.fr/x?y=1 2) : voilà !');

    assert.equal(
      polished,
      'Combien\u202f? «\u00a05\u202f000\u00a0€\u00a0» [ici](https://a.fr/x?y=1 2)\u00a0: voilà\u202f!',
    );
  });
});

describe('The circumstances of a case', () => {
  const year: When = { date: ['2023-01-01', '2023-12-31'] };
  const rows: [name: string, when: When, said: Circumstances, expected: boolean][] = [
    ['hold on the first day', year, { date: { from: '2023-01-01', to: '2023-01-01' } }, true],
    ['hold on the last day', year, { date: { from: '2023-12-31', to: '2023-12-31' } }, true],
    ['do not hold the day before', year, { date: { from: '2022-12-31', to: '2022-12-31' } }, false],
    [
      'do not hold when only a part of the days lies within',
      year,
      { date: { from: '2023-12-01', to: '2024-01-31' } },
      false,
    ],
    ['do not hold when no date was said', year, {}, false],
    ['hold at both ends of an age', { age: [18, 20] }, { age: { min: 18, max: 20 } }, true],
    ['do not hold one year older', { age: [18, 20] }, { age: { min: 21, max: 21 } }, false],
    ['do not hold for an age that may lie outside', { age: [18, 20] }, { age: { min: 18, max: 99 } }, false],
    ['hold for one of several contracts', { contract: ['cdi', 'cdd'] }, { contract: 'cdd' }, true],
    ['do not hold for another contract', { contract: ['cdi'] }, { contract: 'cdd' }, false],
    ['take a disability that was not said for none', { disability: false }, {}, true],
    ['need a disability to be said', { disability: true }, {}, false],
    ['need all of them', { age: [18, 20], contract: ['cdi'] }, { age: { min: 19, max: 19 } }, false],
  ];
  for (const [name, when, said, expected] of rows) {
    it(name, () => {
      assert.equal(holds(when, said), expected);
    });
  }

  it('are completed and corrected by what is said next, and carry nothing else', () => {
    const before: Circumstances = { age: { min: 18, max: 18 }, contract: 'cdi' };
    const now = { age: { min: 26, max: 26 }, dates: [] };

    assert.deepEqual(merge(before, now), { age: { min: 26, max: 26 }, contract: 'cdi' });
  });
});
