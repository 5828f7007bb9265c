import { fail } from '../diagnostics/diagnostic.js';
import { observationsOf, type DatabaseIndex, type Manifest } from './manifest.js';
import type { Embeddings } from './index/exact.js';
import type { NeighbourIndex } from './neighbours.js';
import { asWeights, requireFinite } from './safetensors.js';
import type { TensorFile } from './tensor-file.js';
import { pathInside } from './world-files.js';
import { lacking } from './world-parts.js';

type ReadTensors = (file: string, leave?: readonly string[]) => Promise<TensorFile>;

/** Reads files of a world, which are as its manifest says. */
export interface ReadWorld {
  readonly readBytes: (file: string) => Promise<Uint8Array>;
  /** @param leave names of tensors that are not kept in memory */
  readonly readTensors: ReadTensors;
}

export type IndexKind = 'auto' | 'exact' | 'hnsw';

/** Name of the tensor [observations, dimension] in the embeddings file. */
export const EMBEDDINGS = 'embeddings';

/** Reads the embeddings of a world's archive. */
export async function readEmbeddings(manifest: Manifest, readTensors: ReadTensors): Promise<Embeddings> {
  const { name, index = lacking(manifest, 'index') } = manifest;
  if (index.kind === 'pgvector') return fail('embeddings-elsewhere', { world: name, what: 'this' });
  const file = index.embeddings;
  const tensor = asWeights(await readTensors(file)).get(EMBEDDINGS);
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
  { readBytes, readTensors }: ReadWorld,
  kind: IndexKind,
): Promise<NeighbourIndex> {
  const { index = lacking(manifest, 'index') } = manifest;
  if (index.kind === 'pgvector') return openInDatabase(manifest, index, kind);
  const { LARGE_ARCHIVE, loadIndex } = await import('./index/index.js');
  if (kind === 'auto' && index.cells !== undefined && observationsOf(manifest) >= LARGE_ARCHIVE)
    return openCells(directory, manifest, { ...index, cells: index.cells }, readTensors);
  const [{ hnsw }, of] = [index, await embeddings()];
  const size = of.embeddings.length / of.dimension;
  const graph = kind === 'hnsw' || (kind === 'auto' && size >= LARGE_ARCHIVE) ? hnsw : undefined;
  // Read only to compare it with the manifest: the library opens the file by itself.
  if (graph !== undefined) await readBytes(graph);
  const hnswPath = graph === undefined ? undefined : pathInside(directory, graph);
  return loadIndex({ ...of, hnswPath, kind });
}

/** The file of cells has the rows, or the codes of them; then the embeddings stay in theirs. */
async function openCells(
  directory: string,
  { files }: Manifest,
  { embeddings, cells: file }: { readonly embeddings: string; readonly cells: string },
  readTensors: ReadTensors,
): Promise<NeighbourIndex> {
  const { cellsIndex, codedIndex, readCells, rowFile } = await import('./index/cells/index.js');
  const cells = readCells({ file, of: files[embeddings]?.sha256 ?? '' }, await readTensors(file));
  if (!('codes' in cells)) return cellsIndex(cells);
  const { left } = await readTensors(embeddings, [EMBEDDINGS]);
  const { type, shape, offset } = left.get(EMBEDDINGS) ?? { type: 'F32', shape: [], offset: 0 };
  const { size, dimension } = cells.codes;
  if (type === 'F32' && shape[0] === size && shape[1] === dimension)
    return codedIndex(cells, await rowFile({ path: pathInside(directory, embeddings), offset, dimension }));
  const [found, expected] = [`${type} of ${shape.join(' × ')}`, `F32 of ${size} × ${dimension}`];
  return fail('tensors-damaged', { file: embeddings, found, expected });
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
