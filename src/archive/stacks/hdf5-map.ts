import type { Dataset, Group } from 'h5wasm/node';
import { degrees } from '../regions/angles.js';
import type { SynopticGeometry } from '../regions/geometry.js';
import type { Hdf5Dataset } from './hdf5-datasets.js';

/** Rotations may be said by names such as `br_hmi_synoptic_mr_polfil_720s_cr2252_small.h5`. */
const ROTATION = /(?:^|[^a-z])cr_?(\d{4})(?!\d)/i;

/** How far the ends of a scale may be from those of a turn or half a turn, and its steps from each other, in steps. */
const AT_THE_END = 1.02;
const UNEVEN = 0.01;

/**
 * How the pixels of a map lie on the Sun, where the file says it as the flux-transport codes of Predictive Science do
 * (HipFT, OFT, MAS): beside the data lie two one-dimensional sets, the longitudes of the columns from 0 to 2π and the
 * colatitudes of the rows from 0 to π, evenly spaced, in radians.
 *
 * @returns undefined where there are no such sets: then nobody knows what the pixels are
 */
export function mapGeometry(
  group: Group,
  kind: typeof Dataset,
  [height, width]: readonly [height: number, width: number],
): SynopticGeometry | undefined {
  const scales = scalesIn(group, kind);
  const columns = scales.find((scale) => isScale(scale, width, 2 * Math.PI));
  const rows = scales.find((scale) => isScale(scale, height, Math.PI));
  if (!columns || !rows) return undefined;
  return {
    kind: 'synoptic',
    longitude: degrees(columns[0]),
    longitudeStep: degrees(stepOf(columns)),
    latitudeAxis: 'degrees',
    latitude: 90 - degrees(rows[0]),
    latitudeStep: -degrees(stepOf(rows)),
  };
}

/** The Carrington rotation in a file's name. */
export function rotationOf(name: string): number | undefined {
  const found = ROTATION.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The one-dimensional sets of floats beside the data. */
function scalesIn(group: Group, kind: typeof Dataset): number[][] {
  const sets = group.keys().map((name) => group.get(name));
  return sets
    .filter((set): set is Hdf5Dataset => set instanceof kind && set.shape?.length === 1)
    .map(({ value }) => (value instanceof Float32Array || value instanceof Float64Array ? [...value] : []));
}

const stepOf = (scale: readonly number[]): number => (scale.at(-1)! - scale[0]) / (scale.length - 1);

/** Whether a scale goes evenly over a range from 0, whose ends may be those of the pixels or their centres. */
function isScale(scale: readonly number[], length: number, range: number): boolean {
  if (scale.length !== length || length < 2) return false;
  const step = stepOf(scale);
  const isNear = (value: number, place: number) => Math.abs(value - place) <= AT_THE_END * Math.abs(step);
  const ends = step > 0 ? [scale[0], scale.at(-1)!] : [scale.at(-1)!, scale[0]];
  const isEven = scale.every(
    (value, at) => Math.abs(value - scale[0] - at * step) <= UNEVEN * Math.abs(step),
  );
  return isEven && isNear(ends[0], 0) && isNear(ends[1], range);
}
