/** What search compares: one vector a patch, so that alike patches lie close together. One function a method. */
import type { Archive } from '../../archive/archive.js';
import { columnMeans, covariance, type Rows } from '../../numeric/covariance.js';
import { mean, standardDeviation } from '../../numeric/statistics.js';
import { symmetricEigen } from '../../numeric/symmetric-eigen.js';
import type { Embeddings } from '../index/exact.js';
import type { Manifest } from '../manifest.js';
import { lacking } from '../world-parts.js';
import type { QueryViews } from './queries.js';
import { unquantise, type Thumbnails } from './thumbnails.js';

export type SearchMethod = 'ssl' | 'pixels' | 'pca' | 'physics';

/** Vectors of a whole archive, and the way to those of queries. */
export interface Features {
  readonly archive: Rows;
  /** One row a query. */
  of(queries: QueryViews): Promise<Float32Array>;
}

/** The parts of a world that features are made of. */
export interface FeatureSources {
  readonly manifest: Manifest;
  archive(): Promise<Archive>;
  embeddings(): Promise<Embeddings>;
  thumbnails(): Promise<Thumbnails>;
}

/** What the paper compares the encoder with (its Fig. 8). */
export const PAPER_PARAMETERS = ['TUF', 'R', 'PSEP'];

/** As in the paper; fewer where the pictures of an archive span less. */
const COMPONENTS = 100;
/** Components with less than this share of the variance of the first are rounding errors. */
const LEAST_SHARE = 1e-12;

export const methods: Readonly<Record<SearchMethod, (world: FeatureSources) => Promise<Features>>> = {
  ssl: async (world) => {
    const { embeddings: values, dimension } = await world.embeddings();
    return { archive: { values, dimension }, of: (queries) => queries.embeddings() };
  },
  pixels: pixelsOf,
  pca: async (world) => principalComponents(await pixelsOf(world)),
  physics: async (world) => standardisedParameters(world, PAPER_PARAMETERS),
};

async function pixelsOf({ manifest, thumbnails }: FeatureSources): Promise<Features> {
  const { pixels, side } = await thumbnails();
  return {
    archive: { values: unquantise(pixels, manifest.image.clip), dimension: side * side },
    of: async (queries) => queries.thumbnails(side),
  };
}

/** Places along the axes on which the vectors of an archive vary most. */
function principalComponents({ archive, of }: Features): Features {
  const means = columnMeans(archive);
  const { values, vectors } = symmetricEigen(covariance(archive, means), archive.dimension);
  const axes = vectors.slice(0, COMPONENTS).filter((_, index) => values[index] > LEAST_SHARE * values[0]);
  const project = (rows: Float32Array) => projected(rows, means, axes);
  return {
    archive: { values: project(archive.values), dimension: axes.length },
    of: async (queries) => project(await of(queries)),
  };
}

function projected(rows: Float32Array, means: Float64Array, axes: readonly Float64Array[]): Float32Array {
  const width = means.length;
  const result = new Float32Array((rows.length / width) * axes.length);
  const centred = new Float64Array(width);
  for (let first = 0, place = 0; first < rows.length; first += width) {
    for (let j = 0; j < width; j++) centred[j] = rows[first + j] - means[j];
    for (const axis of axes) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += axis[j] * centred[j];
      result[place++] = sum;
    }
  }
  return result;
}

/**
 * Physical parameters in standard deviations of the archive from its mean. What is missing is put at the mean, so that it
 * tells nothing.
 *
 * @throws GiqError `world-lacks` without a catalogue
 */
export async function standardisedParameters(
  { manifest, archive: open }: FeatureSources,
  names: readonly string[],
): Promise<Features> {
  const archive = await open();
  const columns = names.map((name) => archive.parameter(name) ?? lacking(manifest, 'catalogue'));
  const scales = columns.map(scaleOf);
  const place = (value: number, column: number) =>
    Number.isNaN(value) ? 0 : (value - scales[column].mean) / scales[column].deviation;
  const values = new Float32Array(archive.size * names.length);
  columns.forEach((column, j) => {
    for (let row = 0; row < archive.size; row++) values[row * names.length + j] = place(column[row], j);
  });
  return {
    archive: { values, dimension: names.length },
    of: async (queries) =>
      Float32Array.from(queries.parameters(names), (value, index) => place(value, index % names.length)),
  };
}

/** Of a parameter that is the same everywhere any difference counts as it is. */
function scaleOf(column: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  const known = Float64Array.from(column).filter((value) => !Number.isNaN(value));
  return { mean: mean(known), deviation: standardDeviation(known) || 1 };
}
