import type { Archive } from '../../archive/archive.js';
import { GiqError } from '../../diagnostics/diagnostic.js';
import { keepCells, readLayout, ROW_TENSORS, type EarlierCells } from '../index/cells/index.js';
import { EMBEDDINGS } from '../world-index.js';
import type { World } from '../world.js';
import { keysOf } from './earlier-rows.js';

/**
 * The cells that a world has, and which rows of an archive are in them: observations that were there before are known by the
 * keys that are kept with the embeddings.
 *
 * @param work what the embeddings have to be of
 * @returns nothing where cells have to be found anew: there are none, they are damaged or of another encoder, or too many
 *   rows have come or gone
 */
export async function readEarlierCells(
  { manifest: { index, files }, tensors }: Pick<World, 'manifest' | 'tensors'>,
  work: string,
  archive: Archive,
): Promise<EarlierCells | undefined> {
  if (!index || index.kind === 'pgvector' || index.cells === undefined) return undefined;
  try {
    const embeddings = await tensors(index.embeddings, [EMBEDDINGS]);
    const before = embeddings.tensors.get('keys')?.data;
    if (!(before instanceof Int32Array) || embeddings.metadata.work !== work) return undefined;
    const of = files[index.embeddings]?.sha256 ?? '';
    const sorted = readLayout({ file: index.cells, of }, await tensors(index.cells, ROW_TENSORS));
    return keepCells(sorted, before, keysOf(archive));
  } catch (error) {
    // Damage is no matter here: the cells are made anew.
    if (error instanceof GiqError) return undefined;
    throw error;
  }
}
