import { degrees, radians } from './angles.js';
import { components, type Mask } from './components.js';
import type { Heliographic, SolarMap } from './geometry.js';
import type { RegionOptions } from './options.js';
import { pixelDegrees } from './project.js';
import { sample } from './sample.js';
import { smooth, type Grid } from './smooth.js';

/** The Sun's radius of HMI's and MDI's maps, Mm, and square centimetres of a square megametre. */
export const SOLAR_RADIUS = 696;
export const CM2_PER_MM2 = 1e16;

/** Cells of the detection grid are no smaller than this, degrees: it bounds the work, and regions are larger. */
const FINEST_CELL = 0.25;

/** A region as it was found, before it is cut out. Longitudes are those of the map (see Heliographic) and may exceed 360. */
export interface Found {
  /** Weighted by the unsigned field. */
  readonly centre: Heliographic;
  readonly longitudes: readonly [east: number, west: number];
  readonly latitudes: readonly [south: number, north: number];
  /** Unsigned flux of the cells above the threshold, Mx. */
  readonly flux: number;
  /** Their area, square degrees. */
  readonly area: number;
}

/** A map in longitude and sine of latitude, whose cells are equal in area: columns grow westward, rows northward. */
export interface DetectionGrid extends Grid {
  /** Edge of the first column, degrees. */
  readonly east: number;
  /** Degrees of a column; a row is as many degrees of a radian of the sine. */
  readonly cell: number;
  readonly rowStep: number;
}

/** |B| of a map on the detection grid, 0 where there is none. */
export function detectionGrid(
  whole: SolarMap,
  { edge, noise }: Pick<RegionOptions, 'edge' | 'noise'>,
): DetectionGrid {
  const map = whole.geometry.kind === 'disk' ? withoutNoise(whole, noise) : whole;
  const isRound = map.geometry.kind === 'synoptic';
  const [east, span] = isRound ? [0, 360] : [-90, 180];
  const width = Math.floor(span / Math.max(FINEST_CELL, pixelDegrees(map)));
  const cell = span / width;
  const height = Math.round(2 / radians(cell));
  const rowStep = 2 / height;
  const values = new Float64Array(width * height);
  const leastMu = Math.cos(radians(edge));
  for (let row = 0; row < height; row++) {
    const latitude = degrees(Math.asin(-1 + (row + 0.5) * rowStep));
    for (let column = 0; column < width; column++) {
      const value = sample(map, { longitude: east + (column + 0.5) * cell, latitude }, leastMu);
      values[row * width + column] = Number.isNaN(value) ? 0 : Math.abs(value);
    }
  }
  return { values, width, height, isRound, east, cell, rowStep };
}

/** Noise alone, divided by a small μ, would look like a region near the limb. */
function withoutNoise(map: SolarMap, noise: number): SolarMap {
  return { ...map, values: map.values.map((value) => (Math.abs(value) < noise ? 0 : value)) };
}

/** The regions of a grid of |B|, the strongest first. */
export function detect(grid: DetectionGrid, options: RegionOptions): Found[] {
  const { width, height, isRound, cell } = grid;
  const sigma = options.smoothing / cell;
  const smoothed = smooth(grid, [sigma, sigma]).values;
  const cells = Uint8Array.from(smoothed, (value) => (value > options.threshold ? 1 : 0));
  const mask: Mask = { cells, width, height, isRound };
  return components(mask, Math.round(options.gap / cell))
    .map((members) => describe(members, grid))
    .filter(({ flux, area }) => flux >= options.leastFlux && area >= options.leastArea)
    .sort((a, b) => b.flux - a.flux);
}

function describe(members: readonly number[], grid: DetectionGrid): Found {
  const { values, width, cell, rowStep, east } = grid;
  const columns = unrolled(
    members.map((member) => member % width),
    grid,
  );
  const rows = members.map((member) => Math.floor(member / width));
  const weights = members.map((member) => values[member]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (places: readonly number[]) =>
    places.reduce((sum, place, index) => sum + place * weights[index], 0) / total;
  const latitudeOf = (row: number) => degrees(Math.asin(Math.max(-1, Math.min(1, -1 + row * rowStep))));
  const [west, left] = [largest(columns) + 1, -largest(columns.map((column) => -column))];
  const [top, bottom] = [largest(rows) + 1, -largest(rows.map((row) => -row))];
  const cellArea = radians(cell) * rowStep;
  return {
    centre: { longitude: east + (mean(columns) + 0.5) * cell, latitude: latitudeOf(mean(rows) + 0.5) },
    longitudes: [east + left * cell, east + west * cell],
    latitudes: [latitudeOf(bottom), latitudeOf(top)],
    flux: total * cellArea * SOLAR_RADIUS ** 2 * CM2_PER_MM2,
    area: members.length * degrees(degrees(cellArea)),
  };
}

/** Columns of one region without a seam: those before the widest empty stretch of a round grid come a turn later. */
function unrolled(columns: readonly number[], { width, isRound }: Grid): readonly number[] {
  if (!isRound) return columns;
  const taken = [...new Set(columns)].sort((a, b) => a - b);
  const gaps = taken.map((column, index) => column - (taken[index - 1] ?? taken.at(-1)! - width));
  const start = taken[gaps.indexOf(largest(gaps))];
  return columns.map((column) => (column < start ? column + width : column));
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}
