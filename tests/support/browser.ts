import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Switches of the package: the first end the browser with its first context, the others loosen what a visitor's browser refuses. */
const unwanted = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
];

/** A real headless Chromium, shipped inside its npm package; each visitor has a context of their own. */
export async function launchBrowser(): Promise<Browser> {
  const args = chromium.args.filter((arg) => !unwanted.includes(arg));
  return playwright.launch({ args, executablePath: await chromium.executablePath(), headless: true });
}
