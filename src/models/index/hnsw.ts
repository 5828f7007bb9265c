import { fail } from '../../diagnostics/diagnostic.js';
import type { Neighbour, LocalIndex } from '../neighbours.js';
import type { ChunkOptions } from '../run-in-chunks.js';
import { exactIndex, nearest } from './exact.js';
import type { Embeddings } from './exact.js';
import { readGraph, writeGraph } from './hnsw-file.js';
import { loadHnsw } from './hnsw-package.js';
import type { Graph } from './hnsw-package.js';

/** Links a node, and candidates looked at when one is added: hnswlib's own defaults. */
const LINKS = 16;
const BUILD_CANDIDATES = 200;
/** Levels of the graph are drawn from this: the same embeddings give the same graph. */
const SEED = 100;
/** Points added between two looks at the signal: about 50 ms. */
const CHUNK = 200;

/** Candidates of a search: recall is .93 at 400 on Gaussian-like vectors (hnswlib's worst case), 1.0 on clustered ones. */
const FEWEST_CANDIDATES = 400;
const CANDIDATES_PER_RESULT = 4;

export interface BuildOptions extends Embeddings, Pick<ChunkOptions, 'signal' | 'onProgress'> {
  /** Where to write the index; it is only kept in memory when absent. */
  readonly path?: string;
}

/**
 * Builds a hierarchical navigable small world graph (Malkov and Yashunin 2020) of embeddings.
 *
 * @throws GiqError `hnsw-unavailable`, `cancelled`, `file-not-writable`
 */
export async function buildHnsw({ path, signal, onProgress, ...of }: BuildOptions): Promise<LocalIndex> {
  const makeGraph = await loadHnsw();
  const size = of.embeddings.length / of.dimension;
  const graph = makeGraph(of.dimension);
  graph.initIndex(size, LINKS, BUILD_CANDIDATES, SEED);
  for (let first = 0; first < size; first += CHUNK) {
    if (signal?.aborted) fail('cancelled', {});
    const next = Math.min(first + CHUNK, size);
    addPoints(graph, of, first, next);
    onProgress?.(next, size);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (path !== undefined) await writeGraph(graph, path);
  return hnswIndex(graph, of);
}

/**
 * Opens an index that `buildHnsw` has written for these embeddings.
 *
 * @throws GiqError `hnsw-unavailable`, `file-not-found`, `file-damaged`, `index-mismatch`
 */
export async function openHnsw(path: string, of: Embeddings): Promise<LocalIndex> {
  return hnswIndex(await readGraph(path, of, await loadHnsw()), of);
}

function addPoints(graph: Graph, { embeddings, dimension }: Embeddings, first: number, next: number): void {
  for (let position = first; position < next; position++) {
    graph.addPoint([...embeddings.subarray(position * dimension, (position + 1) * dimension)], position);
  }
}

/**
 * The graph proposes candidates; their distances are computed again in float64, so that an observation that is found
 * has the same distance as by exact search. With `accept` the search is exact: the graph would call it once for every
 * node that it walks over, from native code, and that took 8 ms where exact search of what is accepted takes 3.
 */
function hnswIndex(graph: Graph, of: Embeddings): LocalIndex {
  const exact = exactIndex(of);
  const { size, dimension } = exact;
  const searchOne = (query: Float32Array, k: number): Neighbour[] => {
    const wanted = Math.min(size, Math.max(FEWEST_CANDIDATES, CANDIDATES_PER_RESULT * k));
    const candidates = graph.searchKnn([...query], wanted).neighbors.sort((a, b) => a - b);
    // A graph can have nodes that no path leads to.
    if (candidates.length < Math.min(k, size)) return exact.search(query, 1, k)[0];
    return nearest(of, candidates, query, k);
  };
  return {
    kind: 'hnsw',
    size,
    dimension,
    search(queries, count, k, accept) {
      if (accept) return exact.search(queries, count, k, accept);
      return Array.from({ length: count }, (_, i) =>
        searchOne(queries.subarray(i * dimension, (i + 1) * dimension), k),
      );
    },
  };
}
