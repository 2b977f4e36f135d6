import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { findChromium, hasChromium } from './chromium.ts';

export { hasChromium };

if (!hasChromium) {
  process.stdout.write(
    'No Chromium comes with the install on this machine: the browser tests are skipped (ACQUIT_CHROMIUM names one)\n',
  );
}

/** With this set to a folder, `picture` leaves an image of the page there, to be looked at. */
const pictures = process.env['ACQUIT_PICTURES'];

interface Habits {
  readonly language?: 'en' | 'nl';
  readonly device?: 'phone' | 'desktop';
  readonly dark?: boolean;
}

const sizes = {
  phone: { viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 800 } },
};

/**
 * A headless Chromium for the tests of one file, started before the first and closed after the last; for the body of a
 * `describe`, as no hook can be added later. It reaches this machine and nothing else: every other address goes to a
 * proxy that is not there.
 */
export function chromiumOfFile() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const { executablePath, env } = findChromium();
    browser = await chromium.launch({
      executablePath,
      env: Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : []))),
      args: ['--proxy-server=http://127.0.0.1:9', '--disable-background-networking'],
    });
  }, 30_000);
  afterAll(() => browser?.close());

  /** A browser of somebody: nothing is shared with the others, no cookie and no history. Closes with its test. */
  async function openBrowser({ language = 'en', device = 'desktop', dark = false }: Habits = {}) {
    if (browser === undefined) throw new Error('The browser is started before the first test.');
    const context = await browser.newContext({
      ...sizes[device],
      locale: language === 'nl' ? 'nl-NL' : 'en-GB',
      colorScheme: dark ? 'dark' : 'light',
    });
    context.setDefaultTimeout(10_000);
    onTestFinished(() => context.close());
    return context.newPage();
  }

  return { openBrowser };
}

export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
