import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpConversation } from '../support/server.ts';

const program = join(import.meta.dirname, '../../dist/index.mjs');

describe('The program', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  it('says what it serves, answers, and writes its counts when it is told to stop', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'program-'));
    const { summary, url } = await start({ DATA_DIR: dataDir });

    const live = await fetch(`${url}/health/live`);
    const ready = await fetch(`${url}/health/ready`);
    const conversation = await HttpConversation.begin({ url });
    await conversation.heard(1);
    await conversation.say('êtes-vous un robot ?');
    child?.kill('SIGTERM');
    const [code] = (await once(child as ChildProcess, 'exit')) as [number];

    assert.match(summary, /ready on http:\/\/localhost:\d+\//);
    assert.match(summary, /Teams and Messenger: off \(no Bot Framework credentials\)/);
    assert.match(summary, /topics: \d+ of \d+/);
    assert.deepEqual([live.status, ready.status, code], [200, 200, 0]);
    const month = new Date().toISOString().slice(0, 7);
    const counts = readFileSync(join(dataDir, 'counts', `${month}.json`), 'utf8');
    assert.match(counts, /\|web\|accueil\|capacites\|fr\|\|answered": 1/);
  });

  it('prints nothing of who asks nor of what is asked, whatever goes wrong', async () => {
    const { url } = await start({ LOG_LEVEL: 'debug' });
    let printed = '';
    for (const stream of [child?.stdout, child?.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
    }

    const headers = { 'X-Name': 'Zbigniewska', 'Content-Type': 'application/json' };
    await fetch(`${url}/Zbigniewska?tel=0698765432`, { headers });
    await fetch(`${url}/fiches/Zbigniewska?tel=0698765432`, { headers });
    await fetch(`${url}/v3/directline/conversations/Zbigniewska/activities`, {
      method: 'POST',
      headers,
      body: '{"0698765432',
    });
    await fetch(`${url}/api/messages`, { method: 'POST', headers, body: '{"text":"Zbigniewska"}' });
    child?.kill('SIGTERM');
    await once(child as ChildProcess, 'close');

    assert.doesNotMatch(printed, /Zbigniewska|0698765432|127\.0\.0\.1/);
  });

  it('has no cloud door in production without credentials', async () => {
    const { url } = await start({ NODE_ENV: 'production' });

    const response = await fetch(`${url}/api/messages`, { method: 'POST', body: '{}' });

    assert.equal(response.status, 404);
  });

  it('has one outside production, which answers a local tester', async () => {
    const replies: { text?: string }[] = [];
    const connector = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      replies.push(JSON.parse(Buffer.concat(chunks).toString()) as { text?: string });
      response.setHeader('Content-Type', 'application/json').end('{"id":"1"}');
    }).listen(0, '127.0.0.1');
    await once(connector, 'listening');
    const { url } = await start({});

    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: '1',
        channelId: 'msteams',
        serviceUrl: `http://127.0.0.1:${(connector.address() as AddressInfo).port}`,
        conversation: { id: 'c' },
        from: { id: 'u' },
        recipient: { id: 'b' },
        text: 'êtes-vous un robot ?',
      }),
    });
    connector.close();

    assert.equal(response.status, 200);
    assert.match(replies[0]?.text ?? '', /Je suis un assistant automatique/);
  });

  it('stops at the start with one line when its port is taken', async () => {
    const taken = createServer().listen(0, '0.0.0.0');
    await once(taken, 'listening');

    const { code, errors } = await fail({ PORT: String((taken.address() as AddressInfo).port) });
    taken.close();

    assert.equal(code, 1);
    assert.match(errors, /^configuration: PORT: another program already listens there; set another PORT\n$/);
  });

  it('stops at the start with a line for each configuration mistake', async () => {
    const { code, errors } = await fail({ PORT: 'http', DEV_STAFF: 'yes' });

    assert.equal(code, 1);
    assert.equal(
      errors,
      'configuration: PORT: must be a port number\nconfiguration: DEV_STAFF: must be 0 or 1\n',
    );
  });

  function run(env: Record<string, string>): ChildProcess {
    const dataDir = mkdtempSync(join(tmpdir(), 'program-'));
    child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        HOST: '0.0.0.0',
        DATA_DIR: dataDir,
        LOG_LEVEL: 'error',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return child;
  }

  async function start(env: Record<string, string>): Promise<{ summary: string; url: string }> {
    const { stdout } = run(env);
    let summary = '';
    await new Promise<void>((resolve) => {
      stdout?.on('data', (chunk: Buffer) => {
        summary += chunk.toString();
        if (/counts: /.test(summary)) resolve();
      });
    });
    const port = /localhost:(\d+)/.exec(summary)?.[1];
    return { summary, url: `http://127.0.0.1:${port}` };
  }

  async function fail(env: Record<string, string>): Promise<{ code: number; errors: string }> {
    const failing = run(env);
    let errors = '';
    failing.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const [code] = (await once(failing, 'close')) as [number];
    return { code, errors };
  }
});
