import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';
import { tiltOf } from '../separation.js';

export const tilt: Parameter = {
  name: 'TILT',
  title: 'tilt angle',
  definition:
    'arcsin((row of the negative centroid − row of the positive centroid) / PSEP), in the plane of the patch: positive where the negative polarity lies further south; missing without PSEP.',
  source: THE_PAPER,
  dimension: 'angle',
  measure: ({ separation }) => tiltOf(separation()),
};
