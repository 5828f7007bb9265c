/**
 * A world in memory whose answers can be worked out by hand: four latent dimensions, a linear generator, directions
 * with round cosines, and an archive of six observations of which one lacks this and one that.
 */
import type { Archive, Meta } from '../../src/archive/archive.js';
import type { Direction } from '../../src/latent/direction.js';
import { exactIndex } from '../../src/models/index/exact.js';
import { archiveSpaces } from '../../src/models/retrieval/spaces.js';
import { quantise, shrink, THUMBNAIL_SIDE } from '../../src/models/retrieval/thumbnails.js';
import type { Manifest } from '../../src/models/manifest.js';
import type { Model } from '../../src/models/engine.js';
import type { World } from '../../src/models/world.js';
import { addScaled } from '../../src/numeric/linear-algebra.js';
import { PATCH_SIZE, type Patch } from '../../src/physics/field.js';

const AREA = PATCH_SIZE * PATCH_SIZE;
const SCALE = { width: 2, height: 2 };

/** In kG per latent unit: a dipole whose positive half is in the west, an offset, a north-south dipole, nothing. */
const patterns: readonly ((row: number, column: number) => number)[] = [
  (_row, column) => (column < PATCH_SIZE / 2 ? -0.25 : 0.25),
  () => 0.0625,
  (row) => (row < PATCH_SIZE / 2 ? 0.125 : -0.125),
  () => 0,
];

const pictures = patterns.map((pattern) =>
  Float64Array.from({ length: AREA }, (_, pixel) =>
    pattern(Math.floor(pixel / PATCH_SIZE), pixel % PATCH_SIZE),
  ),
);

/** The pixels of a point of latent space, in kG. */
export function toyPixels(latent: ArrayLike<number>): Float32Array {
  const pixels = new Float64Array(AREA);
  pictures.forEach((picture, axis) => addScaled(pixels, picture, latent[axis]));
  return Float32Array.from(pixels);
}

const generator: Model = {
  input: [4],
  output: [1, PATCH_SIZE, PATCH_SIZE],
  run: async (values, count) => joined(count, (item) => toyPixels(values.subarray(4 * item, 4 * item + 4))),
  dispose: () => {},
};

/** The corner pixels: what tells the toy's patterns apart. */
const encoder: Model = {
  input: [1, PATCH_SIZE, PATCH_SIZE],
  output: [4],
  run: async (values, count) =>
    joined(count, (item) => embedded(values.subarray(item * AREA, (item + 1) * AREA))),
  dispose: () => {},
};

const embedded = (pixels: Float32Array) =>
  Float32Array.of(pixels[0], pixels[PATCH_SIZE - 1], pixels[AREA - PATCH_SIZE], pixels[AREA - 1]);

function joined(count: number, part: (item: number) => Float32Array): Float32Array {
  const parts = Array.from({ length: count }, (_, item) => part(item));
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const each of parts) {
    all.set(each, place);
    place += each.length;
  }
  return all;
}

const direction = (parameter: string, ...normal: number[]): [string, Direction] => [
  parameter,
  {
    parameter,
    normal: Float64Array.from(normal),
    bias: 0,
    method: 'by hand',
    accuracy: 0.9,
    trainedOn: 'nothing',
    threshold: 0,
  },
];

/** TUF and R have the cosine 0.6; AREA is R by another name. */
export const toyDirections: ReadonlyMap<string, Direction> = new Map([
  direction('POLARITY', 1, 0, 0, 0),
  direction('TUF', 0, 1, 0, 0),
  direction('R', 0, 0.6, 0.8, 0),
  direction('AREA', 0, 0.6, 0.8, 0),
  direction('PSEP', 0, 0, 0, 1),
]);

