import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';
import { leadingSign } from '../separation.js';

export const polarity: Parameter = {
  name: 'POLARITY',
  title: 'leading polarity',
  definition:
    'Sign of (column of the positive centroid − column of the negative centroid): 1 where the positive polarity leads, that is lies further west; missing without PSEP, or where neither leads.',
  source: THE_PAPER,
  dimension: 'sign',
  measure: ({ separation }) => leadingSign(separation()),
};
