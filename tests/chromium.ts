import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Where there is no Chromium, tests of pages are skipped; the line says so in the report. */
export const hasChromium = existsSync(executablePath);
export const skipReason = hasChromium
  ? ''
  : ` (skipped: no ${executablePath}; "apt-get install chromium" brings it)`;

/** Debian's Chromium with every name but this machine's unknown to it: whatever a page wants from elsewhere fails. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
}

export interface Watched {
  page: Page;
  context: BrowserContext;
  /** Addresses outside the origin that the page asked for. */
  foreign: string[];
  /** Errors on the console and uncaught ones. */
  errors: string[];
  /** What the page's Content-Security-Policy stopped, on this page so far. */
  violations(): Promise<string[]>;
}

/** A fresh page that keeps account of what must not happen. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { __violations: seen });
    const target = globalThis as unknown as {
      addEventListener(name: string, listener: (event: never) => void): void;
    };
    target.addEventListener(
      'securitypolicyviolation',
      (event: { violatedDirective: string; blockedURI: string }) => {
        seen.push(`${event.violatedDirective} ${event.blockedURI}`);
      },
    );
  });
  return {
    page,
    context,
    foreign,
    errors,
    violations: () => page.evaluate(() => (globalThis as unknown as { __violations: string[] }).__violations),
  };
}
