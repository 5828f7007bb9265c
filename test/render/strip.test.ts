import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { strip, stripLayout } from '../../src/render/strip.js';
import { bipole } from './fields.js';

const field = bipole(32);
const picture = (caption: string[]) => ({ field, caption });

test('pictures side by side with captions beneath', () => {
  const pictures = [picture(['sim-1', 'distance 0.1']), picture(['a rather long caption of one picture'])];
  expect(`\n${strip(pictures, { columns: 40, colour: 'none', map: 'grey' })}\n`).toMatchInlineSnapshot(`
    "
    ..................  ..................
    ..................  ..................
    ..................  ..................
    ....+++....---....  ....+++....---....
    ...+###+..-===-...  ...+###+..-===-...
    ....+++....---....  ....+++....---....
    ..................  ..................
    ..................  ..................
    ..................  ..................
    sim-1               a rather long
    distance 0.1        caption of one
                        picture
    "
  `);
});

test('headings are bold and other lines dimmed where there are colours', () => {
  const lines = strip([picture(['sim-1', 'distance 0.1'])], {
    columns: 40,
    colour: '256',
    map: 'grey',
  }).split('\n');
  expect(lines.at(-2)).toContain('\u001b[1msim-1\u001b[22m');
  expect(lines.at(-1)).toContain('\u001b[2mdistance 0.1\u001b[22m');
});

test('no line exceeds the width, and every caption is there', () => {
  const captions = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 3 });
  const colours = fc.constantFrom('truecolour' as const, '256' as const, 'none' as const);
  fc.assert(
    fc.property(
      fc.array(captions, { maxLength: 7 }),
      fc.integer({ min: 40, max: 200 }),
      colours,
      (all, columns, colour) => {
        const pictures = all.map((caption, i) => picture([`id${i}`, ...caption]));
        const text = strip(pictures, { columns, colour, map: 'grey' });
        for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        all.forEach((_, i) => expect(text).toContain(`id${i}`));
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  [5, 40, { perRow: 2, width: 18 }],
  [5, 80, { perRow: 3, width: 24 }],
  [5, 120, { perRow: 5, width: 22 }],
  [5, 200, { perRow: 5, width: 38 }],
  [1, 200, { perRow: 1, width: 40 }],
  [0, 80, { perRow: 1, width: 40 }],
])('%d pictures in %d columns', (count, columns, expected) => {
  expect(stripLayout(count, columns)).toEqual(expected);
});
