import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HttpConversation, startTestServer, type TestServer } from '../support/server.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('Bad input', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  const refused: [name: string, status: number, body: string | object][] = [
    ['malformed JSON', 400, '{"type":"message"'],
    ['no type', 400, { text: 'bonjour' }],
    ['an unknown activity type', 400, { type: 'explode', text: 'bonjour' }],
    ['a text that is a number', 400, { type: 'message', text: 42 }],
    ['a text that is a list', 400, { type: 'message', text: ['bonjour'] }],
    ['a sender that is a string', 400, { type: 'message', text: 'bonjour', from: 'me' }],
    ['null', 400, 'null'],
    ['a list', 400, '[]'],
    ['a body of one megabyte', 413, { type: 'message', text: 'a'.repeat(1_000_000) }],
  ];
  for (const [name, status, body] of refused) {
    it(`answers ${name} with ${status} and a readable error, without a stack`, async () => {
      const conversation = await HttpConversation.begin(server);

      const response = await conversation.post(body);
      const text = await response.text();

      assert.equal(response.status, status);
      const { error } = JSON.parse(text) as { error: { code: string; message: string } };
      assert.ok(error.code && error.message.length > 10, text);
      assert.doesNotMatch(text, /node_modules|\.ts:|\.mjs:|at \w/);
    });
  }

  const answered: [name: string, text: string, answer: RegExp][] = [
    ['an empty message', '', /je ne lis que les mots/i],
    ['only emojis', '😀🎉👍', /je ne lis que les mots/i],
    ['1 001 characters', 'a'.repeat(1001), /trop long pour moi : 1000 caractères au plus/],
    ['only punctuation', '?!… ;', /je ne lis que les mots/i],
    ['control characters', '\u0000\u0007\u202e', /je ne lis que les mots/i],
    ['a lone surrogate', '\ud83d', /je ne lis que les mots/i],
    ['a word nobody knows', 'xkqzwv jjhgty', /pas compris/],
  ];
  for (const [name, text, answer] of answered) {
    it(`answers ${name} with a sentence that helps`, async () => {
      const conversation = await HttpConversation.begin(server);
      await conversation.heard(1);

      const { text: said } = await conversation.say(text);

      assert.match(said.replace(/[\u00a0\u202f]/g, ' '), answer);
    });
  }

  it('takes 1 000 characters for a question like any other', async () => {
    const conversation = await HttpConversation.begin(server);
    await conversation.heard(1);

    const { text } = await conversation.say('êtes-vous un robot ? '.repeat(50).slice(0, 1000));

    assert.doesNotMatch(text, /trop long/);
  });

  it('refuses politely a conversation that goes too fast, and answers it again after a pause', async () => {
    const conversation = await HttpConversation.begin(server);
    await conversation.heard(1);

    for (let i = 0; i < 15; i++) await conversation.say('bonjour');
    const tooFast = await conversation.say('bonjour');
    server.clock.advance(5_000);
    const later = await conversation.say('bonjour');

    assert.match(tooFast.text, /plus vite que moi/);
    assert.match(later.text, /Bonjour/);
  });

  it('answers an address where there is nothing with 404', async () => {
    const response = await fetch(`${server.url}/v3/nothing`);

    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'ResourceNotFound');
  });

  it('does not grow when the same nonsense comes again and again', async () => {
    const conversation = await HttpConversation.begin(server);
    const send = async (times: number) => {
      for (let i = 0; i < times; i++) await (await conversation.post('{"type":"nothing"')).text();
    };
    await send(300);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;

    await send(600);

    collectGarbage();
    const grownMb = (process.memoryUsage().heapUsed - before) / 1e6;
    assert.ok(grownMb < 20, `${grownMb.toFixed(1)} MB more`);
  });
});
