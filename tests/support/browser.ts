import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Switches of the package that would hide what a real visitor's browser refuses. */
const lax = ['--disable-web-security', '--allow-running-insecure-content', '--disable-site-isolation-trials'];

/** A real headless Chromium, shipped inside its npm package. */
export async function launchBrowser(): Promise<Browser> {
  const args = chromium.args.filter((arg) => !lax.includes(arg));
  return playwright.launch({ args, executablePath: await chromium.executablePath(), headless: true });
}
