import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const area: Parameter = {
  name: 'AREA',
  title: 'area of strong field',
  definition: 'Number of pixels with |B| > 150 G.',
  source: THE_PAPER,
  dimension: 'area',
  measure: ({ positive, negative }) => positive().area + negative().area,
};
