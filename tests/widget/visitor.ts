import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';

/** Tells the page's policy violations, and the messages that joined a log already on the page. */
const witness = `
  window.violations = [];
  window.announced = [];
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (target.role !== 'log') continue;
        for (const node of addedNodes) announced.push(node.textContent);
      }
    }).observe(root, { childList: true, subtree: true });
    return root;
  };
`;

interface VisitOptions {
  readonly width?: number;
  readonly path?: string;
  /** Sets the browser up before the page is loaded. */
  prepare?(context: BrowserContext): Promise<void>;
}

/** Somebody on a page that embeds the widget: what they do, and what they find. */
export class Visitor {
  /** Addresses that the page asked for, in order. */
  readonly requests: string[] = [];
  readonly button: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  readonly log: Locator;
  readonly status: Locator;

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.button = page.locator('assistant-emploi .launcher');
    this.panel = page.getByRole('dialog');
    this.field = page.getByRole('textbox');
    this.log = page.getByRole('log');
    this.status = page.locator('assistant-emploi .status');
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('websocket', (socket) => this.requests.push(socket.url()));
  }

  /** Comes to a page of the site, with a browser of its own. */
  static async come(
    browser: Browser,
    site: { url: string },
    { width = 1280, path = '/', prepare }: VisitOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
      locale: 'fr-FR',
    });
    context.setDefaultTimeout(10_000);
    await prepare?.(context);
    const page = await context.newPage();
    await page.addInitScript(witness);
    const visitor = new Visitor(context, page);
    await page.goto(site.url + path);
    await visitor.button.waitFor();
    return visitor;
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.hears('Bonjour');
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** Waits until the bot has said something that holds the text. */
  async hears(text: string): Promise<void> {
    await this.log.locator('.bot', { hasText: text }).last().waitFor();
  }

  /** Every message shown, as a screen reader reads it. */
  async messages(): Promise<string[]> {
    return (await this.log.locator('.message').allTextContents()).map(plain);
  }

  /** Messages that joined the log while it was on the page: what was read out. */
  async announced(): Promise<string[]> {
    return ((await this.page.evaluate('announced')) as string[]).map(plain);
  }

  violations(): Promise<string[]> {
    return this.page.evaluate('violations');
  }

  /** Fails with the rule and the element of each accessibility violation. */
  async meetsAccessibilityRules(): Promise<void> {
    await assertAccessible(this.page);
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

/** French no-break spaces as ordinary ones, as test files are typed. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
