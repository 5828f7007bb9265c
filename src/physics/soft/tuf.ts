import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { unsignedFlux } from '../unsigned-flux.js';
import type { SoftParameter } from './soft-field.js';

/** Sum of |B|: smooth as it is, but for fields of exactly 0. */
export const softTuf: SoftParameter = {
  name: 'TUF',
  differentiate: ({ pixels }) => ({
    value: GAUSS_PER_KILOGAUSS * unsignedFlux(pixels),
    gradient: pixels.map((value) => GAUSS_PER_KILOGAUSS * Math.sign(value)),
  }),
};
