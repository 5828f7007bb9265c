import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dilateBySquare } from '../../src/physics/dilation.js';
import { polarityInversionMask } from '../../src/physics/inversion-line.js';
import { polarityMask } from '../../src/physics/polarity.js';
import { fieldOf } from './support.js';

/** The definition, cell by cell. */
function dilateSlowly(cells: readonly number[], size: number): number[] {
  return cells.map((_, index) => {
    const row = Math.floor(index / size);
    const column = index % size;
    return cells.reduce((members, cell, other) => {
      const rows = Math.abs(Math.floor(other / size) - row);
      const columns = Math.abs((other % size) - column);
      return rows <= 3 && columns <= 3 ? members | cell : members;
    }, 0);
  });
}

describe('dilateBySquare', () => {
  it('does what the definition says, for any masks and sizes', () => {
    const masks = fc
      .integer({ min: 1, max: 12 })
      .chain((size) =>
        fc.tuple(
          fc.constant(size),
          fc.array(
            fc.oneof(
              { weight: 12, arbitrary: fc.constant(0) },
              { weight: 1, arbitrary: fc.integer({ max: 3, min: 0 }) },
            ),
            { minLength: size * size, maxLength: size * size },
          ),
        ),
      );
    fc.assert(
      fc.property(masks, ([size, cells]) => {
        expect([...dilateBySquare(Uint8Array.from(cells), size)]).toEqual(dilateSlowly(cells, size));
      }),
    );
  });
});

describe('polarityInversionMask', () => {
  it('is where the squares around both polarities overlap', () => {
    const field = fieldOf(16, (row, column) => (row === 8 ? ({ 4: 0.5, 9: -0.5 }[column] ?? 0) : 0));
    const mask = polarityInversionMask(field);
    const inside = [...mask.keys()].filter((index) => mask[index] === 1);
    expect(new Set(inside.map((index) => index % 16))).toEqual(new Set([6, 7]));
    expect(new Set(inside.map((index) => Math.floor(index / 16)))).toEqual(new Set([5, 6, 7, 8, 9, 10, 11]));
  });
});

describe('polarityMask', () => {
  it('marks the strong pixels of one sign', () => {
    const field = fieldOf(2, (row, column) => [0.2, -0.2, 0.1, -0.1][2 * row + column]);
    expect([...polarityMask(field, 1)]).toEqual([1, 0, 0, 0]);
    expect([...polarityMask(field, -1)]).toEqual([0, 1, 0, 0]);
  });
});
