import { clamp, radians } from '../numeric/deterministic.js';
import { PATCH_SIZE } from './field.js';
import type { Patch, PixelScale } from './field.js';
import { GAUSS_PER_KILOGAUSS } from './gauss.js';
import { applyKernel, resamplingKernel } from './kernel.js';

/** Fields stronger than this, in G, are clipped before resampling, as in the paper. */
const CLIP = 1000;
/** The radius that HMI's maps use, in Mm. */
const SOLAR_RADIUS = 696;

/** A map of the radial field as an observation comes: any size, in gauss, NaN where nothing was measured. */
export interface Magnetogram {
  /** Row-major, `height` × `width`, in G; column 0 is east. */
  readonly values: Float32Array | Float64Array;
  readonly width: number;
  readonly height: number;
  /** Which end row 0 is: south in FITS files. */
  readonly rowZero: 'north' | 'south';
  /** Size of one pixel on the Sun in Mm, where it is known. */
  readonly scale?: PixelScale;
}

/**
 * The size of a pixel of a cylindrical equal-area map in Mm, from its size in degrees at the equator.
 *
 * R_sun × angle: 0.3644 Mm for the 0.03 deg of SHARPs. Away from the equator a pixel is narrower and taller, and its area
 * the same.
 */
export function equalAreaPixel(degrees: number): PixelScale {
  const side = SOLAR_RADIUS * radians(degrees);
  return { width: side, height: side };
}

/** One value in G as the paper's code prepares it: missing is 0, then clipped to ±1000 G. */
function prepare(value: number): number {
  return Number.isNaN(value) ? 0 : clamp(value, -CLIP, CLIP);
}

/** One row of the map, counted from the north, prepared. */
function readRow({ values, width, height, rowZero }: Magnetogram, row: number, into: Float64Array): void {
  const start = (rowZero === 'north' ? row : height - 1 - row) * width;
  for (let column = 0; column < width; column++) into[column] = prepare(values[start + column]);
}

/** All rows prepared and brought to `size` columns: `height` × `size`, row 0 north, in G. */
function resampleRows(map: Magnetogram, size: number): Float64Array {
  const kernel = resamplingKernel(map.width, size);
  const row = new Float64Array(map.width);
  const rows = new Float64Array(map.height * size);
  for (let index = 0; index < map.height; index++) {
    readRow(map, index, row);
    applyKernel(kernel, row, [0, 1], rows, [index * size, 1]);
  }
  return rows;
}

/**
 * Makes a patch of an observation in the order of the paper's code: NaN → 0, clip to ±1000 G, and only then resample to
 * `size` × `size`, by exact area average along an axis that is larger and bilinearly along one that is smaller.
 *
 * The result is in kG with row 0 north. A rectangle becomes a square, so the pixels' width and height may differ after.
 */
export function toPatch(map: Magnetogram, size: number = PATCH_SIZE): Patch {
  const rows = resampleRows(map, size);
  const kernel = resamplingKernel(map.height, size);
  const gauss = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    applyKernel(kernel, rows, [column, size], gauss, [column, size]);
  }
  const pixels = Float32Array.from(gauss, (value) => value / GAUSS_PER_KILOGAUSS);
  return { pixels, size, ...(map.scale && { scale: resampledScale(map.scale, map, size) }) };
}

/** The size of a pixel in Mm after the same box was divided into `size` × `size` pixels. */
function resampledScale(scale: PixelScale, { width, height }: Magnetogram, size: number): PixelScale {
  return { width: (scale.width * width) / size, height: (scale.height * height) / size };
}
