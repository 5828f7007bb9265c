/** What is true of every figure: it fits, nothing overlaps, its texts are texts, and it is drawn the same every time. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import {
  COLUMN,
  figureBytes,
  figurePng,
  figureSvg,
  PAGE,
  TYPE,
  type Figure,
} from '../../../src/render/figure/index.js';
import { textWidth } from '../../../src/render/typeface.js';
import { plotKinds } from '../../../src/runtime/plots/index.js';
import { ROOT } from '../../support/root.js';
import { figures } from './figures.js';

const GOLDENS = join(ROOT, 'test/runtime/plots/pictures');
/** Small: what matters is where things are and how dark. */
const DOTS_PER_INCH = 72;
/** Mean difference of the 255 levels: antialiasing differs, labels that move do not pass. */
const TOLERANCE = 0.1;

interface Extent {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the labels are; those that are turned are left out. */
function labelsOf({ parts }: Figure): Extent[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'label' || part.turned !== undefined) return [];
    const { text, x, y, anchor = 'start', size = TYPE.label, weight } = part;
    const printed = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, 'r').replace(/[^ -~]/gu, '0');
    const width = textWidth(printed, { size, lineHeight: size, fill: '', ...(weight && { weight }) });
    const left = x - { start: 0, middle: 0.5, end: 1 }[anchor] * width;
    return [{ text, left, right: left + width, top: y - 0.7 * size, bottom: y }];
  });
}

describe('every kind of figure', () => {
  it('is among the made-up ones', () => {
    expect(Object.keys(figures).sort()).toEqual(plotKinds.map(({ name }) => name).sort());
  });
});

describe.each(Object.entries(figures))('%s', (name, figure) => {
  it('is as wide as a column or a page, and everything is inside of it', () => {
    expect([COLUMN, PAGE]).toContain(figure.width);
    for (const label of labelsOf(figure)) {
      expect(label.left, label.text).toBeGreaterThanOrEqual(-0.1);
      expect(label.right, label.text).toBeLessThanOrEqual(figure.width + 0.1);
      expect(label.top, label.text).toBeGreaterThanOrEqual(0);
      expect(label.bottom, label.text).toBeLessThanOrEqual(figure.height);
    }
    for (const part of figure.parts) {
      if (!('box' in part)) continue;
      expect(part.box.x).toBeGreaterThanOrEqual(0);
      expect(part.box.x + part.box.width).toBeLessThanOrEqual(figure.width);
      expect(part.box.y + part.box.height).toBeLessThanOrEqual(figure.height);
    }
  });

  it('has no labels on one another', () => {
    const labels = labelsOf(figure);
    labels.forEach((a, index) => {
      for (const b of labels.slice(index + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        expect(across > 0.5 && down > 0.5, `"${a.text}" on "${b.text}"`).toBe(false);
      }
    });
  });

  it('is an SVG of real text with its title, drawn the same every time', async () => {
    const svg = await figureSvg(figure, ['where <it> comes from']);
    expect(svg).toMatch(/<text [^>]*>[^<]/);
    expect(svg).toContain('<title>');
    expect(svg).toContain('where &#60;it&#62; comes from');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, used] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(used);
    expect(await figureSvg(figure, ['where <it> comes from'])).toBe(svg);
  });

  it('looks as it did', async () => {
    const png = await figurePng(await figureSvg(figure, []), DOTS_PER_INCH);
    const golden = join(GOLDENS, `${name}.png`);
    if (process.env['GIQ_UPDATE_GOLDENS']) {
      mkdirSync(GOLDENS, { recursive: true });
      writeFileSync(golden, png);
    }
    expect(existsSync(golden), `${golden}: npm run goldens:update writes it`).toBe(true);
    const [now, then] = [decode(png), decode(readFileSync(golden))];
    expect([now.width, now.height]).toEqual([then.width, then.height]);
    const differences = Array.from(now.data, (value, index) => Math.abs(value - then.data[index]));
    const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    expect(mean).toBeLessThan(TOLERANCE);
  });
});

describe('a PDF', () => {
  it('embeds its fonts, has its provenance and is the same every time', async () => {
    const svg = await figureSvg(figures.scatter, []);
    const origin = { title: 'Scatter', creator: 'giq', subject: 'world made-up' };
    const pdf = await figureBytes(figures.scatter, svg, '.pdf', origin);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.startsWith('%PDF-1.')).toBe(true);
    expect(text).toMatch(/\/BaseFont \/\w+\+DejaVuSans/);
    expect(text).toContain('/FontFile2');
    expect(text).toContain('world made-up');
    const [, width] = /\/MediaBox \[0 0 ([\d.]+)/.exec(text)!;
    expect(Number(width)).toBeCloseTo(COLUMN, 1);
    expect(Buffer.from(await figureBytes(figures.scatter, svg, '.pdf', origin)).equals(pdf)).toBe(true);
  });
});
