import type { Neighbour, LocalIndex } from '../neighbours.js';
import { squaredDistance } from './distance.js';
import { smallest } from './smallest.js';

/** Embeddings: one row of `dimension` numbers an observation, float32, C order. */
export interface Embeddings {
  readonly embeddings: Float32Array;
  readonly dimension: number;
}

/** Compares a query with every observation. Nothing to build, and what the other kinds are judged by. */
export function exactIndex({ embeddings, dimension }: Embeddings): LocalIndex {
  const size = embeddings.length / dimension;
  const everything = Array.from({ length: size }, (_, position) => position);
  return {
    kind: 'exact',
    size,
    dimension,
    search(queries, count, k, accept) {
      const positions = accept ? everything.filter(accept) : everything;
      return Array.from({ length: count }, (_, i) => {
        const query = queries.subarray(i * dimension, (i + 1) * dimension);
        return nearest({ embeddings, dimension }, positions, query, k);
      });
    },
  };
}

/**
 * The `k` nearest of some positions, nearest first.
 *
 * @param positions rising, so that ties go by position
 */
export function nearest(
  { embeddings, dimension }: Embeddings,
  positions: readonly number[],
  query: Float32Array,
  k: number,
): Neighbour[] {
  // A plain loop: Float64Array.from with a function takes twice as long.
  const distances = new Float64Array(positions.length);
  for (let place = 0; place < positions.length; place++) {
    distances[place] = squaredDistance(embeddings, positions[place] * dimension, query);
  }
  return smallest(distances, k).map((place) => ({
    position: positions[place],
    distance: Math.sqrt(distances[place]),
  }));
}
