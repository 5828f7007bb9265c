import { encodeNpy } from '../../archive/writers/index.js';
import { patchesOf } from '../imaging.js';
import { stackedPixels } from '../stacked-pixels.js';
import { itemsOf } from '../values.js';
import type { Format } from './format.js';

/** Pixels as float32 [n, 128, 128] in gauss, row 0 north; of matches, each query followed by its matches. */
export const npy: Format = {
  extension: '.npy',
  title: 'pixels for NumPy',
  accepts: ['latents', 'patches', 'matches'],
  needsSidecar: true,
  encode: async (value, context) => {
    const { values, shape } = stackedPixels(await patchesOf(itemsOf(value), context));
    return encodeNpy(values, shape);
  },
};
