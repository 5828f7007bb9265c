import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const tpf: Parameter = {
  name: 'TPF',
  title: 'total positive flux',
  definition: 'Sum of B over the pixels with B > 150 G; 0 where there are none.',
  source: THE_PAPER,
  dimension: 'flux',
  measure: ({ positive }) => GAUSS_PER_KILOGAUSS * positive().flux,
};
