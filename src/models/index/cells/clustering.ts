/** Centres of cells: k-means in two levels, so that a row is compared with hundreds of centres instead of thousands. */
import { Nearest } from './nearest.js';
import { emptyTable, rowAt, scan, setRow, type VectorTable } from './table.js';

/** Steps of Lloyd's algorithm; the cells only have to be of some use, not the best there are. */
const STEPS = 8;

/** Regions, and the cells of each. */
export interface Centres {
  readonly regions: VectorTable;
  /** Centres of cells, region by region. */
  readonly cells: VectorTable;
  /** Where the cells of each region begin, and after the last where they end. */
  readonly starts: Int32Array;
}

/**
 * Finds centres of about `count` cells. The same rows give the same centres: nothing is drawn at random.
 *
 * @param sample rows like those that the cells will hold
 */
export function findCentres(sample: VectorTable, count: number): Centres {
  const side = Math.max(1, Math.round(Math.sqrt(count)));
  const everything = Array.from({ length: sample.size }, (_, row) => row);
  const regions = cluster(sample, everything, side);
  const parts = groups(sample, everything, regions).map((rows, region) =>
    // A region that lost its last row to another in the end is a cell by itself.
    rows.length > 0 ? cluster(sample, rows, side) : rowsAsTable(regions, region),
  );
  const starts = new Int32Array(parts.length + 1);
  parts.forEach((part, region) => (starts[region + 1] = starts[region] + part.size));
  const cells = emptyTable(starts[parts.length], sample.dimension);
  parts.forEach((part, region) => {
    for (let row = 0; row < part.size; row++) setRow(cells, starts[region] + row, rowAt(part, row));
  });
  return { regions, cells, starts };
}

/** Regions whose cells a row is compared with: one near the border of a region may belong to a cell beyond it. */
const REGIONS_LOOKED_INTO = 4;

/** The cell of a vector: the nearest one of the nearest regions. */
export function cellOf(vector: Float32Array, { regions, cells, starts }: Centres): number {
  const near = new Nearest(Math.min(REGIONS_LOOKED_INTO, regions.size));
  scan(regions, 0, regions.size, vector, near);
  const nearest = new Nearest(1);
  for (const { position: region } of near.sorted())
    scan(cells, starts[region], starts[region + 1], vector, nearest);
  return nearest.sorted()[0].position;
}

function nearestRow(table: VectorTable, first: number, end: number, vector: Float32Array): number {
  const nearest = new Nearest(1);
  scan(table, first, end, vector, nearest);
  return nearest.sorted()[0].position;
}

/** Lloyd's algorithm from evenly spaced rows. */
function cluster(sample: VectorTable, rows: readonly number[], wanted: number): VectorTable {
  const count = Math.min(wanted, rows.length);
  let centres = emptyTable(count, sample.dimension);
  for (let centre = 0; centre < count; centre++)
    setRow(centres, centre, rowAt(sample, rows[Math.floor(((centre + 0.5) * rows.length) / count)]));
  for (let step = 0; step < STEPS; step++) centres = meansOf(sample, groups(sample, rows, centres));
  return centres;
}

/** Rows by the centre that is nearest. */
function groups(sample: VectorTable, rows: readonly number[], centres: VectorTable): number[][] {
  const members = Array.from({ length: centres.size }, (): number[] => []);
  for (const row of rows) members[nearestRow(centres, 0, centres.size, rowAt(sample, row))].push(row);
  return members;
}

/** Groups that have become empty are left out. */
function meansOf(sample: VectorTable, groups: readonly (readonly number[])[]): VectorTable {
  const members = groups.filter((rows) => rows.length > 0);
  const means = emptyTable(members.length, sample.dimension);
  members.forEach((rows, group) => {
    const sums = new Float64Array(sample.dimension);
    for (const row of rows) rowAt(sample, row).forEach((value, j) => (sums[j] += value));
    setRow(
      means,
      group,
      Float32Array.from(sums, (sum) => sum / rows.length),
    );
  });
  return means;
}

function rowsAsTable(table: VectorTable, row: number): VectorTable {
  const one = emptyTable(1, table.dimension);
  setRow(one, 0, rowAt(table, row));
  return one;
}
