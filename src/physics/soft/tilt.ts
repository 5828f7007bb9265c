import { lengthOf, ofSeparation } from './centroid.js';
import type { SoftParameter } from './soft-field.js';

const DEGREES = 180 / Math.PI;

/** The angle of the line between the soft centroids, in degrees: atan2(rows, |columns|). */
export const softTilt: SoftParameter = {
  name: 'TILT',
  differentiate: (field) =>
    ofSeparation(
      field,
      ({ rows, columns }) => DEGREES * Math.atan2(rows, Math.abs(columns)),
      (separation) => {
        const squared = lengthOf(separation) ** 2;
        const { rows, columns } = separation;
        return {
          rows: (DEGREES * Math.abs(columns)) / squared,
          columns: (-DEGREES * rows * Math.sign(columns)) / squared,
        };
      },
    ),
};
