import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { onFreshSites } from './fresh-site.ts';
import { builtWidget, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

describe('Widget, on a page that embeds it', () => {
  let browser: Browser;
  let site: Site;
  let visitor: Visitor;

  onFreshSites({
    arrive: (freshBrowser, freshSite) => {
      browser = freshBrowser;
      site = freshSite;
    },
    leave: () => visitor?.leave(),
  });

  it('weighs at most 3 KB before the click and 30 KB after it, gzipped', async () => {
    const { loader, chat } = await builtWidget();

    assert.ok(loader <= 3072, `loader: ${loader} bytes`);
    assert.ok(chat <= 30_720, `chat: ${chat} bytes`);
  });

  it('fetches nothing but its loader before the button is pressed', async () => {
    visitor = await Visitor.come(browser, site);
    await visitor.page.waitForLoadState('networkidle');
    const before = [...visitor.requests];

    await visitor.open();

    assert.deepEqual(before, [`${site.url}/`, `${site.url}/widget.js`]);
    assert.equal(visitor.requests[2], `${site.url}/widget/chat.js`);
  });

  it('obeys a strict policy: a whole conversation gives no violation', async () => {
    visitor = await Visitor.come(browser, site);

    await visitor.open();
    await visitor.say('bonjour');
    await visitor.hears('Vous avez dit : bonjour');

    assert.deepEqual(await visitor.violations(), []);
  });

  it('has its looks in a browser that cannot construct style sheets, where the page allows them', async () => {
    visitor = await Visitor.come(browser, site, {
      prepare: async (context) => {
        await context.addInitScript('delete CSSStyleSheet.prototype.replaceSync');
        await context.route('**/', async (route) => {
          const response = await route.fetch();
          const { 'content-security-policy': _, ...headers } = response.headers();
          await route.fulfill({ response, headers });
        });
      },
    });

    await visitor.open();
    await visitor.say('bonjour');
    await visitor.hears('Vous avez dit : bonjour');

    const shown = await visitor.page
      .getByRole('dialog')
      .evaluate((dialog) => getComputedStyle(dialog).position);
    assert.equal(shown, 'fixed');
  });

  it('leaves no cookie and asks nothing of another site', async () => {
    visitor = await Visitor.come(browser, site);

    await visitor.open();
    await visitor.say('bonjour');
    await visitor.hears('Vous avez dit : bonjour');

    const { host } = new URL(site.url);
    assert.deepEqual(await visitor.context.cookies(), []);
    assert.deepEqual(
      visitor.requests.filter(
        (address) => address.startsWith('data:') === false && new URL(address).host !== host,
      ),
      [],
    );
    assert.deepEqual(await visitor.page.evaluate('Object.keys(localStorage)'), []);
  });

  it('speaks the language of the page', async () => {
    visitor = await Visitor.come(browser, site, { path: '/?lang=en-GB' });

    await visitor.open();

    assert.equal(await visitor.button.textContent(), 'A question about jobs?');
    await visitor.panel.getByRole('button', { name: 'Send' }).waitFor();
    assert.equal(await visitor.page.locator('assistant-emploi aside').getAttribute('lang'), 'en');
  });

  it('says that it could not open when the network is gone, and opens at the next try', async () => {
    visitor = await Visitor.come(browser, site);
    site.cut();
    await visitor.button.click();
    await visitor.page.getByText('n’a pas pu s’ouvrir').waitFor();
    site.restore();

    await visitor.open();

    assert.equal(await visitor.button.isHidden(), true);
  });

  it('keeps its look whatever the style of the page, and the page its own', async () => {
    visitor = await Visitor.come(browser, site);
    const styleOf = `(root) => [...root.querySelectorAll('*')].map((node) => getComputedStyle(node).cssText).join()`;
    await visitor.open();
    const look = `(${styleOf})(document.querySelector('assistant-emploi').shadowRoot)`;
    const before = await visitor.page.evaluate(look);

    await visitor.page.evaluate(`(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { color: red; } button, p, dialog { font: 9px serif; border: 5px solid; } body { letter-spacing: 4px; }');
      document.adoptedStyleSheets = [sheet];
    })()`);

    assert.equal(await visitor.page.evaluate(look), before);
  });

  it('takes its colours from the custom properties of the page', async () => {
    visitor = await Visitor.come(browser, site);

    await visitor.page.evaluate(`(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('assistant-emploi { --assistant-accent: rgb(0, 80, 40); }');
      document.adoptedStyleSheets = [sheet];
    })()`);

    const colour = await visitor.button.evaluate((node) => getComputedStyle(node).backgroundColor);
    assert.equal(colour, 'rgb(0, 80, 40)');
  });
});
