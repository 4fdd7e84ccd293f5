import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { escapeHtml, markdownToHtml } from '../../bot/pages/html.ts';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('Fact sheets', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: TestServer;
  let page: Page;
  before(async () => {
    server = await startTestServer({ PUBLIC_URL: 'https://emploi.ville.example' });
    browser = await launchBrowser();
    const context = await browser.newContext({
      javaScriptEnabled: true,
      viewport: { width: 360, height: 800 },
    });
    page = await context.newPage();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  const accessible = [
    '/fiches',
    '/fiches?lang=en',
    '/fiches/emplois-francs-montant',
    '/fiches/emplois-francs-montant?lang=en',
    '/fiches/detresse',
    '/fiches/nulle-part',
  ];
  for (const path of accessible) {
    it(`break no accessibility rule: ${path}`, async () => {
      await page.goto(`${server.url}${path}`);

      await assertAccessible(page);
    });
  }

  it('fit a screen of 320 pixels', async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${server.url}/fiches/emplois-francs-montant`);

    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
  });

  it('answer without JavaScript, with the source, the date and the address to come back to', async () => {
    const response = await fetch(`${server.url}/fiches/emplois-francs-fin`);
    const html = await response.text();

    assert.equal(response.status, 200);
    assert.doesNotMatch(html, /<script/);
    for (const part of [
      '31 décembre 2024',
      'Sources',
      'Vérifié le',
      'Fiche éditée le 25 novembre 2026',
      'https://emploi.ville.example/fiches/emplois-francs-fin',
    ]) {
      assert.ok(html.replace(/[\u00a0\u202f]/g, ' ').includes(part), part);
    }
  });

  it('list every topic that is more than small talk, in both languages', async () => {
    const { topics } = server.brain.knowledge;
    const expected = [...topics.values()].filter(({ smallTalk }) => !smallTalk).length;

    for (const language of ['fr', 'en']) {
      const html = await (await fetch(`${server.url}/fiches?lang=${language}`)).text();
      assert.equal(html.match(/<li><a href="\/fiches\//g)?.length, expected);
    }
  });

  it('say 404 for a topic that does not exist, with a way on', async () => {
    const response = await fetch(`${server.url}/fiches/nulle-part`);

    assert.equal(response.status, 404);
    assert.match(await response.text(), /href="\/fiches"/);
  });

  it('print on A4 paper without what only a screen needs', async () => {
    await page.goto(`${server.url}/fiches/emplois-francs-fin`);
    await page.emulateMedia({ media: 'print' });

    const isShown = await page.locator('.related').isVisible();
    const pdf = await page.pdf({ format: 'A4' });

    await page.emulateMedia({ media: 'screen' });
    assert.equal(isShown, false);
    assert.ok(pdf.length > 5_000);
  });

  it('make harmless whatever a text may hold', () => {
    const html = markdownToHtml(
      '<img src=x onerror=alert(1)> [clic](javascript:alert(1)) **gras** [ok](https://a.fr/"x)',
    );

    assert.doesNotMatch(html, /<img|href="javascript|"x"/);
    assert.match(html, /<strong>gras<\/strong>/);
    assert.equal(escapeHtml(`<a href="x" b='y'>&`), '&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;');
  });
});
