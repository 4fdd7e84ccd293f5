import assert from 'node:assert/strict';
import { readBrain } from '../../bot/brain.ts';
import { recognisersFile } from '../../bot/paths.ts';
import { recogniseEntities } from '../../understanding/recognisers/entities.ts';
import { Recognisers } from '../../understanding/recognisers/index.ts';
import { HttpConversation, startTestServer } from '../support/server.ts';

const { understander, voice } = readBrain();
const today = '2026-11-25';
/** Holds the recognisers for more than a quarter of a minute. */
const endless = 'deux cent '.repeat(30);

describe('The recognisers', () => {
  const stops: string[] = [];
  const recognisers = new Recognisers(recognisersFile, voice.languages, {
    onStopped: (reason) => void stops.push(reason),
  });
  before(() => recognisers.warm());
  after(() => recognisers.close());
  const read = (text: string, language = 'fr') =>
    recogniseEntities(understander, recognisers, text, language, today);

  const numbers: [text: string, language: string, expected: number][] = [
    ['quatre-vingt-dix-sept', 'fr', 97],
    ['soixante et onze', 'fr', 71],
    ['deux cents', 'fr', 200],
    ['mille cent vingt', 'fr', 1120],
    ['mille deux cents', 'fr', 1200],
    ['deux mille trois cent cinquante', 'fr', 2350],
    ['mille neuf cent quatre-vingts', 'fr', 1980],
    ['fifty-six', 'en', 56],
    ['two thousand one hundred', 'en', 2100],
  ];
  for (const [text, language, expected] of numbers) {
    it(`read "${text}" euros as ${expected}`, async () => {
      assert.deepEqual((await read(`${text} euros`, language)).amounts, [expected]);
    });
  }

  it('read an age, a size and a day written in words', async () => {
    assert.deepEqual((await read('elle a vingt-quatre ans')).age, { min: 24, max: 24 });
    assert.deepEqual((await read('nous sommes quatre-vingt-dix salariés')).companySize, { min: 90, max: 90 });
    assert.deepEqual((await read('le vingt-quatre décembre')).dates, [
      { from: '2026-12-24', to: '2026-12-24' },
    ]);
  });

  it('read days, the coming ones where the year is not said', async () => {
    assert.deepEqual(await recognisers.dates('a week on Tuesday', 'en', today), [
      { from: '2026-12-01', to: '2026-12-01' },
    ]);
    assert.deepEqual(await recognisers.dates('le 15 février', 'fr', today), [
      { from: '2027-02-15', to: '2027-02-15' },
    ]);
    assert.deepEqual(await recognisers.dates('rien du tout', 'fr', today), []);
  });

  it('are asked for nothing that is no number and no day', async () => {
    assert.deepEqual(
      await read('bonjour, je cherche un emploi'),
      understander.entities('bonjour, je cherche un emploi', 'fr', today),
    );
  });

  it('give up a text that holds them, and what waits behind it, then come back', async () => {
    const answers = await Promise.all([
      recognisers.number(endless, 'fr'),
      recognisers.number('vingt-deux', 'fr'),
    ]);

    assert.deepEqual(answers, [undefined, undefined]);
    assert.deepEqual(stops, ['a text took too long']);
    assert.equal(recognisers.isReady, false);
    assert.equal(await recognisers.number('vingt-deux', 'fr'), undefined);
    await recognisers.warm();
    assert.equal(await recognisers.number('vingt-deux', 'fr'), 22);
  });

  it('answer nothing, at once, while they are not warm', async () => {
    const cold = new Recognisers(recognisersFile, voice.languages);

    assert.equal(await cold.number('vingt-deux', 'fr'), undefined);
    await cold.close();
  });

  it('that cannot start are given up, and keep nobody waiting', async () => {
    const broken = new Recognisers(new URL('file:///nowhere/worker.mjs'), voice.languages);

    await broken.warm();
    assert.equal(await broken.number('vingt-deux', 'fr'), undefined);
    await broken.close();
  });
});

describe('A server under hostile numbers and dates', () => {
  const hostile = [
    endless,
    'du 3 au 10 mars et '.repeat(52),
    '1'.repeat(1000),
    '1.'.repeat(500),
    'vingt et '.repeat(100),
    'lundi '.repeat(160),
    'embaucher un apprenti de vingt-deux ans '.repeat(25),
  ];

  it('answers everybody, the hostile too, while the recognisers work', async () => {
    const server = await startTestServer();
    await server.warmUp();
    const begin = async () => {
      const conversation = await HttpConversation.begin(server);
      await conversation.heard(1);
      return conversation;
    };
    const others = await Promise.all([begin(), begin(), begin()]);
    const attackers = await Promise.all(hostile.map(begin));

    const attacks = attackers.map((attacker, i) => attacker.say(hostile[i] as string));
    const answers = await Promise.all(
      others.map((other) => other.say('combien gagne un apprenti de vingt-deux ans en première année ?')),
    );

    for (const { text } of answers) assert.match(text, /apprenti/);
    for (const { text } of await Promise.all(attacks)) assert.ok(text.length > 10);
    await server.stop();
  });
});
