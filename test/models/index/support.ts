import type { Neighbour } from '../../../src/models/neighbours.js';
import type { Embeddings } from '../../../src/models/index/exact.js';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import { randomStream } from '../../../src/numeric/random.js';

/** Points around `clusters` centres, as the embeddings of evolving regions are. */
export function clusteredEmbeddings(size: number, dimension: number, clusters: number): Embeddings {
  const random = randomStream(1, 0);
  const centres = Float64Array.from({ length: clusters * dimension }, () => random.normal());
  const embeddings = Float32Array.from({ length: size * dimension }, (_, entry) => {
    const cluster = Math.floor(entry / dimension) % clusters;
    return centres[cluster * dimension + (entry % dimension)] + random.normal(0, 0.3);
  });
  return { embeddings, dimension };
}

/** The definition: every distance, then a full sort. */
export function bruteForce(
  { embeddings, dimension }: Embeddings,
  query: Float32Array,
  k: number,
  accept: (position: number) => boolean = () => true,
): Neighbour[] {
  return Array.from({ length: embeddings.length / dimension }, (_, position) => {
    const row = embeddings.subarray(position * dimension, (position + 1) * dimension);
    return { position, distance: Math.hypot(...row.map((value, i) => value - query[i])) };
  })
    .filter(({ position }) => accept(position))
    .sort((a, b) => a.distance - b.distance || a.position - b.position)
    .slice(0, k);
}

export const positionsOf = (neighbours: readonly Neighbour[]) => neighbours.map(({ position }) => position);

/** The code of the diagnostic that a promise is rejected with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0].code;
    throw error;
  }
  return 'none';
}
