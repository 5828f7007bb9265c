import { lengthOf, ofSeparation } from './centroid.js';
import type { SoftParameter } from './soft-field.js';

/** Distance of the soft centroids, in pixels. */
export const softPsep: SoftParameter = {
  name: 'PSEP',
  differentiate: (field) =>
    ofSeparation(field, lengthOf, (separation) => {
      const length = lengthOf(separation);
      return { rows: separation.rows / length, columns: separation.columns / length };
    }),
};
