import { fitGaussianWidth } from '../gaussian-fit.js';
import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';

export const sigma: Parameter = {
  name: 'SIGMA',
  title: 'width of the field distribution',
  definition:
    'Sigma of the zero-mean Gaussian density that fits the 256-bin density histogram of B best in least squares, starting at the standard deviation; missing where the field is constant.',
  source: THE_PAPER,
  dimension: 'field',
  measure: ({ field, totals }) => GAUSS_PER_KILOGAUSS * fitGaussianWidth(field.pixels, totals()),
};
