import type { Patch } from '../../../physics/field.js';
import { type PatchSet, quantise } from './patch-cache.js';

/**
 * Patches to train on, followed by further ones: averaged in blocks, and kept in memory that workers share, like the rest.
 *
 * @param further patches whose side is a multiple of that of the set
 */
export function withFurtherPatches({ count, size, levels }: PatchSet, further: readonly Patch[]): PatchSet {
  const area = size * size;
  const bytes = (count + further.length) * area * Int16Array.BYTES_PER_ELEMENT;
  const all = new Int16Array(new SharedArrayBuffer(bytes));
  all.set(levels.subarray(0, count * area));
  further.forEach((patch, i) => {
    const start = (count + i) * area;
    quantise(patch.pixels, patch.size, all.subarray(start, start + area));
  });
  return { count: count + further.length, size, levels: all };
}
