import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { builtWidget } from './site.ts';
import { Visitor } from './visitor.ts';

describe('Widget and assistant, on another site', () => {
  let browser: Browser;
  let site: Server;
  let server: TestServer;
  let url: string;

  before(async function () {
    this.timeout(60_000);
    site = createServer((_request, response) =>
      response
        .setHeader('Content-Type', 'text/html; charset=utf-8')
        .end(
          `<!doctype html><html lang="fr"><title>Ville</title><link rel="icon" href="data:,"><script src="${server.url}/widget.js" defer></script><main><h1>Ville</h1></main></html>`,
        ),
    ).listen(0, '127.0.0.1');
    await once(site, 'listening');
    url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    server = await startTestServer({ WIDGET_ORIGINS: url });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    site.close();
    await server?.stop();
  });

  it('hold a conversation: greeting, question, choice, vote, reload', async function () {
    this.timeout(30_000);
    const { folder } = await builtWidget();
    const serve = async (context: BrowserContext) => {
      for (const file of ['widget.js', 'widget/chat.js']) {
        // The files of this source, not those of the last build.
        await context.route(`${server.url}/${file}`, (route) =>
          route.fulfill({
            contentType: 'text/javascript',
            headers: { 'Access-Control-Allow-Origin': '*' },
            body: readFileSync(join(folder, file)),
          }),
        );
      }
    };
    const visitor = await Visitor.come(browser, { url }, { prepare: serve });

    await visitor.open();
    await visitor.say('je voudrais parler à une personne');
    await visitor.hears('Vous pouvez parler à une personne');
    await visitor.page.getByRole('button', { name: 'Oui', exact: true }).last().click();
    await visitor.hears('Merci, c’est noté');
    await visitor.page.reload();
    await visitor.button.click();
    await visitor.say('bonjour');
    await visitor.log.locator('.user', { hasText: 'bonjour' }).locator('~ .bot').first().waitFor();

    const votes = await server.counts.votes('2026-11-25', '2026-11-25');
    assert.equal(votes.length, 1);
    await visitor.leave();
  });
});
