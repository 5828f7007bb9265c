/** Worlds of random numbers for searches: nothing in them is a picture, so that every answer can be worked out naively. */
import type { Archive } from '../../../src/archive/archive.js';
import type { World } from '../../../src/models/world.js';
import { exactIndex } from '../../../src/models/index/exact.js';
import type { Queries } from '../../../src/models/retrieval/queries.js';
import { archiveSpaces } from '../../../src/models/retrieval/spaces.js';
import { randomStream } from '../../../src/numeric/random.js';
import { toyWorld } from '../../support/toy-world.js';

export const NAMES = ['TUF', 'R', 'PSEP'];
/** Sides of patches and of thumbnails alike, so that shrinking changes nothing. */
export const SIDE = 4;
export const DIMENSION = 3;

export interface RandomWorld {
  readonly world: World;
  readonly embeddings: Float32Array;
  readonly thumbnails: Int8Array;
  readonly columns: ReadonlyMap<string, Float32Array>;
}

/** An archive of `size` observations, four to a region. */
export function randomWorld(size: number, seed: number): RandomWorld {
  const stream = randomStream(seed, 0);
  const normal = () => stream.normal();
  const embeddings = Float32Array.from({ length: size * DIMENSION }, normal);
  const thumbnails = Int8Array.from({ length: size * SIDE * SIDE }, () => Math.round(40 * normal()));
  const columns = new Map(NAMES.map((name) => [name, Float32Array.from({ length: size }, normal)]));
  const archive: Archive = {
    size,
    fields: [],
    id: String,
    position: Number,
    meta: (position) => ({ region: regionOf(position) }),
    parameter: (name) => columns.get(name),
    patch: () => Promise.reject(new Error('there are no pictures')),
  };
  const manifest: World['manifest'] = {
    ...toyWorld.manifest,
    parameters: NAMES,
    archive: { ...toyWorld.manifest.archive, catalogue: 'catalogue' },
    index: { embeddings: 'embeddings', hnsw: undefined, thumbnails: 'thumbnails' },
    retrieval: { rerank: 'both', pool: 7, weight: 0.25 },
  };
  const parts = {
    manifest,
    archive: async () => archive,
    embeddings: async () => ({ embeddings, dimension: DIMENSION }),
    thumbnails: async () => ({ pixels: thumbnails, side: SIDE }),
  };
  const index = async () => exactIndex({ embeddings, dimension: DIMENSION });
  const encoder: World['encoder'] = async () => ({
    input: [1, SIDE, SIDE],
    output: [DIMENSION],
    run: async (pixels, count) => embed(pixels, count),
    dispose: () => {},
  });
  const world = { ...toyWorld, ...parts, index, encoder, spaces: archiveSpaces(parts) };
  return { world, embeddings, thumbnails, columns };
}

export const regionOf = (position: number): number => Math.floor(position / 4);

/** The first pixels. */
export function embed(pixels: Float32Array, count: number): Float32Array {
  const area = SIDE * SIDE;
  return Float32Array.from({ length: count * DIMENSION }, (_, index) => {
    return pixels[Math.floor(index / DIMENSION) * area + (index % DIMENSION)];
  });
}

export function randomQueries(count: number, seed: number): Queries & { parameters: Map<string, number[]> } {
  const stream = randomStream(seed, 0);
  const normal = () => stream.normal();
  const pixels = Float32Array.from({ length: count * SIDE * SIDE }, normal);
  const parameters = new Map(NAMES.map((name) => [name, Array.from({ length: count }, normal)]));
  return { pixels, count, parameters };
}
