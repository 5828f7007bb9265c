import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const psep: Parameter = {
  name: 'PSEP',
  title: 'polarity separation',
  definition:
    'Distance between the |B|-weighted centroids of the pixels with B > 150 G and of those with B < −150 G; missing where either are absent.',
  source: THE_PAPER,
  dimension: 'length',
  measure: ({ separation }) => separation().distance,
};
