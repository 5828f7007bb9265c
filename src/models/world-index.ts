import { fail } from '../diagnostics/diagnostic.js';
import { observationsOf, type DatabaseIndex, type Manifest } from './manifest.js';
import type { Embeddings } from './index/exact.js';
import type { NeighbourIndex } from './neighbours.js';
import { asWeights, readSafetensors, requireFinite } from './safetensors.js';
import { pathInside } from './world-files.js';
import { lacking } from './world-parts.js';

export type IndexKind = 'auto' | 'exact' | 'hnsw';

/** Name of the tensor [observations, dimension] in the embeddings file. */
export const EMBEDDINGS = 'embeddings';

/** Reads the embeddings of a world's archive. */
export async function readEmbeddings(
  manifest: Manifest,
  readBytes: (file: string) => Promise<Uint8Array>,
): Promise<Embeddings> {
  const { name, index = lacking(manifest, 'index') } = manifest;
  if (index.kind === 'pgvector') return fail('embeddings-elsewhere', { world: name, what: 'this' });
  const file = index.embeddings;
  const tensor = asWeights(readSafetensors(await readBytes(file), file)).get(EMBEDDINGS);
  const rows = observationsOf(manifest);
  if (tensor?.shape.length !== 2 || tensor.shape[0] > rows) {
    const found = tensor ? tensor.shape.join(' × ') : 'no such tensor';
    return fail('tensors-damaged', { file, found, expected: `${EMBEDDINGS} of at most ${rows} rows` });
  }
  requireFinite(new Map([[EMBEDDINGS, tensor]]), file);
  return { embeddings: tensor.data, dimension: tensor.shape[1] };
}

/** Opens the index of a world's archive: in its files, or in the database that its manifest names. */
export async function openIndex(
  directory: string,
  manifest: Manifest,
  embeddings: () => Promise<Embeddings>,
  readBytes: (file: string) => Promise<Uint8Array>,
  kind: IndexKind,
): Promise<NeighbourIndex> {
  const { index = lacking(manifest, 'index') } = manifest;
  if (index.kind === 'pgvector') return openInDatabase(manifest, index, kind);
  const { LARGE_ARCHIVE, loadIndex } = await import('./index/index.js');
  if (kind === 'auto' && index.cells !== undefined && observationsOf(manifest) >= LARGE_ARCHIVE)
    return openCells(manifest, index.embeddings, index.cells, readBytes);
  const [{ hnsw }, of] = [index, await embeddings()];
  const size = of.embeddings.length / of.dimension;
  const graph = kind === 'hnsw' || (kind === 'auto' && size >= LARGE_ARCHIVE) ? hnsw : undefined;
  // Read only to compare it with the manifest: the library opens the file by itself.
  if (graph !== undefined) await readBytes(graph);
  const hnswPath = graph === undefined ? undefined : pathInside(directory, graph);
  return loadIndex({ ...of, hnswPath, kind });
}

/** Their file has the rows, so that those of the embeddings are not read. */
async function openCells(
  { files }: Manifest,
  embeddings: string,
  cells: string,
  readBytes: (file: string) => Promise<Uint8Array>,
): Promise<NeighbourIndex> {
  const { cellsIndex, readCells } = await import('./index/cells/index.js');
  const of = files[embeddings]?.sha256 ?? '';
  return cellsIndex(readCells({ file: cells, of }, await readBytes(cells)));
}

async function openInDatabase(
  manifest: Manifest,
  index: DatabaseIndex,
  kind: IndexKind,
): Promise<NeighbourIndex> {
  const { databaseSettings, openDatabase, openDatabaseIndex } = await import('./index/pgvector/index.js');
  const database = openDatabase(databaseSettings({ name: manifest.name, index }));
  const none = () => lacking(manifest, 'index');
  return openDatabaseIndex({ database, size: observationsOf(manifest), kind, lacking: none });
}
