import assert from 'node:assert/strict';
import { DirectLine, type Activity as DirectLineActivity } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import XMLHttpRequest from 'xhr2';
import { HttpConversation, startTestServer, type TestServer } from '../support/server.ts';

const base = (server: TestServer) => `${server.url}/v3/directline`;

describe('Direct Line', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ WIDGET_ORIGINS: 'https://www.ville.example,https://intranet.example' });
  });
  after(() => server.stop());

  describe('with the unmodified public client', () => {
    before(() => {
      Object.assign(globalThis, { XMLHttpRequest, WebSocket: globalThis.WebSocket ?? WebSocket });
    });

    for (const webSocket of [true, false]) {
      it(`holds a conversation over ${webSocket ? 'a WebSocket' : 'REST polling'}`, async () => {
        const response = await fetch(`${base(server)}/tokens/generate`, { method: 'POST' });
        const { token } = (await response.json()) as { token: string };
        const client = new DirectLine({ domain: base(server), token, webSocket, pollingInterval: 200 });
        const heard: DirectLineActivity[] = [];

        await new Promise<void>((resolve, reject) => {
          const next = (activity: DirectLineActivity) => {
            heard.push(activity);
            const fromBot = heard.filter(({ from }) => from.id !== 'tester');
            if (fromBot.length === 1 && activity.from.id !== 'tester') {
              client
                .postActivity({ type: 'message', from: { id: 'tester' }, text: 'êtes-vous un robot ?' })
                .subscribe({ error: reject });
            }
            if (fromBot.length === 2) resolve();
          };
          client.activity$.subscribe({ next, error: reject });
        });
        client.end();

        const texts = heard.map((activity) => (activity.type === 'message' ? activity.text : ''));
        assert.match(texts[0] ?? '', /assistant emploi d’Aix-en-Provence/);
        assert.equal(texts[1], 'êtes-vous un robot ?');
        assert.match(texts[2] ?? '', /Je suis un assistant automatique/);
      });
    }
  });

  it('greets once, in the language that the browser asks for', async () => {
    const conversation = await HttpConversation.begin(server, { 'Accept-Language': 'en-GB,en;q=0.9' });

    const [greeting] = await conversation.heard(1);
    await conversation.say('are you a robot?');

    assert.match(greeting?.text ?? '', /^Hello, I am the employment assistant/);
    assert.equal((await conversation.heard(2)).length, 2);
  });

  it('answers a message sent twice under one client id only once', async () => {
    const conversation = await HttpConversation.begin(server);
    const message = {
      type: 'message',
      from: { id: 'me' },
      text: 'bonjour',
      channelData: { clientActivityID: 'c1' },
    };

    const first = (await (await conversation.post(message)).json()) as { id: string };
    await conversation.heard(2);
    const second = (await (await conversation.post(message)).json()) as { id: string };
    await conversation.say('merci');

    assert.equal(second.id, first.id);
    assert.equal((await conversation.heard(3)).length, 3);
  });

  it('replays what a stream missed from its watermark, and nothing before it', async () => {
    const conversation = await HttpConversation.begin(server);
    await conversation.heard(1);
    const { watermark } = await conversation.activities();
    await conversation.say('bonjour');
    const response = await fetch(
      `${conversation.base}/conversations/${conversation.id}?watermark=${watermark}`,
      {
        headers: { Authorization: `Bearer ${conversation.token}` },
      },
    );
    const { streamUrl } = (await response.json()) as { streamUrl: string };

    const set = await firstFrame(streamUrl);

    assert.deepEqual(
      set.activities.map(({ from }) => from.id),
      ['me', 'assistant-emploi'],
    );
  });

  it('goes on with a conversation that a restart has made it forget', async () => {
    const before = await startTestServer();
    const conversation = await HttpConversation.begin(before);
    await conversation.heard(1);
    await before.stop();
    const after = await startTestServer({ DATA_DIR: before.dataDir, PORT: String(before.port) });
    // The first request may still try a connection of the server that is gone.
    await fetch(`${after.url}/health/live`).catch(() => undefined);

    const answer = await conversation.say('êtes-vous un robot ?');
    await after.stop();

    assert.match(answer.text, /assistant automatique/);
  });

  it('stamps the channel itself: a client that claims Teams stays on the widget', async () => {
    const conversation = await HttpConversation.begin(server);

    await conversation.say('bonjour', { channelId: 'msteams', channelData: { tenant: { id: 'ville' } } });
    const turns = await server.counts.turns('2026-11-25', '2026-11-25');

    assert.deepEqual([...new Set(turns.map(({ channel }) => channel))], ['web']);
  });

  describe('tokens', () => {
    const refusals: [name: string, status: number, headers: (token: string) => Record<string, string>][] = [
      ['no token', 401, () => ({})],
      [
        'a token of somebody else',
        403,
        () => ({ Authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' }),
      ],
      ['an unsigned token', 403, (token) => ({ Authorization: `Bearer ${unsigned(token)}` })],
      [
        'a site that is not allowed',
        403,
        (token) => ({ Authorization: `Bearer ${token}`, Origin: 'https://evil.example' }),
      ],
    ];
    for (const [name, status, headers] of refusals) {
      it(`refuses ${name} with ${status} and a readable reason`, async () => {
        const conversation = await HttpConversation.begin(server);

        const response = await fetch(`${conversation.base}/conversations/${conversation.id}/activities`, {
          headers: headers(conversation.token),
        });
        const body = (await response.json()) as { error: { code: string; message: string } };

        assert.equal(response.status, status);
        assert.ok(body.error.code.length > 3 && body.error.message.length > 10);
      });
    }

    it('refuses a token given to another allowed site', async () => {
      const conversation = await HttpConversation.begin(server, { Origin: 'https://www.ville.example' });

      const response = await fetch(`${conversation.base}/conversations/${conversation.id}/activities`, {
        headers: { Authorization: `Bearer ${conversation.token}`, Origin: 'https://intranet.example' },
      });

      assert.equal(response.status, 403);
    });

    it('refuses a token for another conversation', async () => {
      const [mine, theirs] = [await HttpConversation.begin(server), await HttpConversation.begin(server)];

      const response = await fetch(`${mine.base}/conversations/${theirs.id}/activities`, {
        headers: { Authorization: `Bearer ${mine.token}` },
      });

      assert.equal(response.status, 403);
    });

    it('are good for half an hour, and can be refreshed before', async () => {
      const conversation = await HttpConversation.begin(server);
      const headers = { Authorization: `Bearer ${conversation.token}` };
      const read = (token = conversation.token) =>
        fetch(`${conversation.base}/conversations/${conversation.id}/activities`, {
          headers: { Authorization: `Bearer ${token}` },
        });

      server.clock.advance(29 * 60_000);
      const fresh = await fetch(`${conversation.base}/tokens/refresh`, { method: 'POST', headers });
      const { token } = (await fresh.json()) as { token: string };
      server.clock.advance(2 * 60_000);
      const statuses = [(await read()).status, (await read(token)).status];
      server.clock.advance(-31 * 60_000);

      assert.deepEqual(statuses, [403, 200]);
    });
  });

  it('lets the listed sites read its answers, and no other', async () => {
    const start = (origin: string) =>
      fetch(`${base(server)}/conversations`, { method: 'POST', headers: { Origin: origin } });

    const allowed = await start('https://www.ville.example');
    const foreign = await start('https://evil.example');

    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://www.ville.example');
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
  });
});

function unsigned(token: string): string {
  const [, payload] = token.split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
}

function firstFrame(url: string): Promise<{ activities: { from: { id: string } }[] }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on('error', reject);
    socket.on('message', (data) => {
      socket.close();
      resolve(JSON.parse(String(data)) as { activities: { from: { id: string } }[] });
    });
  });
}
