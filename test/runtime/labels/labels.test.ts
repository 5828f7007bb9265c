/** From the text of a CSV to labels: what is understood, and what is refused, with its place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../../src/runtime/labels/label-values.js';
import { readLabelLines } from '../../../src/runtime/labels/read-labels.js';
import { failureOf } from '../../models/failure.js';

const read = async (text: string, { column, numeric = false }: { column?: string; numeric?: boolean } = {}) =>
  labelsOf(await readLabelLines(text, 'labels.csv', column), 'labels.csv', numeric);

const csv = (labels: readonly string[], header = 'id,label') =>
  [header, ...labels.map((label, index) => `a${index},${label}`)].join('\n');

const half = (one: string, zero: string) => Array.from({ length: 20 }, (_, i) => (i % 2 ? one : zero));

describe('labels', () => {
  it.each([
    ['1', '0'],
    ['true', 'false'],
    ['Yes', 'No'],
  ])('are classes: %s and %s', async (one, zero) => {
    const { kind, values } = await read(csv(half(one, zero)));
    expect(kind).toBe('classes');
    expect([...values].slice(0, 2)).toEqual([
      ['a0', 0],
      ['a1', 1],
    ]);
  });

  it('are numbers where they may be', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 22, maxLength: 40 }),
        async (numbers) => {
          const { kind, values } = await read(csv(numbers.map(String)), { numeric: true });
          expect(kind).toBe('numbers');
          expect([...values.values()]).toEqual(numbers.map((value) => Number(String(value))));
        },
      ),
      { numRuns: 20 },
    ));

  it('come from the column that is asked for, whatever its place, with quotes and a byte order mark', async () => {
    const lines = half('1', '0').map((label, i) => `"x, y",${label},b${i}`);
    const { values } = await read(['\uFEFFnote,flared,id', ...lines, ''].join('\r\n'), { column: 'flared' });
    expect(values.get('b1')).toBe(1);
    expect(values.size).toBe(20);
  });

  it('may stand there twice, if they agree', async () => {
    const { values } = await read(`${csv(half('1', '0'))}\na0,0`);
    expect(values.size).toBe(20);
  });
});

describe('labels that are refused', () => {
  const twenty = csv(half('1', '0'));
  it.each([
    ['a bad label', `${twenty}\nz,maybe`, 'labels-line', 'line 22'],
    ['a number without ridge', `${twenty}\nz,3.5`, 'labels-line', 'line 22'],
    ['an empty label', `${twenty}\nz,`, 'labels-line', 'line 22'],
    ['an empty id', `${twenty}\n,1`, 'labels-line', 'line 22'],
    ['a line with a cell more', `${twenty}\nz,1,1`, 'labels-line', 'line 22'],
    ['a quote that is never closed', `${twenty}\n"z,1`, 'labels-line', 'line'],
    ['no names', 'a,1\nb,0', 'labels-columns', 'the columns a, 1'],
    ['nothing at all', '', 'labels-columns', 'the columns nothing'],
    ['two columns of labels', 'id,a,b\nx,1,0', 'labels-columns', 'the columns id, a, b'],
    ['two labels for one id', `${twenty}\na3,0`, 'labels-disagree', 'a3 differently in lines 5 and 22'],
    ['one class', csv(half('1', '1')), 'labels-one-class', 'are 1'],
    ['too few of a class', csv([...half('1', '1'), '0']), 'labels-too-few', '20 of 1 and 1 of 0'],
    ['no labels', 'id,label', 'labels-too-few', '0 of 1'],
  ])('%s', async (_what, text, code, words) => {
    const failure = await failureOf(() => read(text));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(words);
  });

  it('are told how to be taken', async () => {
    expect((await failureOf(() => read(`${twenty}\nz,3.5`))).hints).toEqual([
      'numbers require `method=ridge`',
    ]);
    const columns = await failureOf(() => read('id,a,b\nx,1,0'));
    expect(columns.hints).toEqual(['`column="a"` takes that one', '`column="b"` takes that one']);
    const absent = await failureOf(() => read('id,a\nx,1', { column: 'b' }));
    expect(absent.code).toBe('labels-columns');
  });
});
