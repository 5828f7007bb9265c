import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { meanGradient } from '../gradient.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const grad: Parameter = {
  name: 'GRAD',
  title: 'mean gradient',
  definition: 'Mean of √(gx² + gy²), g by central differences, one-sided at the edges.',
  source: THE_PAPER,
  dimension: 'gradient',
  measure: ({ field }) => GAUSS_PER_KILOGAUSS * meanGradient(field),
};
