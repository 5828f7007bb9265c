import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOfFile } from '../../../../src/archive/store/observations.js';
import {
  buildCells,
  buildCodedCells,
  cellsIndex,
  codedIndex,
  readCells,
  rowFile,
  writeCells,
  type RowSource,
} from '../../../../src/models/index/cells/index.js';
import { exactIndex, type Embeddings } from '../../../../src/models/index/exact.js';
import { readTensorFile } from '../../../../src/models/tensor-file.js';
import { bruteForce, clusteredEmbeddings, codeOf, positionsOf } from '../support.js';

const single = fc.float({ min: -4, max: 4, noNaN: true });
const sets = fc.integer({ min: 1, max: 40 }).chain((dimension) =>
  fc.record({
    dimension: fc.constant(dimension),
    rows: fc.array(fc.array(single, { minLength: dimension, maxLength: dimension }), {
      minLength: 1,
      maxLength: 60,
    }),
    query: fc.array(single, { minLength: dimension, maxLength: dimension }),
    k: fc.integer({ min: 1, max: 70 }),
    every: fc.integer({ min: 1, max: 9 }),
  }),
);

/** Rows in memory, as the source of an index that has only codes of them; `read` says which were read. */
function memory({ embeddings, dimension }: Embeddings): RowSource & { readonly read: number[] } {
  const read: number[] = [];
  return {
    read,
    reading: (work) =>
      work((position) => {
        read.push(position);
        return embeddings.slice(position * dimension, (position + 1) * dimension);
      }),
  };
}

describe('an index in cells with rows of 8 bits', () => {
  it('is exact under any filter, to the last bit and in the order of ties', async () => {
    await fc.assert(
      fc.asyncProperty(sets, async ({ dimension, rows, query, k, every }) => {
        const of = { embeddings: Float32Array.from(rows.flat()), dimension };
        const accept = (position: number) => position % every === 0;
        const index = codedIndex(await buildCodedCells(of), memory(of));
        const asked = Float32Array.from(query);
        expect(index.search(asked, 1, k, accept)).toEqual(exactIndex(of).search(asked, 1, k, accept));
      }),
      { numRuns: 60 },
    );
  });

  it('finds what whole rows find, with the distances of an exact scan, and reads few rows for it', async () => {
    const of = clusteredEmbeddings(5000, 24, 200);
    const queries = of.embeddings.slice(0, 20 * 24).map((value, i) => value + 0.2 * Math.sin(i));
    const source = memory(of);
    const found = codedIndex(await buildCodedCells(of), source).search(queries, 20, 10);
    const whole = cellsIndex(await buildCells(of)).search(queries, 20, 10);
    expect(found.map(positionsOf)).toEqual(whole.map(positionsOf));
    found.forEach((neighbours, i) => {
      const query = queries.subarray(24 * i, 24 * (i + 1));
      const distances = new Map(
        exactIndex(of)
          .search(query, 1, 5000)[0]
          .map(({ position, distance }) => [position, distance]),
      );
      for (const { position, distance } of neighbours) expect(distance).toBe(distances.get(position));
    });
    expect(source.read.length / 20).toBeLessThan(40);
  });

  it('takes rows that are all alike, far from the origin', async () => {
    const of = { embeddings: new Float32Array(300 * 20).fill(1e6), dimension: 20 };
    const index = codedIndex(await buildCodedCells(of), memory(of));
    const [found] = index.search(new Float32Array(20).fill(1e6), 1, 3);
    expect(found).toEqual([0, 1, 2].map((position) => ({ position, distance: 0 })));
    expect(index.search(new Float32Array(20), 1, 0)).toEqual([[]]);
  });
});

