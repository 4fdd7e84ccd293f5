import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { type BotMessage, HttpConversation, startTestServer, type TestServer } from '../support/server.ts';
import { plain, readCases, turnSchema } from '../support/transcripts.ts';

const conversations = z
  .object({ conversations: z.array(z.object({ name: z.string(), turns: z.array(turnSchema) })) })
  .parse(readCases('conversations', z.any()).find(({ file }) => file === 'calculs.yaml')?.content);

const begin = async (server: TestServer) => {
  const conversation = await HttpConversation.begin(server);
  await conversation.heard(1);
  return conversation;
};
/** The addresses that a message links to on our own pages. */
const linksOf = ({ channelData }: BotMessage) =>
  (channelData?.reply?.blocks ?? []).flatMap((block) =>
    block.kind === 'links'
      ? (block as unknown as { links: { url: string }[] }).links.map(({ url }) => url)
      : [],
  );

describe('Whole calculations through the Direct Line door', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
    await server.warmUp();
  });
  after(() => server.stop());

  for (const { name, turns } of conversations.conversations) {
    it(name, async () => {
      const conversation = await begin(server);
      for (const { said, says, neverSays } of turns) {
        const text = plain((await conversation.say(said)).text);
        for (const phrase of says)
          assert.ok(text.includes(phrase), `"${said}": "${phrase}" is not in ${text}`);
        for (const phrase of neverSays)
          assert.ok(!text.includes(phrase), `"${said}": "${phrase}" is in ${text}`);
      }
    });
  }
});

describe('The page of a result', () => {
  let server: TestServer;
  let address: string;
  before(async () => {
    server = await startTestServer();
    const conversation = await begin(server);
    const answer = await conversation.say('combien gagne un apprenti de 19 ans en 2e année ?');
    const link = linksOf(answer).find((url) => url.startsWith('/resultats?'));
    assert.ok(link, 'the result has a link');
    address = `${server.url}${link}`;
  });
  after(() => server.stop());

  it('shows the result, what it was worked out from, its sources and its day', async () => {
    const response = await fetch(address);
    const html = plain(await response.text());

    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    for (const phrase of ['952,18 €', 'âge : 19 ans', 'D6222-26', 'Calcul fait le 25 novembre 2026'])
      assert.ok(html.replace(/&#39;/g, "'").includes(phrase), phrase);
  });

  it('has an address that tells nothing of the person', () => {
    const sealed = Buffer.from(address.split('r=').at(-1) as string, 'base64url').toString('latin1');

    assert.doesNotMatch(`${address}${sealed}`, /apprenti|annee|remuneration/);
  });

  it('opens no more once a letter of its address is changed, or after half an hour', async () => {
    const changed = await fetch(`${address.slice(0, -4)}AAAA`);
    server.clock.advance(31 * 60_000);
    const late = await fetch(address);

    assert.equal(changed.status, 410);
    assert.equal(late.status, 410);
    assert.match(await late.text(), /Refaites le calcul/);
  });
});

describe('An address in a conversation', () => {
  const asked: string[] = [];
  let geocoder: Server;
  let server: TestServer;
  /** Answers any address with a point in the middle of Beisson, of Puyricard, or with a street only. */
  const answerFor = (query: string) => {
    const [lon, lat] = query.includes('Puyricard') ? [5.4166, 43.5806] : [5.4531, 43.5412];
    const type = query.includes('sans numéro') ? 'street' : 'housenumber';
    const properties = { label: 'LABEL 13090 Aix-en-Provence', score: 0.95, type, citycode: '13001' };
    return {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties }],
    };
  };
  before(async () => {
    geocoder = createServer((request, response) => {
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams.get('q') ?? '';
      asked.push(query);
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answerFor(query)));
    });
    await new Promise<void>((resolve) => geocoder.listen(0, '127.0.0.1', resolve));
    const { port } = geocoder.address() as AddressInfo;
    server = await startTestServer({ GEOCODER_URL: `http://127.0.0.1:${port}/geocodage` });
  });
  after(async () => {
    await server.stop();
    await new Promise((resolve) => geocoder.close(resolve));
  });

  it('is asked for after a sentence of consent, and sent nowhere before', async () => {
    const conversation = await begin(server);

    const offer = await conversation.say('est-ce que mon adresse est dans un quartier prioritaire ?');
    const consent = await conversation.say('/address');

    assert.match(plain(offer.text), /Je peux regarder une adresse sur la carte/);
    assert.match(plain(consent.text), /je l'envoie sans votre nom .* puis je l'oublie/);
    assert.deepEqual(asked, []);
    assert.match((await conversation.say('/address no')).text, /je n’envoie rien/);
    assert.deepEqual(asked, []);
  });

  it('answers the question of a calculation, which then goes on', async () => {
    const conversation = await begin(server);
    await conversation.say('/simulate emploi-franc');
    await conversation.say('CDI signé le 4 mars 2024, 35 heures par semaine');
    await conversation.say('/address');
    const unclear = await conversation.say('rue sans numéro ZZCANARI');
    const found = await conversation.say('99 rue ZZCANARI Puyricard');

    assert.match(plain(unclear.text), /Il me manque le numéro/);
    assert.match(plain(found.text), /n'est dans aucun quartier prioritaire/);
    assert.match(plain(found.text), /31 décembre 2024|quartier/);
  });

  it('asks nothing of the map for a contract that an older one decides', async () => {
    const before = asked.length;
    const conversation = await begin(server);
    await conversation.say('/simulate emploi-franc');
    await conversation.say('CDI signé le 4 mars 2022, 35 heures par semaine');
    await conversation.say('/address');
    const told = await conversation.say('12 rue ZZCANARI');

    assert.match(plain(told.text), /carte plus ancienne/);
    assert.equal(asked.length, before);
  });

  it('and the answers of a calculation reach no file and no log', async () => {
    const conversation = await begin(server);
    await conversation.say('/simulate remuneration-alternance');
    await conversation.say('apprentissage');
    await conversation.say('37 ans, RQTH');
    await server.counts.flush();

    const kept = filesUnder(server.dataDir).map((file) => readFileSync(file, 'latin1'));
    for (const text of [...kept, ...server.logged])
      assert.doesNotMatch(text, /ZZCANARI|37 ans|RQTH|Puyricard/);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
