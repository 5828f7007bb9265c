import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { renderTable } from '../../src/render/table.js';
import type { TableOptions } from '../../src/render/table.js';

const regions = {
  columns: [
    { name: 'id' },
    { name: 'TUF', unit: 'Mx' },
    { name: 'PSEP', unit: 'Mm' },
    { name: 'POLARITY' },
    { name: 'Hale' },
    { name: 'remark' },
  ],
  rows: [
    ['sim-00412/07', 2.412e22, 34.57, 1, true, 'βγδ 黒点'],
    ['sim-00413/01', 1.2e22, null, -1, false, 'decaying, with a long tail of plage in the west'],
    ['sim-00414/11', 0, 8.6424, 1, true, null],
  ],
};

const at = (columns: number, options: Partial<TableOptions> = {}) =>
  `\n${renderTable(regions, { columns, colour: 'none', ...options })}\n`;

test('numbers stand on their decimal points, units beneath the names', () => {
  expect(at(120)).toMatchInlineSnapshot(`
    "
    id                 TUF     PSEP  POLARITY  Hale   remark
                      [Mx]     [Mm]
    ─────────────────────────────────────────────────────────────────────────────────────────────────
    sim-00412/07  2.412e22   34.57          1  true   βγδ 黒点
    sim-00413/01  1.200e22  missing        -1  false  decaying, with a long tail of plage in the west
    sim-00414/11  0           8.642         1  true   missing
    "
  `);
});

test('words are abbreviated first', () => {
  expect(at(75)).toMatchInlineSnapshot(`
    "
    id                 TUF     PSEP  POLARITY  Hale   remark
                      [Mx]     [Mm]
    ───────────────────────────────────────────────────────────────────────────
    sim-00412/07  2.412e22   34.57          1  true   βγδ 黒点
    sim-00413/01  1.200e22  missing        -1  false  decaying, with a long ta…
    sim-00414/11  0           8.642         1  true   missing
    "
  `);
});

test('then columns are left out, and named', () => {
  expect(at(40)).toMatchInlineSnapshot(`
    "
    id                 TUF     PSEP
                      [Mx]     [Mm]
    ───────────────────────────────
    sim-00412/07  2.412e22   34.57
    sim-00413/01  1.200e22  missing
    sim-00414/11  0           8.642
    … 3 more columns: POLARITY, Hale, remark
    "
  `);
});

test('plain, for pipes: one header line and no rule', () => {
  expect(at(Infinity, { plain: true })).toMatchInlineSnapshot(`
    "
    id            TUF [Mx]  PSEP [Mm]  POLARITY  Hale   remark
    sim-00412/07  2.412e22     34.57          1  true   βγδ 黒点
    sim-00413/01  1.200e22    missing        -1  false  decaying, with a long tail of plage in the west
    sim-00414/11  0             8.642         1  true   missing
    "
  `);
});

test('missing values are dimmed, names bold', () => {
  const text = at(120, { colour: '256' });
  expect(text).toContain('\u001b[2mmissing\u001b[22m');
  expect(text).toContain('\u001b[1mTUF\u001b[22m');
});

test('rows beyond the cap are counted', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => [i]);
  const text = renderTable({ columns: [{ name: 'n' }], rows }, { columns: 80, colour: 'none', maxRows: 20 });
  expect(text.split('\n')).toHaveLength(1 + 1 + 20 + 1);
  expect(text.endsWith('\n19\n… 980 more rows')).toBe(true);
});

test('a very long table is written in full when no cap is given', () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => [i * 1e20]);
  const lines = renderTable({ columns: [{ name: 'TUF' }], rows }, { columns: 80, colour: 'none' }).split(
    '\n',
  );
  expect(lines).toHaveLength(200_002);
  expect(lines.at(-1)).toBe('2.000e25');
});

test('an empty table says so', () => {
  expect(renderTable({ columns: [{ name: 'id' }], rows: [] }, { columns: 40, colour: 'none' })).toBe(
    'id\n──\nno rows',
  );
});

test('nothing in a cell can steer the terminal', () => {
  const text = renderTable(
    { columns: [{ name: 'file' }], rows: [['a\u001b[2Jb\nc']] },
    { columns: 40, colour: 'none' },
  );
  expect(text).toBe('file\n────────\na�[2Jb c');
});

describe('at any width', () => {
  const cell = fc.oneof(fc.double(), fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null));
  const tables = fc.integer({ min: 1, max: 9 }).chain((count) =>
    fc.record({
      columns: fc.array(
        fc.record({
          name: fc.string({ minLength: 1, maxLength: 30 }),
          unit: fc.constantFrom('Mx', 'G/px', undefined),
        }),
        { minLength: count, maxLength: count },
      ),
      rows: fc.array(fc.array(cell, { minLength: count, maxLength: count }), { maxLength: 12 }),
    }),
  );

  test('no line exceeds it', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 40, max: 200 }), fc.boolean(), (data, columns, plain) => {
        const columnsOnly = data.columns.map(({ name, unit }) => ({ name, ...(unit && { unit }) }));
        const text = renderTable(
          { columns: columnsOnly, rows: data.rows },
          { columns, colour: '256', plain, maxRows: 8 },
        );
        for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 200 },
    );
  });

  test('every column is shown or counted', () => {
    for (let columns = 40; columns <= 200; columns++) {
      const text = at(columns);
      for (const { name } of regions.columns) expect(text, `${name} at ${columns}`).toContain(name);
    }
  });
});
