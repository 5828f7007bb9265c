import { describe, expect, it } from 'vitest';
import { encodeCsv } from '../../../src/archive/writers/index.js';

describe('encodeCsv', () => {
  it('writes names and rows, and leaves missing values empty', () => {
    const rows = [
      ['a', 1, true],
      [null, NaN, undefined],
    ];
    expect(encodeCsv(['id', 'TUF', 'real'], rows)).toBe('id,TUF,real\na,1,true\n,,\n');
  });

  it('quotes what needs it', () => {
    expect(encodeCsv(['text'], [['a,b'], ['say "x"'], ['two\nlines']])).toBe(
      'text\n"a,b"\n"say ""x"""\n"two\nlines"\n',
    );
  });

  it('keeps the digits of numbers, and false apart from missing', () => {
    expect(
      encodeCsv(
        ['x', 'y'],
        [
          [2.4e22, -0.1],
          [1 / 3, false],
        ],
      ),
    ).toBe(
      // prettier-ignore
      'x,y\n2.4e+22,-0.1\n0.3333333333333333,false\n',
    );
  });

  it('writes the names alone where there are no rows', () => {
    expect(encodeCsv(['a', 'b'], [])).toBe('a,b\n');
  });
});
