import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallest } from '../../../src/models/index/smallest.js';

describe('smallest', () => {
  it('is the head of a stable sort, with many ties', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 70 }), (list, count) => {
        const places = list.map((_, place) => place).sort((a, b) => list[a] - list[b]);
        expect(smallest(Float64Array.from(list), count)).toEqual(places.slice(0, count));
      }),
    );
  });
});
