import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/archive/archive.js';
import { recordOfFile } from '../../../src/archive/store/observations.js';
import type { VectorKind } from '../../../src/models/index/cells/cells.js';
import { buildCells, buildCodedCells, writeCells } from '../../../src/models/index/cells/index.js';
import { readTensorFile, writeTensorFile } from '../../../src/models/tensor-file.js';
import { readEarlierCells } from '../../../src/models/training/earlier-cells.js';
import { keysOf } from '../../../src/models/training/earlier-rows.js';
import { clusteredEmbeddings } from '../index/support.js';
import { toyWorld } from '../../support/toy-world.js';
import { countingArchive } from './support.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Some observations of an archive of 200. */
function chosen(positions: readonly number[]): Archive {
  const whole = countingArchive(200);
  const id = (position: number) => whole.id(positions[position]);
  return { ...whole, size: positions.length, id, meta: () => ({}) };
}

const upTo = (count: number) => Array.from({ length: count }, (_, row) => row);
const at = (file: string) => join(folder, file);

/** A world with cells of an archive. */
async function worldOf(archive: Archive, vectors: VectorKind) {
  const embedded = clusteredEmbeddings(archive.size, 18, 9);
  const tensors = new Map([
    ['embeddings', { type: 'F32', shape: [archive.size, 18], data: embedded.embeddings }],
    ['keys', { type: 'I32', shape: [archive.size, 2], data: keysOf(archive) }],
  ] as const);
  await writeTensorFile(at('e'), tensors, { work: 'work' });
  const record = await recordOfFile(at('e'));
  const cells = await (vectors === 'int8' ? buildCodedCells : buildCells)(embedded);
  await writeCells({ file: at('cells'), of: record.sha256 }, cells);
  const { manifest } = toyWorld;
  const index = { embeddings: 'e', cells: 'cells', thumbnails: undefined, hnsw: undefined, vectors };
  return {
    cells,
    manifest: { ...manifest, index: { kind: undefined, ...index }, files: { ...manifest.files, e: record } },
    tensors: async (file: string, leave?: readonly string[]) =>
      readTensorFile(at(file), await recordOfFile(at(file)), leave),
  };
}

describe('cells from before', () => {
  it.each(['float32', 'int8'] as const)('hold the observations that were there: %s', async (vectors) => {
    const world = await worldOf(chosen(upTo(100)), vectors);
    const now = [...upTo(100).slice(4).reverse(), 150, 151];
    const earlier = await readEarlierCells(world, 'work', chosen(now));
    expect(earlier?.layout.course).toEqual({ clustered: 100, changed: 6 });
    const { starts, positions } = world.cells;
    const cellOf = (row: number) => starts.findLastIndex((start) => start <= positions.indexOf(row));
    expect([...earlier!.cells]).toEqual(now.map((row) => (row < 100 ? cellOf(row) : -1)));
  });

  it('are none of another encoder, of other embeddings, after many changes, or when they are damaged', async () => {
    const [archive, other] = [chosen(upTo(100)), chosen(upTo(125))];
    const world = await worldOf(archive, 'float32');
    expect(await readEarlierCells(world, 'work', archive)).toBeDefined();
    expect(await readEarlierCells(world, 'another', archive)).toBeUndefined();
    expect(await readEarlierCells(world, 'work', other)).toBeUndefined();
    const record = { ...world.manifest.files['e'], sha256: '0'.repeat(64) };
    const changed = { ...world, manifest: { ...world.manifest, files: { e: record } } };
    expect(await readEarlierCells(changed, 'work', archive)).toBeUndefined();
    await writeFile(at('cells'), 'damaged');
    expect(await readEarlierCells(world, 'work', archive)).toBeUndefined();
  });
});
