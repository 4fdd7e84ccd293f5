import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const bundle = join(import.meta.dirname, '../../node_modules/botframework-webchat/dist/webchat-minimal.js');

describe('Web Chat, unmodified, on another site', () => {
  let browser: Browser;
  let site: Server;
  let server: TestServer;
  let origin: string;

  before(async function () {
    this.timeout(60_000);
    site = createServer((request, response) => {
      if (request.url === '/webchat.js') createReadStream(bundle).pipe(response);
      else response.setHeader('Content-Type', 'text/html').end(page(server.url));
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    server = await startTestServer({ WIDGET_ORIGINS: origin });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    site.close();
    await server.stop();
  });

  it('holds a conversation: greeting, question, answer, a button', async function () {
    this.timeout(60_000);
    const tab = await browser.newPage();
    await tab.goto(origin);
    await tab
      .getByText(/assistant emploi d’Aix-en-Provence/)
      .first()
      .waitFor();

    const box = tab.locator('[data-id="webchat-sendbox-input"]');
    await box.fill('je voudrais parler à une personne');
    await box.press('Enter');
    await tab
      .getByText(/Vous pouvez parler à une personne/)
      .first()
      .waitFor();
    await tab.getByRole('button', { name: 'Oui', exact: true }).last().click();
    await tab
      .getByText(/Merci, c’est noté/)
      .first()
      .waitFor();

    const votes = await server.counts.votes('2026-11-25', '2026-11-25');
    assert.deepEqual(votes, [
      { day: '2026-11-25', channel: 'web', topic: 'parler-a-un-humain', isHelpful: true, count: 1 },
    ]);
  });
});

function page(bot: string): string {
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Web Chat</title>
<div id="chat" style="height:600px"></div><script src="/webchat.js"></script>
<script>
  fetch('${bot}/v3/directline/tokens/generate', { method: 'POST' })
    .then((response) => response.json())
    .then(({ token }) => window.WebChat.renderWebChat(
      { directLine: window.WebChat.createDirectLine({ domain: '${bot}/v3/directline', token }), locale: 'fr-FR' },
      document.getElementById('chat'),
    ));
</script></html>`;
}
