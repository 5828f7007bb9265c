import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { fluxInside } from '../inversion-line.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const r: Parameter = {
  name: 'R',
  title: 'flux near the polarity inversion line',
  definition:
    'Sum of |B| over the pixels within a 7 × 7 square of both B > 150 G and B < −150 G; 0 where there are none.',
  source: `Schrijver 2007, ApJ 655, L117; ${THE_PAPER}`,
  dimension: 'flux',
  measure: ({ field, inversionMask }) => GAUSS_PER_KILOGAUSS * fluxInside(field.pixels, inversionMask()),
};