const observations: readonly { readonly latent: readonly number[]; readonly meta: Meta }[] = [
  { latent: [1, 0, 0, 0], meta: { date: '2011-02-12T00:00:00', lat: -20, hemisphere: 'south', region: 1 } },
  { latent: [2, 0, 0, 0], meta: { date: '2011-02-12T12:30:00', lat: -20, hemisphere: 'south', region: 1 } },
  { latent: [-1, 0, 0, 0], meta: { date: '2011-02-13T00:00:00', lat: 10, hemisphere: 'north', region: 2 } },
  { latent: [-2, 0, 0, 0], meta: { date: '2011-02-14T00:00:00', lat: null, hemisphere: 'north', region: 2 } },
  { latent: [0, 4, 0, 0], meta: { date: null, lat: 30, hemisphere: 'north', region: 3 } },
  { latent: [0, 0, 4, 0], meta: { date: '2011-02-16T23:59:59', lat: 5, hemisphere: 'north', region: 3 } },
];

export const toyArchive: Archive = {
  size: observations.length,
  fields: [
    { name: 'date', type: 'date', title: 'time of observation' },
    { name: 'lat', type: 'number', unit: 'deg', title: 'latitude' },
    { name: 'hemisphere', type: 'text', title: 'hemisphere', values: ['north', 'south'] },
    { name: 'region', type: 'number', title: 'region' },
  ],
  id: (position) => `toy-${position}`,
  position: (id) => observations.findIndex((_, position) => id === `toy-${position}`),
  meta: (position) => observations[position].meta,
  parameter: () => undefined,
  scale: () => SCALE,
  patch: async (position): Promise<Patch> => ({
    pixels: toyPixels(observations[position].latent),
    size: PATCH_SIZE,
    scale: SCALE,
  }),
};

const network = { network: '', weights: '' };
const manifest: Manifest = {
  format: 1,
  language: 1,
  name: 'toy',
  title: 'Four dimensions',
  version: '1.0.0',
  simulated: true,
  licence: 'MIT',
  image: { size: PATCH_SIZE, unit: 'kG', clip: 1, scale: SCALE },
  random: 'philox4x32-10/1',
  generator: { ...network, latent: 4 },
  encoder: { ...network, distance: 'euclidean' },
  inverter: undefined,
  parameters: ['TUF', 'TPF', 'TNF', 'R', 'PSEP', 'TILT', 'POLARITY', 'AREA', 'NET'],
  directions: { file: '', parameters: [...toyDirections.keys()] },
  define: undefined,
  classifiers: undefined,
  statistics: undefined,
  archive: { kind: 'simulated', simulator: '', regions: 3, steps: 2, seed: 0, catalogue: undefined },
  split: undefined,
  index: { embeddings: '', hnsw: undefined, thumbnails: 'by hand' },
  retrieval: { rerank: 'none', pool: undefined, weight: undefined },
  trainedOn: '',
  rebuild: '',
  files: {},
};

const vectors = joined(observations.length, (position) => embedded(toyPixels(observations[position].latent)));
const embeddings = { embeddings: vectors, dimension: 4 };
const observed = joined(observations.length, (position) => toyPixels(observations[position].latent));
const parts = {
  manifest,
  archive: async () => toyArchive,
  embeddings: async () => embeddings,
  thumbnails: async () => ({
    pixels: quantise(shrink(observed, observations.length), 1),
    side: THUMBNAIL_SIDE,
  }),
};
const notThere = () => Promise.reject(new Error('the toy world has no such thing'));

export const toyWorld: World = {
  ...parts,
  name: 'toy',
  directory: '',
  hash: '0'.repeat(64),
  shortHash: '0'.repeat(12),
  generator: async () => generator,
  encoder: async () => encoder,
  inverter: notThere,
  network: notThere,
  directions: async () => toyDirections,
  scored: new Set(),
  classifiers: async () => new Map(),
  statistics: notThere,
  index: async () => exactIndex(embeddings),
  spaces: archiveSpaces(parts),
  info: () => {
    throw new Error('the toy world has no such thing');
  },
  verify: async () => [],
  file: notThere,
  tensors: notThere,
  dispose: () => {},
};
