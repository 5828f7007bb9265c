import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const tuf: Parameter = {
  name: 'TUF',
  title: 'total unsigned flux',
  definition: 'Sum of |B| over all pixels.',
  source: THE_PAPER,
  dimension: 'flux',
  measure: ({ totals }) => GAUSS_PER_KILOGAUSS * totals().unsigned,
};
