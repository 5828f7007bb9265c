import type { Patch } from '../physics/field.js';
import { GAUSS_PER_KILOGAUSS } from '../physics/gauss.js';

/**
 * Pictures as one array for other programs: float32 [n, size, size] in gauss, row 0 north, as `load` reads arrays.
 *
 * @param patches in kG, all of one size
 */
export function stackedPixels(patches: readonly Patch[]): { values: Float32Array; shape: number[] } {
  const size = patches[0]?.size ?? 128;
  const values = new Float32Array(patches.length * size * size);
  patches.forEach(({ pixels }, index) => {
    const start = index * size * size;
    pixels.forEach((kilogauss, i) => (values[start + i] = GAUSS_PER_KILOGAUSS * kilogauss));
  });
  return { values, shape: [patches.length, size, size] };
}
