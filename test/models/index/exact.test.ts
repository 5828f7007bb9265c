import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactIndex } from '../../../src/models/index/exact.js';
import { bruteForce, clusteredEmbeddings, positionsOf } from './support.js';

const single = fc.float({ min: -4, max: 4, noNaN: true });
const sets = fc.integer({ min: 1, max: 7 }).chain((dimension) =>
  fc.record({
    dimension: fc.constant(dimension),
    rows: fc.array(fc.array(single, { minLength: dimension, maxLength: dimension }), { maxLength: 30 }),
    query: fc.array(single, { minLength: dimension, maxLength: dimension }),
    k: fc.integer({ min: 1, max: 40 }),
    every: fc.integer({ min: 1, max: 4 }),
  }),
);

describe('exactIndex', () => {
  it('agrees with brute force in any dimension, with any filter and any k', () => {
    fc.assert(
      fc.property(sets, ({ dimension, rows, query, k, every }) => {
        const of = { embeddings: Float32Array.from(rows.flat()), dimension };
        const accept = (position: number) => position % every === 0;
        const [found] = exactIndex(of).search(Float32Array.from(query), 1, k, accept);
        const expected = bruteForce(of, Float32Array.from(query), k, accept);
        expect(found).toHaveLength(expected.length);
        found.forEach(({ distance, position }, i) => {
          expect(distance).toBeCloseTo(expected[i].distance, 5);
          expect(position % every).toBe(0);
        });
      }),
    );
  });

  it('searches for each query of a batch', () => {
    const of = clusteredEmbeddings(300, 20, 10);
    const queries = of.embeddings.slice(0, 5 * 20).map((value) => value + 0.01);
    const found = exactIndex(of).search(queries, 5, 4);
    expect(found.map(([first]) => first.position)).toEqual([0, 1, 2, 3, 4]);
    found.forEach((neighbours, i) =>
      expect(positionsOf(neighbours)).toEqual(
        positionsOf(bruteForce(of, queries.subarray(20 * i, 20 * (i + 1)), 4)),
      ),
    );
  });

  it('breaks ties by position', () => {
    const of = { embeddings: Float32Array.of(1, 0, 0, 1, -1, 0, 0, -1), dimension: 2 };
    const [found] = exactIndex(of).search(Float32Array.of(0, 0), 1, 3);
    expect(found).toEqual([0, 1, 2].map((position) => ({ position, distance: 1 })));
  });

  it('gives everything there is when k is larger', () => {
    const index = exactIndex(clusteredEmbeddings(7, 3, 2));
    expect(index.size).toBe(7);
    expect(index.search(new Float32Array(3), 1, 100)[0]).toHaveLength(7);
  });

  it('gives nothing when nothing is accepted', () => {
    const index = exactIndex(clusteredEmbeddings(7, 3, 2));
    expect(index.search(new Float32Array(6), 2, 5, () => false)).toEqual([[], []]);
  });
});