describe('an index in cells', () => {
  it('agrees with brute force under any filter, in any dimension', async () => {
    await fc.assert(
      fc.asyncProperty(sets, async ({ dimension, rows, query, k, every }) => {
        const of = { embeddings: Float32Array.from(rows.flat()), dimension };
        const accept = (position: number) => position % every === 0;
        const index = cellsIndex(await buildCells(of));
        const [found] = index.search(Float32Array.from(query), 1, k, accept);
        const expected = bruteForce(of, Float32Array.from(query), k, accept);
        expect(found).toHaveLength(expected.length);
        found.forEach(({ distance, position }, i) => {
          expect(distance).toBeCloseTo(expected[i].distance, 4);
          expect(position % every).toBe(0);
        });
        expect(new Set(positionsOf(found)).size).toBe(found.length);
      }),
      { numRuns: 60 },
    );
  });

  it('gives everything there is when k is larger, each once', async () => {
    const index = cellsIndex(await buildCells(clusteredEmbeddings(333, 20, 10)));
    const [found] = index.search(new Float32Array(20), 1, 900);
    expect(positionsOf(found).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 333 }, (_, position) => position),
    );
    expect(index.search(new Float32Array(20), 1, 5, () => false)).toEqual([[]]);
  });
});

describe('an index in cells of 20,000 rows', () => {
  const of = clusteredEmbeddings(20_000, 24, 700);
  const queries = of.embeddings.slice(0, 50 * 24).map((value, i) => value + 0.2 * Math.sin(i));
  let folder: string;
  let cells: Awaited<ReturnType<typeof buildCells>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giq-test-'));
    cells = await buildCells(of);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('finds the ten nearest of nearly all queries, without looking everywhere', () => {
    const exact = exactIndex(of).search(queries, 50, 10);
    const found = cellsIndex(cells).search(queries, 50, 10);
    const hits = exact.flatMap((expected, query) => {
      const positions = new Set(positionsOf(found[query]));
      return expected.filter(({ position }) => positions.has(position));
    });
    expect(hits.length / 500).toBeGreaterThan(0.98);
  });

  it('is the same after it was written and read', async () => {
    const path = join(folder, 'cells');
    await writeCells({ file: path, of: 'hash' }, cells);
    expect(await readdir(folder)).toEqual(['cells']);
    const tensors = await readTensorFile(path, await recordOfFile(path));
    const read = readCells({ file: path, of: 'hash' }, tensors);
    if ('codes' in read) throw new Error('whole rows were written');
    expect(cellsIndex(read).search(queries, 50, 10)).toEqual(cellsIndex(cells).search(queries, 50, 10));
    const other = (async () => readCells({ file: path, of: 'another' }, tensors))();
    expect(await codeOf(other)).toBe('index-mismatch');
    const some = new Map([...tensors.tensors].filter(([name]) => name !== 'rows.tails'));
    const less = (async () => readCells({ file: path, of: 'hash' }, { ...tensors, tensors: some }))();
    expect(await codeOf(less)).toBe('tensors-damaged');
  });

  it('reads rows from the file of embeddings where it has codes, until that file changes', async () => {
    const coded = await buildCodedCells(of);
    const path = join(folder, 'coded');
    await writeCells({ file: path, of: 'hash' }, coded);
    const read = readCells({ file: path, of: 'hash' }, await readTensorFile(path, await recordOfFile(path)));
    if (!('codes' in read)) throw new Error('codes were written');
    const rows = join(folder, 'rows');
    await writeFile(rows, Buffer.concat([Buffer.alloc(8), Buffer.from(of.embeddings.buffer)]));
    const source = await rowFile({ path: rows, offset: 8, dimension: 24 });
    const found = codedIndex(read, source).search(queries, 50, 10);
    expect(found).toEqual(codedIndex(coded, memory(of)).search(queries, 50, 10));
    await utimes(rows, 1, 1);
    const changed = (async () => codedIndex(coded, source).search(queries, 1, 10))();
    expect(await codeOf(changed)).toBe('corrupted');
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const building = buildCells(of, { signal: controller.signal, onProgress: () => controller.abort() });
    expect(await codeOf(building)).toBe('cancelled');
  });
});
