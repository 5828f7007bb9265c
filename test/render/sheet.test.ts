import { Resvg } from '@resvg/resvg-js';
import { decode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rasterise } from '../../src/render/rasterise.js';
import { layOut } from '../../src/render/sheet-layout.js';
import { SIZES } from '../../src/render/sheet-style.js';
import { sheet } from '../../src/render/sheet.js';
import type { Sheet } from '../../src/render/sheet-content.js';
import { bipole, fieldOf } from './fields.js';
import { font } from './fonts.js';

const positive = fieldOf(16, () => 1);
const query = { field: bipole(), title: 'flip polarity', highlight: true };
const match = { field: positive, title: 'sim-1', caption: ['distance 0.1'] };
const figure: Sheet = {
  title: 'generate seed 42 | flip polarity | retrieve k=2',
  rows: [
    { label: 'Query', sequence: true, pictures: [{ field: bipole(), title: 'generate seed 42' }, query] },
    { label: 'Nearest observations', pictures: [match, match] },
  ],
  map: 'grey',
  colourBar: true,
  footer: 'simulated',
};

describe('the drawing', () => {
  test('is well-formed whatever is written on it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const pictures = [{ field: positive, title: text, caption: [text] }];
        const svg = sheet({ title: text, rows: [{ label: text, pictures }], map: 'grey', footer: text });
        expect(() => new Resvg(svg, { font })).not.toThrow();
      }),
    );
  });

  test('escapes what XML would read as its own', () => {
    expect(sheet({ ...figure, footer: 'R < 100 & "x"' })).toContain('R &#60; 100 &#38; &#34;x&#34;');
  });

  test('holds every picture and one colour bar, all embedded', () => {
    const addresses = [...sheet(figure).matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses).toHaveLength(5);
    expect(addresses.every((address) => address.startsWith('data:image/png;base64,'))).toBe(true);
  });

  test('the colour bar has its ticks in gauss', () => {
    const ticks = ['1000', '500', '0', '−500', '−1000'];
    for (const tick of ticks) expect(sheet(figure)).toContain(`>${tick}</text>`);
    expect(sheet({ ...figure, limit: 0.3 })).toContain('>−150</text>');
    expect(sheet({ ...figure, colourBar: false })).not.toContain('[G]');
  });

  test('the same content is the same text', () => {
    expect(sheet(figure)).toBe(sheet(figure));
  });
});

describe('the layout', () => {
  test('breaks long rows evenly and keeps the label with the first line', () => {
    const { lines } = layOut({
      rows: [{ label: 'many', pictures: Array.from({ length: 9 }, () => match) }],
      map: 'grey',
    });
    expect(lines.map((line) => line.pictures.length)).toEqual([5, 4]);
    expect(lines.map((line) => line.label)).toEqual(['many', undefined]);
  });

  test('arrows go along a sequence, and from a query to its matches beside or below', () => {
    const arrows = (content: Sheet) =>
      layOut(content).lines.map((line) => line.pictures.map(({ arrow }) => arrow));
    expect(arrows(figure)).toEqual([
      ['right', 'down'],
      [undefined, undefined],
    ]);
    const queries = { pictures: [query, match, match] };
    expect(arrows({ rows: [queries, queries], map: 'grey' })).toEqual([
      ['right', undefined, undefined],
      ['right', undefined, undefined],
    ]);
    const fruitless = { pictures: [query] };
    expect(arrows({ rows: [fruitless, fruitless], map: 'grey' })).toEqual([[undefined], [undefined]]);
  });

  test('pictures overlap neither one another nor their texts', () => {
    const { lines } = layOut(figure);
    for (const { pictures } of lines) {
      pictures
        .slice(1)
        .forEach(({ x }, i) => expect(x).toBeGreaterThanOrEqual(pictures[i].x + SIZES.side + SIZES.gap));
    }
    expect(lines[1].top).toBeGreaterThanOrEqual(lines[0].bottom + SIZES.rowGap);
  });
});

describe('the picture', () => {
  test('is white around, shows the field, and nothing is clipped at its edges', async () => {
    const { width, height, data, channels } = decode(await rasterise(sheet(figure), { scale: 2 }));
    const pixel = (x: number, y: number) =>
      Array.from(data.slice(channels * (y * width + x), channels * (y * width + x) + 3));
    const border = [
      ...Array.from({ length: width }, (_, x) => [pixel(x, 0), pixel(x, height - 1)]),
      ...Array.from({ length: height }, (_, y) => [pixel(0, y), pixel(width - 1, y)]),
    ].flat();
    expect(border.every((rgb) => rgb.join() === '255,255,255')).toBe(true);
    const [, placed] = layOut(figure).lines[0].pictures;
    const centreOfSpot = [placed.x + 0.7 * SIZES.side, placed.y + 0.5 * SIZES.side].map((unit) =>
      Math.round(2 * unit),
    );
    expect(pixel(centreOfSpot[0], centreOfSpot[1])[0]).toBeLessThan(20);
  });

  test('has the size that the scale asks for', async () => {
    const svg = sheet({ rows: [{ pictures: [match] }], map: 'grey' });
    const [small, large] = await Promise.all([rasterise(svg, { scale: 1 }), rasterise(svg, { scale: 3 })]);
    expect(decode(large).width).toBe(3 * decode(small).width);
  });

  test('no text reaches beyond the drawing, however narrow it is', () => {
    const svg = sheet({
      title: 'A title that is wider than one picture',
      rows: [{ pictures: [match] }],
      map: 'grey',
      colourBar: true,
    });
    const box = new Resvg(svg.replace(/<rect[^>]*fill="#fff"\/>/, ''), { font }).getBBox();
    const drawing = new Resvg(svg, { font });
    expect(box!.x).toBeGreaterThan(0);
    expect(box!.y).toBeGreaterThan(0);
    expect(box!.x + box!.width).toBeLessThan(drawing.width);
    expect(box!.y + box!.height).toBeLessThan(drawing.height);
  });
});
