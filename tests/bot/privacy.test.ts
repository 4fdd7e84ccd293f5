import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpConversation, startTestServer } from '../support/server.ts';

const canaries = [
  'Zbigniewska',
  'Canariquez',
  '06 98 76 54 32',
  '0698765432',
  '2 84 07 13 001 123 45',
  'canari.jaune@exemple.fr',
  '127.0.0.1',
];

describe('Privacy', () => {
  it('lets nothing that a person wrote, nor who they are, reach a file or the log', async () => {
    const server = await startTestServer();
    const conversation = await HttpConversation.begin(server);
    await conversation.heard(1);

    await conversation.say("bonjour, je m'appelle Zbigniewska Canariquez, mon numéro est 06 98 76 54 32");
    await conversation.say('je suis un robot ? mon mail : canari.jaune@exemple.fr');
    await conversation.say('/vote capacites yes');
    await conversation.say('2 84 07 13 001 123 45 '.repeat(60));
    await conversation.post('{"text":"Zbigniewska Canariquez 0698765432"');
    await conversation.post({ type: 'Zbigniewska', text: 'Canariquez' });
    await conversation.post({ type: 'event', name: 'Zbigniewska', value: { tel: '0698765432' } });
    await fetch(`${server.url}/Zbigniewska?tel=0698765432`);
    await server.stop();

    const written = filesUnder(server.dataDir).map((file) => `${file}\n${readFileSync(file, 'utf8')}`);
    const everything = [...written, ...server.logged].join('\n');
    for (const canary of [...canaries, conversation.id, conversation.token]) {
      assert.ok(!everything.includes(canary), `"${canary}" was kept`);
    }
  });

  it('logs of a failed turn the name of the error and where it came from, never its words', async () => {
    const server = await startTestServer();
    server.brain.understander.understand = () => {
      throw new TypeError('cannot read "Zbigniewska Canariquez"');
    };
    const conversation = await HttpConversation.begin(server);
    await conversation.heard(1);

    const { text } = await conversation.say('Zbigniewska Canariquez');
    const turns = await server.counts.turns('2026-11-25', '2026-11-25');
    await server.stop();

    assert.match(text, /Je n’ai pas pu répondre, la faute est de mon côté/);
    assert.deepEqual(
      turns.map(({ outcome, count }) => [outcome, count]),
      [['failed', 1]],
    );
    assert.match(server.logged.join(''), /"error":"TypeError"/);
    assert.doesNotMatch(server.logged.join(''), /Canariquez/);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
