import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { everyBlock } from './replies.ts';
import { Site } from './site.ts';
import { Visitor } from './visitor.ts';

describe('Widget, accessibility', () => {
  let browser: Browser;
  let site: Site;
  let visitor: Visitor;

  before(async function () {
    this.timeout(60_000);
    browser = await launchBrowser();
    site = await Site.start();
    site.service.answers.set('tout', everyBlock);
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });
  afterEach(() => visitor.leave());

  for (const width of [320, 1280]) {
    for (const [name, path] of [
      ['a page', '/'],
      ['the demonstration page', '/demo'],
    ] as const) {
      it(`breaks no rule on ${name}, ${width} px wide: closed, open, with every block, with trouble`, async () => {
        visitor = await Visitor.come(browser, site, { width, path });

        await visitor.meetsAccessibilityRules();
        await visitor.open();
        await visitor.meetsAccessibilityRules();
        await visitor.say('tout');
        await visitor.hears('En danger');
        await visitor.page.getByText('En savoir plus').click();
        await visitor.page.getByRole('button', { name: 'Non', exact: true }).click();
        await visitor.hears('/vote salaire no');
        await visitor.say('tout');
        await visitor.log.locator('.bot', { hasText: 'En danger' }).nth(1).waitFor();
        await visitor.meetsAccessibilityRules();
        site.cut();
        await visitor.say('encore');
        await visitor.log.getByText('En attente').waitFor();
        await visitor.meetsAccessibilityRules();
        site.restore();
      });
    }
  }

  it('fits 320 px without scrolling sideways, and covers the page', async () => {
    visitor = await Visitor.come(browser, site, { width: 320, path: '/demo' });
    await visitor.open();
    await visitor.say('tout');
    await visitor.hears('En danger');

    const panel = await visitor.panel.boundingBox();

    assert.deepEqual(panel, { x: 0, y: 0, width: 320, height: 800 });
    assert.equal(await visitor.page.evaluate('document.documentElement.scrollWidth'), 320);
    assert.equal(await visitor.log.evaluate((log) => log.scrollWidth <= log.clientWidth), true);
  });

  it('keeps the keyboard inside the panel while it covers the page', async () => {
    visitor = await Visitor.come(browser, site, { width: 320 });
    await visitor.open();

    const outside = await visitor.page.evaluate(`(() => {
      document.querySelector('main a').focus();
      return document.activeElement.localName;
    })()`);

    assert.equal(outside, 'assistant-emploi');
  });

  it('lets the page be used beside the panel on a wide screen', async () => {
    visitor = await Visitor.come(browser, site);
    await visitor.open();

    await visitor.page.getByText('Un lien').click();

    assert.match(visitor.page.url(), /#suite$/);
    assert.equal(await visitor.panel.isVisible(), true);
  });

  it('moves nothing for people who ask for less motion', async () => {
    visitor = await Visitor.come(browser, site);
    await visitor.open();
    const animations = () => visitor.panel.evaluate((node) => getComputedStyle(node).animationName);

    const still = await animations();
    await visitor.page.emulateMedia({ reducedMotion: 'no-preference' });

    assert.equal(still, 'none');
    assert.equal(await animations(), 'appear');
  });

  it('keeps the edges of its buttons and messages in forced colours', async () => {
    visitor = await Visitor.come(browser, site);
    await visitor.page.emulateMedia({ forcedColors: 'active' });
    await visitor.open();
    await visitor.say('tout');
    await visitor.hears('En danger');

    const edges = await visitor.panel.evaluate((panel) =>
      [...panel.querySelectorAll('button, textarea, .bubble, .alert')].map((node) => {
        const { borderTopStyle, borderTopWidth } = getComputedStyle(node);
        return `${borderTopStyle} ${Number.parseFloat(borderTopWidth) >= 1}`;
      }),
    );

    assert.deepEqual([...new Set(edges)], ['solid true']);
  });

  it('shows where the keyboard is, on every control', async () => {
    visitor = await Visitor.come(browser, site);
    await visitor.open();
    await visitor.say('tout');
    await visitor.hears('En danger');
    const outlines = new Map<string, string>();

    for (let step = 0; step < 16; step++) {
      await visitor.page.keyboard.press('Tab');
      const [name, style] = await visitor.page.evaluate<[string, string]>(`(() => {
        let node = document.activeElement;
        if (node.shadowRoot) node = node.shadowRoot.activeElement;
        return [node.textContent.slice(0, 40) || node.localName, node.localName === 'body' ? 'solid' : getComputedStyle(node).outlineStyle];
      })()`);
      outlines.set(name, style);
    }

    assert.ok(outlines.size >= 10, [...outlines.keys()].join(' | '));
    assert.deepEqual(
      [...outlines].filter(([, style]) => style === 'none'),
      [],
    );
  });
});
