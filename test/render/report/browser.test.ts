/** The page in a browser, from a file and without a network. Skipped where no Chromium is found. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportHtml } from '../../../src/render/report/index.js';
import { chromium, openChromium, WITHOUT_CHROMIUM } from '../../support/chromium.js';
import { sample } from './sample.js';

const NAME = `a report in Chromium${chromium ? '' : `: skipped, ${WITHOUT_CHROMIUM}`}`;

describe.skipIf(!chromium)(NAME, { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'giq-report-'));
  const file = join(folder, 'report.html');
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, reportHtml(sample));
    browser = await openChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  interface Opened {
    readonly page: Page;
    /** What the browser asked for besides the page, what it complained of, and what popped up. */
    readonly trouble: string[];
  }

  async function open({ scripts = true, scheme = 'light', width = 1280 } = {}): Promise<Opened> {
    const page = await browser.newPage();
    const trouble: string[] = [];
    page.on('request', (request) => {
      if (!/^(file:.*report\.html|data:image)/.test(request.url())) trouble.push(request.url());
    });
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('dialog', (dialog) => {
      trouble.push(dialog.message());
      void dialog.dismiss();
    });
    await page.setJavaScriptEnabled(scripts);
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(pathToFileURL(file).href);
    if (scripts) await page.waitForSelector('#view:not([hidden])');
    return { page, trouble };
  }

  /** What `axe` finds that is serious. */
  async function gravesOf(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  }

  /** Red, green and blue at a pixel of the first patch. */
  const pixelAt = (page: Page, x: number, y: number) =>
    page.$eval(
      '.patch canvas',
      (canvas, at) => [...canvas.getContext('2d')!.getImageData(at[0], at[1], 1, 1).data.slice(0, 3)],
      [x, y],
    );

  it('asks for nothing, runs nothing foreign, complains of nothing', async () => {
    const { page, trouble } = await open();
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('shows pictures and tables with scripts off', async () => {
    const { page, trouble } = await open({ scripts: false });
    const images = await page.$$eval('.patch img', (all) => all.map((image) => image.naturalWidth));
    expect(images).toEqual([32, 32]);
    expect(await page.$$eval('tbody tr', (rows) => rows.map((row) => row.checkVisibility()))).toEqual([
      true,
      true,
      true,
    ]);
    expect(await page.$eval('#view', (view) => view.checkVisibility())).toBe(false);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('shows the same grey with scripts as without, and other ranges and colours when asked', async () => {
    const { page } = await open();
    const [spot, field] = [[8, 16] as const, sample.sections[0].parts[0]];
    if (field.kind !== 'pictures') throw new Error('the sample begins with pictures');
    const gauss = 1000 * field.pictures[0].field.pixels[20 * 32 + 12];
    const grey = (range: number) => Math.round((Math.min(1, Math.max(-1, gauss / range)) / 2 + 0.5) * 255);
    expect(Math.abs((await pixelAt(page, 12, 20))[0] - grey(1000))).toBeLessThanOrEqual(1);
    await page.focus('#range');
    for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowLeft');
    expect(await page.$eval('#range-shown', ({ textContent }) => textContent)).toBe('±600 G');
    expect(Math.abs((await pixelAt(page, 12, 20))[0] - grey(600))).toBeLessThanOrEqual(1);
    await page.focus('input[value=grey]');
    await page.keyboard.press('ArrowRight');
    const [red, , blue] = await pixelAt(page, ...spot);
    expect(red).toBeGreaterThan(blue + 50);
    await page.close();
  });

  it('sorts by keyboard', async () => {
    const { page } = await open();
    const ids = () => page.$$eval('tbody th', (cells) => cells.map(({ textContent }) => textContent));
    await page.focus('th.number button');
    await page.keyboard.press('Enter');
    expect((await ids()).slice(0, 2)).toEqual(['a', 'b']);
    await page.keyboard.press('Space');
    expect((await ids()).slice(0, 2)).toEqual(['b', 'a']);
    expect(await page.$eval('th.number', (head) => head.ariaSort)).toBe('descending');
    await page.close();
  });

  it('enlarges by keyboard, goes on, and comes back to where it was', async () => {
    const { page } = await open();
    const title = () => page.$eval('#zoom-title', ({ textContent }) => textContent);
    await page.focus('.patch:nth-child(2) button');
    await page.keyboard.press('Enter');
    expect(await title()).toBe('two');
    const width = await page.$eval('dialog canvas', ({ clientWidth }) => clientWidth);
    expect(width % 32).toBe(0);
    expect(width).toBeGreaterThan(32 * 8);
    expect(await gravesOf(page)).toEqual([]);
    await page.keyboard.press('ArrowRight');
    expect(await title()).not.toBe('two');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
    expect(await page.$eval('.patch:nth-child(2) button', (button) => button.matches(':focus'))).toBe(true);
    await page.close();
  });

  it.each(['light', 'dark'])('axe-core finds nothing serious (%s)', async (scheme) => {
    const { page } = await open({ scheme });
    expect(await gravesOf(page)).toEqual([]);
    await page.close();
  });

  it('fits a phone: only tables and code scroll sideways', async () => {
    const { page } = await open({ width: 360 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });
});
