import type { Archive } from '../../../../src/archive/archive.js';
import type { Model } from '../../../../src/models/engine.js';
import { databaseSettings, type Database } from '../../../../src/models/index/pgvector/index.js';
import type { DatabaseSettings } from '../../../../src/models/index/pgvector/settings.js';
import type { LoadTask } from '../../../../src/models/index/pgvector/load.js';
import { randomStream } from '../../../../src/numeric/random.js';

export const DIMENSION = 4;
const SIDE = 16;
const DAYS = ['2011-02-12', '2011-02-12T06:00:00Z', '2011-02-13T00:00:00', '2012-01-01T00:00:00', null];

/** Observations of random pixels, some of whose metadata is missing. */
export function randomArchive(size: number, seed = 1): Archive {
  const stream = randomStream(seed, 0);
  const patches = Array.from({ length: size }, () =>
    Float32Array.from({ length: SIDE * SIDE }, () => stream.normal()),
  );
  const of = <T>(values: readonly T[], position: number) => values[(position * 7) % values.length];
  return {
    size,
    fields: [
      { name: 'lat', type: 'number', title: 'latitude' },
      { name: 'region', type: 'number', title: 'region' },
      { name: 'date', type: 'date', title: 'date' },
      { name: 'hemisphere', type: 'text', title: 'hemisphere' },
      { name: 'flaring', type: 'boolean', title: 'flaring' },
    ],
    id: (position) => `random-${seed}-${position}`,
    position: (id) => Number(id.split('-').at(-1)),
    meta: (position) => ({
      lat: of([-20, -3.5, 0, 12, null, 31], position),
      region: Math.floor(position / 4),
      date: of(DAYS, position),
      hemisphere: of(['north', 'south', "o'clock", 'Ñorth', null], position),
      flaring: of([true, false, null], position),
    }),
    parameter: () => undefined,
    scale: (position) => (position % 3 === 0 ? undefined : { width: 2, height: 1.5 }),
    patch: async (position) => ({ pixels: patches[position], size: SIDE }),
  };
}

/** Means of the four quarters. */
export const encoder: Model = {
  input: [1, SIDE, SIDE],
  output: [DIMENSION],
  run: async (pixels, count) => {
    const rows = new Float32Array(count * DIMENSION);
    pixels.forEach((value, index) => {
      const [patch, pixel] = [Math.floor(index / SIDE ** 2), index % SIDE ** 2];
      rows[patch * DIMENSION + Math.floor(pixel / 64)] += value / 64;
    });
    return rows;
  },
  dispose: () => {},
};

export const NAMES = ['TUF', 'PSEP', 'R'];

/** The first pixels, as if they were parameters; every fifth PSEP is missing. */
export const measure = (pixels: Float32Array, count: number): Float64Array =>
  Float64Array.from({ length: count * NAMES.length }, (_, index) => {
    const [row, column] = [Math.floor(index / NAMES.length), index % NAMES.length];
    const value = pixels[row * SIDE ** 2 + column];
    return column === 1 && Math.floor(Math.abs(value) * 100) % 5 === 0 ? NaN : value;
  });

/** Settings for a server of this machine. */
export const settingsOf = (port: number, more: object = {}): DatabaseSettings =>
  databaseSettings({
    name: 'random world',
    index: {
      kind: 'pgvector',
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      connections: 1,
      ...more,
    },
  } as Parameters<typeof databaseSettings>[0]);

export function taskOf(database: Database, archive: Archive, more: Partial<LoadTask> = {}): LoadTask {
  const content = { dimension: DIMENSION, work: 'random', parameters: NAMES };
  return { database, archive, encoder, measure, clip: 1, content, shard: { number: 1, of: 1 }, ...more };
}

/** Embeddings of an archive as this process works them out. */
export async function embeddingsOf(archive: Archive): Promise<Float32Array> {
  const all = new Float32Array(archive.size * DIMENSION);
  for (let position = 0; position < archive.size; position++)
    all.set(await encoder.run((await archive.patch(position)).pixels, 1), position * DIMENSION);
  return all;
}
