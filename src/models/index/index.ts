import { GiqError } from '../../diagnostics/diagnostic.js';
import type { LocalIndex } from '../neighbours.js';
import type { Embeddings } from './exact.js';
import { exactIndex } from './exact.js';
import { buildHnsw, openHnsw } from './hnsw.js';

export { buildHnsw } from './hnsw.js';

export interface IndexTask extends Embeddings {
  /** A file of `buildHnsw`, where there is one. */
  readonly hnswPath?: string;
  readonly kind: 'auto' | 'exact' | 'hnsw';
}

/**
 * From this many observations `auto` prefers an approximate index. Below it exact search takes a few milliseconds, and
 * gives one answer on every machine, whether hnswlib-node could be compiled there or not.
 */
export const LARGE_ARCHIVE = 50_000;

/**
 * Opens a nearest-neighbour index over embeddings.
 *
 * `auto` is exact for archives below `LARGE_ARCHIVE`, and above it HNSW where there is a file and hnswlib-node loads.
 * `hnsw` without a file builds the graph in memory.
 *
 * @throws GiqError `hnsw-unavailable` (not for `auto`), `file-not-found`, `file-damaged`, `index-mismatch`
 */
export async function loadIndex({ kind, hnswPath, ...of }: IndexTask): Promise<LocalIndex> {
  switch (kind) {
    case 'exact':
      return exactIndex(of);
    case 'hnsw':
      return hnswPath === undefined ? buildHnsw(of) : openHnsw(hnswPath, of);
    case 'auto':
      return loadBest(hnswPath, of);
  }
}

async function loadBest(hnswPath: string | undefined, of: Embeddings): Promise<LocalIndex> {
  const size = of.embeddings.length / of.dimension;
  if (size < LARGE_ARCHIVE || hnswPath === undefined) return exactIndex(of);
  try {
    return await openHnsw(hnswPath, of);
  } catch (error) {
    if (error instanceof GiqError && error.diagnostics[0].code === 'hnsw-unavailable') return exactIndex(of);
    throw error;
  }
}
