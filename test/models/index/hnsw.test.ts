import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactIndex } from '../../../src/models/index/exact.js';
import { buildHnsw, openHnsw } from '../../../src/models/index/hnsw.js';
import { writeGraph } from '../../../src/models/index/hnsw-file.js';
import { loadIndex } from '../../../src/models/index/index.js';
import { clusteredEmbeddings, codeOf, positionsOf } from './support.js';

const isInstalled = await import('hnswlib-node').then(
  () => true,
  () => false,
);
const DIMENSION = 32;
const of = clusteredEmbeddings(2000, DIMENSION, 50);
const queries = of.embeddings.slice(0, 50 * DIMENSION).map((value, i) => value + 0.2 * Math.sin(i));

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-test-'));
  path = join(folder, 'index.hnsw');
  if (isInstalled) await buildHnsw({ ...of, path });
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes changed bytes of the good file beside it. */
async function variant(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const changed = join(folder, name);
  await writeFile(changed, change(await readFile(path)));
  return changed;
}

describe.skipIf(!isInstalled)('an HNSW index (skipped where hnswlib-node is not installed)', () => {
  it('finds what exact search finds on clustered embeddings, with the same distances', async () => {
    const index = await openHnsw(path, of);
    expect(index).toMatchObject({ kind: 'hnsw', size: 2000, dimension: DIMENSION });
    expect(index.search(queries, 50, 10)).toEqual(exactIndex(of).search(queries, 50, 10));
  });

  it.each([undefined, 'file'])(
    'is what loadIndex gives for kind hnsw, %s or built in memory',
    async (file) => {
      const index = await loadIndex({ ...of, kind: 'hnsw', hnswPath: file && path });
      expect(index.kind).toBe('hnsw');
      expect(index.search(queries, 50, 5)).toEqual(exactIndex(of).search(queries, 50, 5));
    },
  );

  it.each([96, 5000, -100, -1])(
    'is not written where the library wrote only some of it: %s bytes',
    async (end) => {
      const writeIndex = async (to: string) => {
        await writeFile(to, (await readFile(path)).subarray(0, end));
        return true;
      };
      const target = join(folder, 'full.hnsw');
      expect(await codeOf(writeGraph({ writeIndex }, target))).toBe('file-not-writable');
      expect(await readdir(folder)).not.toContain('full.hnsw');
    },
  );

  it('honours a filter that leaves few', async () => {
    const index = await openHnsw(path, of);
    const accept = (position: number) => position % 500 === 3;
    expect(positionsOf(index.search(queries, 1, 10, accept)[0]).sort((a, b) => a - b)).toEqual([
      3, 503, 1003, 1503,
    ]);
  });

  it('gives everything there is when k is larger', async () => {
    const index = await openHnsw(path, of);
    expect(index.search(queries, 1, 9000)).toEqual(exactIndex(of).search(queries, 1, 9000));
  });

  it('is written as a whole and the same bytes each time', async () => {
    const again = join(folder, 'again.hnsw');
    await buildHnsw({ ...of, path: again });
    expect((await readFile(again)).equals(await readFile(path))).toBe(true);
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('reports progress and stops when cancelled, leaving no file', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const onProgress = (count: number, total: number) => {
      expect(total).toBe(2000);
      done.push(count);
      if (count >= 600) controller.abort();
    };
    const stopped = join(folder, 'stopped.hnsw');
    const building = buildHnsw({ ...of, path: stopped, signal: controller.signal, onProgress });
    expect(await codeOf(building)).toBe('cancelled');
    expect(done).toEqual([200, 400, 600]);
    expect(await readdir(folder)).not.toContain('stopped.hnsw');
  });
});

describe.skipIf(!isInstalled)('an HNSW file', () => {
  it('that is cut short is damaged', async () => {
    const cut = await variant('cut.hnsw', (bytes) => bytes.subarray(0, bytes.length - 100));
    expect(await codeOf(openHnsw(cut, of))).toBe('file-damaged');
  });

  it('that ends in its header is damaged', async () => {
    const cut = await variant('header.hnsw', (bytes) => bytes.subarray(0, 50));
    expect(await codeOf(openHnsw(cut, of))).toBe('file-damaged');
  });

  it('of other bytes is damaged', async () => {
    const noise = await variant('noise.hnsw', (bytes) =>
      Buffer.from(bytes.map((byte, i) => byte ^ (i * 37))),
    );
    expect(await codeOf(openHnsw(noise, of))).toBe('file-damaged');
  });

  it('that is absent is not found', async () => {
    expect(await codeOf(openHnsw(join(folder, 'absent.hnsw'), of))).toBe('file-not-found');
  });

  it('of fewer embeddings does not match', async () => {
    const fewer = { ...of, embeddings: of.embeddings.subarray(DIMENSION) };
    expect(await codeOf(openHnsw(path, fewer))).toBe('index-mismatch');
  });

  it('of another dimension does not match', async () => {
    const halved = {
      embeddings: of.embeddings.subarray(0, of.embeddings.length / 2),
      dimension: DIMENSION / 2,
    };
    expect(await codeOf(openHnsw(path, halved))).toBe('index-mismatch');
  });

  it('of other embeddings of the same size does not match', async () => {
    const other = { ...of, embeddings: of.embeddings.map((value) => value + 1) };
    expect(await codeOf(openHnsw(path, other))).toBe('index-mismatch');
  });
});
