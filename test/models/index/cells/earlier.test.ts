import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCells,
  buildCodedCells,
  cellsIndex,
  codedIndex,
  keepCells,
} from '../../../../src/models/index/cells/index.js';
import type { SortedRows, WholeCells } from '../../../../src/models/index/cells/cells.js';
import { rowAt } from '../../../../src/models/index/cells/table.js';
import { exactIndex, type Embeddings } from '../../../../src/models/index/exact.js';
import type { LocalIndex } from '../../../../src/models/neighbours.js';
import { randomStream } from '../../../../src/numeric/random.js';
import { bruteForce, clusteredEmbeddings, positionsOf } from '../support.js';

/** Rows of a set, by their numbers in it, which are their keys too. */
function chosen({ embeddings, dimension }: Embeddings, rows: readonly number[]) {
  const values = rows.flatMap((row) => [...embeddings.subarray(row * dimension, (row + 1) * dimension)]);
  return {
    of: { embeddings: Float32Array.from(values), dimension },
    keys: Int32Array.from(rows.flatMap((row) => [row, -row])),
  };
}

/** Cells that are kept whatever changes. */
const everKept = <C extends SortedRows>(cells: C): C => ({
  ...cells,
  course: { clustered: 1e9, changed: 0 },
});

const memory = ({ embeddings, dimension }: Embeddings) => ({
  reading: <T>(work: (read: (position: number) => Float32Array) => T) =>
    work((position) => embeddings.slice(position * dimension, (position + 1) * dimension)),
});

const upTo = (count: number) => Array.from({ length: count }, (_, row) => row);
const single = fc.float({ min: -4, max: 4, noNaN: true });

/** Some rows, those of them that were there before and those that are there now, each in some order, and a query. */
const changes = fc.integer({ min: 1, max: 30 }).chain((dimension) => {
  const vector = fc.array(single, { minLength: dimension, maxLength: dimension });
  return fc.array(vector, { minLength: 2, maxLength: 60 }).chain((rows) =>
    fc.record({
      all: fc.constant({ embeddings: Float32Array.from(rows.flat()), dimension }),
      before: fc.shuffledSubarray(upTo(rows.length), { minLength: 1 }),
      now: fc.shuffledSubarray(upTo(rows.length), { minLength: 1 }),
      query: vector.map((values) => Float32Array.from(values)),
      k: fc.integer({ min: 1, max: 70 }),
      every: fc.integer({ min: 1, max: 9 }),
    }),
  );
});

describe('cells that are kept when rows come and go', () => {
  it('give exact answers under any filter, to the last bit, with rows of 8 bits', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async ({ all, before, now, query, k, every }) => {
        const [then, later] = [chosen(all, before), chosen(all, now)];
        const kept = keepCells(everKept(await buildCodedCells(then.of)), then.keys, later.keys);
        const cells = await buildCodedCells(later.of, {}, kept);
        const index = codedIndex(cells, memory(later.of));
        const accept = (position: number) => position % every === 0;
        expect(index.search(query, 1, k, accept)).toEqual(exactIndex(later.of).search(query, 1, k, accept));
        // So few cells are all looked into, apart from those that are passed over for their radius.
        if (cells.radii.length > 28) return;
        const distances = (of: LocalIndex) => of.search(query, 1, k)[0].map(({ distance }) => distance);
        expect(distances(index)).toEqual(distances(exactIndex(later.of)));
      }),
      { numRuns: 60 },
    );
  });

  it('give exact answers with whole rows, and leave rows that stay in their cells', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async ({ all, before, now, query, k, every }) => {
        const [then, later] = [chosen(all, before), chosen(all, now)];
        const [cells, accept] = [await buildCells(then.of), (position: number) => position % every === 0];
        const updated = await buildCells(later.of, {}, keepCells(everKept(cells), then.keys, later.keys));
        const [found] = cellsIndex(updated).search(query, 1, k, accept);
        const expected = bruteForce(later.of, query, k, accept);
        expect(found).toHaveLength(expected.length);
        found.forEach(({ distance }, i) => expect(distance).toBeCloseTo(expected[i].distance, 4));
        const [old, young] = [cellsOf(cells, before), cellsOf(updated, now)];
        for (const [row, cell] of young) if (old.has(row)) expect(cell).toBe(old.get(row));
        expectInsideRadii(updated);
      }),
      { numRuns: 60 },
    );
  });

  it('are found anew once a fifth of the rows has come or gone', async () => {
    const all = clusteredEmbeddings(200, 8, 10);
    const then = chosen(all, upTo(100));
    const cells = await buildCells(then.of);
    expect(cells.course).toEqual({ clustered: 100, changed: 0 });
    const later = chosen(all, upTo(112).slice(7));
    const updated = await buildCells(later.of, {}, keepCells(cells, then.keys, later.keys));
    expect(updated.course).toEqual({ clustered: 100, changed: 19 });
    expect(keepCells(updated, later.keys, later.keys)?.layout.course.changed).toBe(19);
    expect(keepCells(updated, later.keys, chosen(all, upTo(113).slice(7)).keys)).toBeUndefined();
    expect(keepCells(updated, later.keys, chosen(all, upTo(112).slice(8)).keys)).toBeUndefined();
  });
});

/** No row is farther from the centre of its cell than the cell says, to the last bits of 32. */
function expectInsideRadii({ starts, rows, centres, radii }: WholeCells): void {
  for (let cell = 0; cell < radii.length; cell++) {
    const centre = rowAt(centres, cell);
    for (let row = starts[cell]; row < starts[cell + 1]; row++) {
      const distance = Math.hypot(...rowAt(rows, row).map((value, j) => value - centre[j]));
      expect(distance).toBeLessThanOrEqual(radii[cell] * (1 + 1e-6) + 1e-6);
    }
  }
}

/** The cell of each row, by the number of the row. */
function cellsOf({ starts, positions }: SortedRows, rows: readonly number[]): Map<number, number> {
  const cellAt = (at: number) => starts.findLastIndex((start) => start <= at);
  return new Map([...positions].map((position, at) => [rows[position], cellAt(at)]));
}

describe('cells of 20,000 rows that were kept six times', () => {
  it('still find the ten nearest of nearly all queries', { timeout: 60_000 }, async () => {
    const all = clusteredEmbeddings(21_800, 24, 700);
    const random = randomStream(3, 0);
    let rows = upTo(20_000);
    let then = chosen(all, rows);
    let cells = await buildCells(then.of);
    for (let round = 1; round <= 6; round++) {
      // 1.5 % go, as many come.
      const more = upTo(300).map((one) => 20_000 + 300 * (round - 1) + one);
      rows = [...more, ...rows.filter(() => random.uniform() > 0.015)];
      const later = chosen(all, rows);
      const kept = keepCells(cells, then.keys, later.keys);
      expect(kept).toBeDefined();
      cells = await buildCells(later.of, {}, kept);
      then = later;
    }
    expect(cells.course.changed).toBeGreaterThan(3000);
    expect(recall(then.of, cellsIndex(cells))).toBeGreaterThan(0.99);
  });
});

/** Of the ten nearest of a hundred queries, new rows among them: the share that is found. */
function recall(of: Embeddings, index: ReturnType<typeof cellsIndex>): number {
  const count = 100;
  const queries = of.embeddings.slice(0, count * 24).map((value, i) => value + 0.2 * Math.sin(i));
  const found = index.search(queries, count, 10).map((each) => new Set(positionsOf(each)));
  const exact = exactIndex(of).search(queries, count, 10);
  return (
    exact.flatMap((each, i) => each.filter(({ position }) => found[i].has(position))).length / (10 * count)
  );
}
