import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';
import { unsignedFlux } from '../unsigned-flux.js';

export const tuf: Parameter = {
  name: 'TUF',
  title: 'total unsigned flux',
  definition: 'Sum of |B| over all pixels.',
  source: THE_PAPER,
  dimension: 'flux',
  measure: ({ field }) => GAUSS_PER_KILOGAUSS * unsignedFlux(field.pixels),
};
