/** The files of an index, and their section of the manifest. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GiqError } from '../../diagnostics/diagnostic.js';
import { changeWorld, type Contents } from '../../models/change-world.js';
import { buildHnsw, LARGE_ARCHIVE } from '../../models/index/index.js';
import { loadManifest, writeManifestSection } from '../../models/manifest-file.js';
import { writeSafetensors, type SafeTensor } from '../../models/safetensors.js';
import { keysOf } from '../../models/training/earlier-rows.js';
import type { EmbeddedArchive } from '../../models/training/embed.js';
import type { VectorKind } from '../../models/index/cells/cells.js';
import type { EarlierCells } from '../../models/index/cells/earlier.js';
import { EMBEDDINGS } from '../../models/world-index.js';
import { THUMBNAILS } from '../../models/world-thumbnails.js';
import { archiveKey, type IndexedArchive } from './archive-to-index.js';
import type { BuildContext } from './build-context.js';

export const FILES = {
  catalogue: 'catalogue.safetensors',
  embeddings: 'embeddings.safetensors',
  thumbnails: 'thumbnails.safetensors',
  hnsw: 'index.hnsw',
  cells: 'index.cells.safetensors',
};

/** How the rows of cells are kept in memory. */
interface Kept {
  readonly vectors: VectorKind | undefined;
}

/** Parameters as the catalogue has them, a float32 column each. */
export function catalogueBytes(columns: EmbeddedArchive['columns'], size: number): Uint8Array {
  const tensors = [...columns].map(([name, values]): [string, SafeTensor] => [
    name,
    { type: 'F32', shape: [size], data: Float32Array.from(values) },
  ]);
  return writeSafetensors(new Map(tensors));
}

export function thumbnailBytes(pixels: Int8Array, side: number): Uint8Array {
  const shape = [pixels.length / side ** 2, side, side];
  return writeSafetensors(new Map([[THUMBNAILS, { type: 'I8', shape, data: pixels }]]));
}

/** Catalogue, embeddings and thumbnails, and what the manifest says of them. */
export async function writeTables(
  { embeddings, dimension, thumbnails, columns }: EmbeddedArchive,
  { archive, manifest, changes, vectors }: IndexedArchive & Kept,
  directory: string,
): Promise<void> {
  const size = embeddings.length / dimension;
  const tensors = () =>
    new Map<string, SafeTensor>([
      [EMBEDDINGS, { type: 'F32', shape: [size, dimension], data: embeddings }],
      ['keys', { type: 'I32', shape: [size, 2], data: keysOf(archive) }],
    ]);
  const files = new Map<string, () => Contents>([
    [FILES.catalogue, () => catalogueBytes(columns, size)],
    [FILES.thumbnails, () => thumbnailBytes(thumbnails.pixels, thumbnails.side)],
    [FILES.embeddings, () => ({ tensors: tensors(), metadata: { work: archiveKey(manifest) } })],
  ]);
  const patch = {
    archive: { ...changes, catalogue: FILES.catalogue },
    index: { embeddings: FILES.embeddings, thumbnails: FILES.thumbnails, ...(vectors && { vectors }) },
  };
  await changeWorld(directory, { files, patch, removed: ['index'] });
}

/** Cells for a large archive, a graph for a small one. */
export async function writeSearchIndex(
  embedded: EmbeddedArchive,
  kept: Kept & { readonly earlier: EarlierCells | undefined },
  context: BuildContext,
  signal: AbortSignal,
): Promise<void> {
  const { directory } = context.world;
  const large = embedded.embeddings.length / embedded.dimension >= LARGE_ARCHIVE;
  const kind = large ? 'cells' : 'hnsw';
  const made = large
    ? await writeCells(embedded, context, kept, signal)
    : await writeGraph(embedded, context, signal);
  if (made) await writeManifestSection(directory, { index: { [kind]: FILES[kind] } }, [FILES[kind]]);
  // What is of the archive as it was before is of no use any more.
  await rm(join(directory, FILES[large ? 'hnsw' : 'cells']), { force: true });
}

async function writeCells(
  of: EmbeddedArchive,
  { world: { directory }, narrator }: BuildContext,
  { vectors, earlier }: Kept & { readonly earlier: EarlierCells | undefined },
  signal: AbortSignal,
): Promise<boolean> {
  const {
    buildCells,
    buildCodedCells,
    writeCells: write,
  } = await import('../../models/index/cells/index.js');
  const build = vectors === 'int8' ? buildCodedCells : buildCells;
  const onProgress = (done: number, total: number) => narrator.progress('indexing', done, total);
  if (earlier) narrator.note('the cells are kept; new rows go into those that are nearest');
  const cells = await build(of, { signal, onProgress }, earlier);
  const { manifest } = await loadManifest(directory);
  await write({ file: join(directory, FILES.cells), of: manifest.files[FILES.embeddings].sha256 }, cells);
  return true;
}

/** The graph where hnswlib can be loaded; the exact search needs none. */
async function writeGraph(
  { embeddings, dimension }: EmbeddedArchive,
  { world: { directory }, narrator }: BuildContext,
  signal: AbortSignal,
): Promise<boolean> {
  const path = join(directory, FILES.hnsw);
  const onProgress = (done: number, total: number) => narrator.progress('indexing', done, total);
  try {
    await buildHnsw({ embeddings, dimension, path, signal, onProgress });
    return true;
  } catch (error) {
    if (!(error instanceof GiqError) || error.diagnostics[0].code !== 'hnsw-unavailable') throw error;
    narrator.note(`no HNSW graph: ${error.message}`);
    return false;
  }
}
