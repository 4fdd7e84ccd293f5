import assert from 'node:assert/strict';
import { describeHours, type Opening, openingAt } from '../../knowledge/opening.ts';

const week = 'Mo-Th 08:30-12:30,13:30-17:30; Fr 09:00-12:00';

describe('Opening hours', () => {
  const rows: [name: string, hours: string, instant: string, expected: Opening][] = [
    [
      'open a minute before noon closing',
      week,
      '2026-11-25T11:29:00Z',
      { kind: 'open', until: { day: '2026-11-25', time: '12:30' } },
    ],
    [
      'closed at noon closing',
      week,
      '2026-11-25T11:30:00Z',
      { kind: 'closed', until: { day: '2026-11-25', time: '13:30' } },
    ],
    [
      'closed from Friday noon to Monday',
      week,
      '2026-11-27T15:00:00Z',
      { kind: 'closed', until: { day: '2026-11-30', time: '08:30' } },
    ],
    [
      'on summer time in July',
      week,
      '2026-07-01T06:30:00Z',
      { kind: 'open', until: { day: '2026-07-01', time: '12:30' } },
    ],
    [
      'closed an hour before it in July',
      week,
      '2026-07-01T05:30:00Z',
      { kind: 'closed', until: { day: '2026-07-01', time: '08:30' } },
    ],
    ['a holiday on Christmas day', 'Mo-Fr 08:00-17:00', '2026-12-25T10:00:00Z', { kind: 'holiday' }],
    ['a holiday on Easter Monday', 'Mo-Fr 08:00-17:00', '2026-04-06T10:00:00Z', { kind: 'holiday' }],
    [
      'open on a holiday that the hours name',
      'Mo-Fr 08:00-17:00; PH 10:00-12:00',
      '2026-12-25T10:00:00Z',
      { kind: 'open', until: { day: '2026-12-25', time: '12:00' } },
    ],
    [
      'closed the evening before a holiday until the day after it',
      'Mo-Fr 08:00-17:00',
      '2026-11-10T17:00:00Z',
      { kind: 'closed', until: { day: '2026-11-12', time: '08:00' } },
    ],
    ['always open', '24/7', '2026-12-25T03:00:00Z', { kind: 'always' }],
  ];
  for (const [name, hours, instant, expected] of rows) {
    it(`are told in Paris: ${name}`, () => {
      assert.deepEqual(openingAt(hours, new Date(instant)), expected);
    });
  }

  it('are written in words', () => {
    assert.equal(
      describeHours(week, 'fr'),
      'lundi à jeudi 8 h 30 à 12 h 30, 13 h 30 à 17 h 30 ; vendredi 9 h à 12 h',
    );
    assert.equal(describeHours('Mo-Fr 08:00-17:00', 'en'), 'Monday to Friday 8:00 to 17:00');
  });
});
