/** Small pictures of patches, of which a whole archive fits into memory: for search by pixels and for re-ranking. */
import { applyKernel, resamplingKernel } from '../../physics/kernel.js';

/**
 * Side in pixels. Over 1,000 generated queries 32 gained .01 in the correlation of pictures for four times the room and time
 * (docs/retrieval.md).
 */
export const THUMBNAIL_SIDE = 16;

/** Steps of the stored numbers from 0 to the strongest field: one byte a pixel. */
const STEPS = 127;

/** Pictures of `side` × `side` pixels, one after the other, row-major, row 0 north. */
export interface Thumbnails {
  /** ±127 is ± the strongest field of the world. */
  readonly pixels: Int8Array;
  readonly side: number;
}

/**
 * Patches made small by area average.
 *
 * @param patches `count` × size × size
 * @returns `count` × `side` × `side`, in the unit of the patches
 */
export function shrink(patches: Float32Array, count: number, side = THUMBNAIL_SIDE): Float32Array {
  const area = patches.length / count;
  const result = new Float32Array(count * side * side);
  for (let item = 0; item < count; item++) {
    result.set(shrinkOne(patches.subarray(item * area, (item + 1) * area), side), item * side * side);
  }
  return result;
}

function shrinkOne(patch: Float32Array, side: number): Float64Array {
  const size = Math.sqrt(patch.length);
  const kernel = resamplingKernel(size, side);
  const pixels = Float64Array.from(patch);
  const rows = new Float64Array(size * side);
  const small = new Float64Array(side * side);
  for (let row = 0; row < size; row++) applyKernel(kernel, pixels, [row * size, 1], rows, [row * side, 1]);
  for (let column = 0; column < side; column++)
    applyKernel(kernel, rows, [column, side], small, [column, side]);
  return small;
}

/** Small pictures as they are stored; beyond ±`clip` they are clipped. */
export function quantise(small: Float32Array, clip: number): Int8Array {
  return Int8Array.from(small, (value) => Math.round(Math.max(-1, Math.min(1, value / clip)) * STEPS));
}

/** Stored pictures in the unit of the patches. */
export function unquantise(pixels: Int8Array, clip: number): Float32Array {
  return new Float32Array(pixels).map((value) => (value / STEPS) * clip);
}
