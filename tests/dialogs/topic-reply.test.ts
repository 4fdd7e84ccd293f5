import assert from 'node:assert/strict';
import { readLocales } from '../../bot/brain.ts';
import { textOfReply } from '../../bot/channels/text.ts';
import { localesFolder } from '../../bot/paths.ts';
import { TopicReplies } from '../../dialogs/shared/topic-reply.ts';
import { Voice } from '../../dialogs/shared/voice.ts';
import type { Circumstances } from '../../knowledge/circumstances.ts';
import { type Knowledge, toKnowledge } from '../../knowledge/library.ts';
import { toyKnowledge } from '../support/toy.ts';

const voice = new Voice(readLocales(localesFolder));

/** What a person reads, with ordinary spaces. */
function answer(
  id: string,
  today: string,
  said: Circumstances = {},
  language = 'fr',
  knowledge = toKnowledge(toyKnowledge()),
): string {
  const blocks = new TopicReplies(knowledge, voice).answer(topicOf(knowledge, id), language, today, said);
  return textOfReply({ language, blocks }).replace(/[\u00a0\u202f]/g, ' ');
}

function topicOf(knowledge: Knowledge, id: string) {
  const topic = knowledge.topics.get(id);
  assert.ok(topic);
  return topic;
}

describe('The answer of a topic', () => {
  const young = { age: { min: 18, max: 18 } };
  const on = (day: string) => ({ date: { from: day, to: day } });

  const answers: [name: string, today: string, said: Circumstances, text: string][] = [
    ['the amount of today', '2026-05-01', {}, 'La prime est de 2 000,50 €.'],
    ['the amount of an earlier day on the last day it held', '2025-06-30', {}, 'La prime est de 1 000 €.'],
    ['the amount of the day after', '2025-07-01', {}, 'La prime est de 2 000,50 €.'],
    [
      'that nothing is known before the first period',
      '2023-12-31',
      {},
      'La prime est de (montant ou date non connus à ce jour).',
    ],
    [
      'the case that fits, a share in its sum',
      '2026-05-01',
      young,
      'Jeune : 860,22 €, soit 43 % de la prime.',
    ],
    [
      'the case of the date asked about, at its amount',
      '2026-05-01',
      { ...young, ...on('2025-06-30') },
      'Jeune, avant 2026 : 1 000 €.',
    ],
    [
      'an undated case at the amounts of the date asked about',
      '2026-11-01',
      { ...young, ...on('2026-02-01') },
      'Montants et règles au 1er février 2026.',
    ],
    [
      'every amount of a period in which it changed',
      '2026-05-01',
      { ...young, date: { from: '2025-01-01', to: '2025-12-31' } },
      'Jeune, avant 2026 : 1 000 €, puis 2 000,50 € à partir du 1er juillet 2025.',
    ],
  ];
  for (const [name, today, said, text] of answers) {
    it(`gives ${name}`, () => {
      assert.ok(answer('prime', today, said).includes(text), answer('prime', today, said));
    });
  }

  it('carries its person, its source, its date of check, what is near, and asks whether it helped', () => {
    const text = answer('prime', '2026-05-01');

    for (const part of [
      'Le bureau : 01 00 00 00 00. Tout renseignement.',
      '[Loi](https://example.fr/loi)',
      'Vérifié le 1er janvier 2026',
      'La voisine',
      'Cette réponse vous a-t-elle aidé ?',
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it('speaks English where it is written, with English numbers', () => {
    assert.match(answer('prime', '2026-05-01', {}, 'en'), /^The premium is €2,000.50\./);
  });

  it('is said until the day of its review, and withheld with its figures from the day after', () => {
    const lastDay = answer('prime', '2027-01-01');
    const dayAfter = answer('prime', '2027-01-02');

    assert.match(lastDay, /2 000,50 €/);
    assert.doesNotMatch(dayAfter, /2 000,50 €|Le reste/);
    assert.match(dayAfter, /devait être revérifiée le 1er janvier 2027/);
    assert.match(dayAfter, /Loi/);
    assert.match(dayAfter, /Le bureau : 01 00 00 00 00/);
  });

  it('is withheld when a fact that it states is due, even if the topic is not', () => {
    const data = toyKnowledge();
    const facts = data.facts.map((fact) => ({ ...fact, reviewBy: '2026-03-31' }));

    const text = answer('prime', '2026-04-01', {}, 'fr', toKnowledge({ ...data, facts }));

    assert.match(text, /devait être revérifiée le 31 mars 2026/);
  });

  it('gives the reason and the source when it is suspended, never the amount', () => {
    const text = answer('prime-arretee', '2026-06-02');

    assert.match(text, /suspendue depuis le 1er juin 2026 : un décret est attendu\./);
    assert.match(text, /Loi/);
    assert.doesNotMatch(text, /2 000,50/);
  });
});
