import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { Site } from './site.ts';

/** One browser for the tests of a block, and a site of its own for each: `arrive` before a test, `leave` after it. */
export function onFreshSites({
  arrive,
  leave,
}: {
  arrive: (browser: Browser, site: Site) => Promise<void> | void;
  leave: () => Promise<void> | void;
}): void {
  let browser: Browser;
  let site: Site;

  before(async function () {
    this.timeout(60_000);
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    site = await Site.start();
    await arrive(browser, site);
  });
  afterEach(async () => {
    await leave();
    await site.stop();
  });
}
