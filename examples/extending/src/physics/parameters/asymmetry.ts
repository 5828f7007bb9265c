import type { Parameter } from '../parameter.js';
import { leadingSign } from '../separation.js';

/** Leading spots are compact and followers scattered: of equal fluxes, the scattered one covers more area. */
export const asymmetry: Parameter = {
  name: 'ASYMMETRY',
  title: 'asymmetry of area',
  definition:
    '(area of the following polarity − area of the leading one) / their sum, of the pixels with |B| > 150 G; missing where neither leads.',
  source: 'docs/extending.md',
  dimension: 'exponent', // a pure number
  measure: ({ positive, negative, separation }) => {
    const [p, n] = [positive().area, negative().area];
    return (leadingSign(separation()) * (n - p)) / (n + p);
  },
};
