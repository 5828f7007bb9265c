import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const net: Parameter = {
  name: 'NET',
  title: 'net flux of strong field',
  definition: 'TPF − TNF.',
  source: THE_PAPER,
  dimension: 'flux',
  measure: ({ positive, negative }) => GAUSS_PER_KILOGAUSS * (positive().flux - negative().flux),
};
