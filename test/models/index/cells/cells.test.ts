import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCells, cellsIndex, readCells, writeCells } from '../../../../src/models/index/cells/index.js';
import { exactIndex } from '../../../../src/models/index/exact.js';
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
    const read = readCells({ file: path, of: 'hash' }, await readFile(path));
    expect(cellsIndex(read).search(queries, 50, 10)).toEqual(cellsIndex(cells).search(queries, 50, 10));
    const bytes = await readFile(path);
    expect(await codeOf((async () => readCells({ file: path, of: 'another' }, bytes))())).toBe(
      'index-mismatch',
    );
    const cut = bytes.subarray(0, bytes.length - 40);
    expect(await codeOf((async () => readCells({ file: path, of: 'hash' }, cut))())).toBe('tensors-damaged');
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const building = buildCells(of, { signal: controller.signal, onProgress: () => controller.abort() });
    expect(await codeOf(building)).toBe('cancelled');
  });
});
