import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { shareOf, distributionLines } from '../../src/render/distribution.js';
import { draw, type Presentation } from '../../src/render/presentation.js';
import type { StripPicture } from '../../src/render/strip.js';
import { bipole } from './fields.js';

const field = bipole(16);
const text = fc.constantFrom('sim-0123-05', 'a long and winding caption', '日本', 'TUF 2.41e22 Mx', 'é');
const picture: fc.Arbitrary<StripPicture> = fc
  .array(text, { minLength: 1, maxLength: 4 })
  .map((caption) => ({ field, caption }));
const pictures = (most: number) => fc.array(picture, { minLength: 1, maxLength: most });
const row = fc
  .tuple(
    text,
    fc.double({ noDefaultInfinity: true }),
    fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 3, maxLength: 3 }),
  ) // prettier-ignore
  .map(([name, value, quantiles]) => ({
    name,
    value,
    unit: 'Mx',
    shares: [0, 0.5, 1],
    quantiles: quantiles.toSorted((a, b) => a - b),
  }));
const hidden = fc.nat(3);
const presentation: fc.Arbitrary<Presentation> = fc.oneof(
  fc.record({ kind: fc.constant('strip' as const), pictures: pictures(9), hidden }),
  fc.record({ kind: fc.constant('films' as const), films: fc.array(pictures(9), { maxLength: 2 }), hidden }),
  fc.record({
    kind: fc.constant('matches' as const),
    queries: fc.array(fc.record({ query: picture, matches: fc.oneof(fc.constant([]), pictures(7)) }), {
      maxLength: 2,
    }),
    hidden,
  }),
  fc.record({
    kind: fc.constant('distributions' as const),
    items: fc.array(fc.record({ title: text, rows: fc.array(row, { maxLength: 4 }) }), { maxLength: 2 }),
    hidden,
  }),
);

it('is never wider than the terminal, and its pictures lie within it', () => {
  const colour = fc.constantFrom('truecolour', '256', 'none');
  const columns = fc.integer({ min: 20, max: 200 });
  fc.assert(
    fc.property(presentation, colour, columns, (shown, colours, width) => {
      const { lines, placements } = draw(shown, { colour: colours, map: 'grey' }, width);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      for (const place of placements) {
        expect(place.column + place.width).toBeLessThanOrEqual(width);
        expect(place.line + place.height).toBeLessThanOrEqual(lines.length);
      }
    }),
    { numRuns: 60 },
  );
});

describe('matches', () => {
  const query = { field, caption: ['query'] };
  const matches = ['one', 'two', 'three'].map((name) => ({ field, caption: [name, 'distance 1'] }));
  const at = (columns: number) =>
    draw(
      { kind: 'matches', queries: [{ query, matches }], hidden: 0 },
      { colour: 'none', map: 'grey' },
      columns,
    );

  it('stand beside their query, or beneath it where there is no room', () => {
    expect(at(100).placements.map(({ line }) => line)).toEqual([0, 0, 0, 0]);
    const narrow = at(40).placements;
    expect(narrow[0].line).toBeLessThan(narrow[1].line);
  });

  it('are all named', () => {
    for (const columns of [40, 60, 80, 120, 200])
      for (const name of ['query', 'one', 'two', 'three'])
        expect(at(columns).lines.join('\n')).toContain(name);
  });

  it('have their pictures where the placements say', () => {
    const { lines, placements } = at(100);
    for (const { line, column, width, height } of placements) {
      const cut = lines.slice(line, line + height).map((text) => text.slice(column, column + width));
      expect(cut.join('')).toMatch(/^[.+#=-]+$/);
    }
  });
});

describe('a distribution', () => {
  const row = { name: 'TUF', unit: 'Mx', shares: [0, 0.25, 0.5, 0.75, 1], quantiles: [0, 10, 20, 40, 100] };

  it('tells the share that is smaller, linear between quantiles', () => {
    const share = (value: number) => shareOf({ ...row, value });
    expect([0, 5, 10, 30, 70, 100, 1000, -5].map(share)).toEqual([0, 0.125, 0.25, 0.625, 0.875, 1, 1, 0]);
    expect(share(NaN)).toBeNaN();
  });

  it('is drawn with its quartiles, its median and the value', () => {
    const [line] = distributionLines([{ ...row, value: 100 }], 60, 'none');
    expect(line).toMatch(/^TUF {2}100 Mx {2}-+=+\|=+-+O {2}> 100%$/);
    const [low] = distributionLines([{ ...row, value: -1000 }], 60, 'none');
    expect(low).toContain('  <-');
  });

  it('says that a value is missing', () => {
    expect(distributionLines([{ ...row, value: NaN }], 60, 'none')[0]).toContain('missing');
  });
});
