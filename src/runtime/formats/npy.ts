import { encodeNpy } from '../../archive/writers/index.js';
import { patchesOf } from '../imaging.js';
import { itemsOf } from '../values.js';
import type { Format } from './format.js';

/** Pixels as float32 [n, 128, 128] in kG, row 0 north; of matches, each query followed by its matches. */
export const npy: Format = {
  extension: '.npy',
  title: 'pixels for NumPy',
  accepts: ['latents', 'patches', 'matches'],
  needsSidecar: true,
  encode: async (value, context) => {
    const patches = await patchesOf(itemsOf(value), context);
    const size = patches[0]?.size ?? 128;
    const stacked = new Float32Array(patches.length * size * size);
    patches.forEach((patch, index) => stacked.set(patch.pixels, index * size * size));
    return encodeNpy(stacked, [patches.length, size, size]);
  },
};
