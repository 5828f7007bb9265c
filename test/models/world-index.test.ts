import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOfFile } from '../../src/archive/store/observations.js';
import { writeCells } from '../../src/models/index/cells/index.js';
import { codeRows } from '../../src/models/index/cells/sort-rows.js';
import { emptyTable, HEAD, setRow } from '../../src/models/index/cells/table.js';
import { exactIndex, type Embeddings } from '../../src/models/index/exact.js';
import type { Manifest } from '../../src/models/manifest.js';
import { writeTensorFile } from '../../src/models/tensor-file.js';
import { readWorldFile, readWorldTensors } from '../../src/models/world-files.js';
import { EMBEDDINGS, openIndex } from '../../src/models/world-index.js';
import { toyWorld } from '../support/toy-world.js';
import { failureOf } from './failure.js';
import { clusteredEmbeddings } from './index/support.js';

const [SIZE, DIMENSION, CELLS] = [50_000, 4, 50];
const FILES = { embeddings: 'embeddings.safetensors', cells: 'index.cells.safetensors' };

describe('an index of 8-bit rows in a world', () => {
  const of = clusteredEmbeddings(SIZE, DIMENSION, CELLS);
  let directory: string;
  let manifest: Manifest;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'giq-test-'));
    manifest = await worldOf(directory, of);
  });
  afterAll(() => rm(directory, { recursive: true }));

  const open = (of: Manifest) => {
    const readBytes = (file: string) => readWorldFile(directory, of, file);
    const readTensors = (file: string, leave?: readonly string[]) =>
      readWorldTensors(directory, of, file, leave);
    const none = () => Promise.reject(new Error('the embeddings were read into memory'));
    return openIndex(directory, of, none, { readBytes, readTensors }, 'auto');
  };

  it('answers as an exact scan does under a condition, and leaves the embeddings in their file', async () => {
    const index = await open(manifest);
    const accept = (position: number) => position % 100 === 3;
    const query = Float32Array.of(0.5, -0.25, 1, 0);
    expect(index.kind).toBe('cells');
    expect(await index.search(query, 1, 7, accept)).toEqual(exactIndex(of).search(query, 1, 7, accept));
  });

  it('refuses embeddings of another size, and files that are missing', async () => {
    const other = join(directory, FILES.embeddings);
    await writeEmbeddings(other, { ...of, embeddings: of.embeddings.slice(0, 40) });
    const changed = await recordOfFile(other);
    expect((await failureOf(open(manifest))).code).toBe('corrupted');
    const files = { ...manifest.files, [FILES.embeddings]: changed };
    expect((await failureOf(open({ ...manifest, files }))).code).toBe('index-mismatch');
    await rm(join(directory, FILES.cells));
    expect((await failureOf(open(manifest))).code).toBe('world-file-missing');
  });
});

async function worldOf(directory: string, of: Embeddings): Promise<Manifest> {
  const [embeddings, cells] = [FILES.embeddings, FILES.cells].map((file) => join(directory, file));
  await writeEmbeddings(embeddings, of);
  const record = await recordOfFile(embeddings);
  await writeCells({ file: cells, of: record.sha256 }, await someCells(of));
  return {
    ...toyWorld.manifest,
    archive: {
      kind: 'simulated',
      simulator: 'sim/2',
      regions: SIZE,
      steps: 1,
      seed: 1,
      catalogue: undefined,
    },
    index: { ...FILES, vectors: 'int8', hnsw: undefined, thumbnails: undefined },
    files: { [FILES.embeddings]: record, [FILES.cells]: await recordOfFile(cells) },
  };
}

function writeEmbeddings(path: string, { embeddings, dimension }: Embeddings): Promise<void> {
  const shape = [embeddings.length / dimension, dimension];
  return writeTensorFile(path, new Map([[EMBEDDINGS, { type: 'F32', shape, data: embeddings }]]));
}

/** Rows dealt out to cells in turn, around the first rows: finding good cells would take seconds. */
async function someCells(of: Embeddings) {
  const axes = Float64Array.from({ length: DIMENSION ** 2 }, (_, at) => Number(at % (DIMENSION + 1) === 0));
  const centres = emptyTable(CELLS, DIMENSION);
  for (let cell = 0; cell < CELLS; cell++) {
    const centre = new Float32Array(HEAD);
    centre.set(of.embeddings.subarray(cell * DIMENSION, (cell + 1) * DIMENSION));
    setRow(centres, cell, centre);
  }
  const cells = Int32Array.from({ length: SIZE }, (_, row) => row % CELLS);
  return codeRows(of, { course: { clustered: SIZE, changed: 0 }, axes, centres }, cells, {});
}
