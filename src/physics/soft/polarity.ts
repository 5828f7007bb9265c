import { ofSeparation } from './centroid.js';
import type { SoftParameter } from './soft-field.js';

/** How many columns the positive centroid lies west of the negative one: its sign is the polarity. */
export const softPolarity: SoftParameter = {
  name: 'POLARITY',
  differentiate: (field) =>
    ofSeparation(
      field,
      ({ columns }) => columns,
      () => ({ rows: 0, columns: 1 }),
    ),
};
