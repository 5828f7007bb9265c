/** A browser for tests, where one is installed: a test that needs it is skipped with a message without. */
import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where the browser is; `CHROMIUM` names another. */
export const chromium = PLACES.find((place): place is string => place !== undefined && existsSync(place));

/** Says why tests are skipped. */
export const WITHOUT_CHROMIUM = 'no Chromium was found (the variable CHROMIUM can name one)';

export function openChromium(): Promise<Browser> {
  // Chromium has no sandbox for root, which is who runs in containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return puppeteer.launch({ executablePath: chromium!, args, headless: true });
}
