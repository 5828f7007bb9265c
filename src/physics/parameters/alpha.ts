import type { Field } from '../field.js';
import { THE_PAPER } from '../parameter.js';
import type { Parameter } from '../parameter.js';
import { isAboveRounding, lowRadialPower, powerLawExponent, radialPower } from '../spectrum.js';

/** The paper fits the first 25 cycles; a patch of less than 50 pixels has no more than half its side. */
function lastCycle({ size }: Field): number {
  return Math.min(25, size / 2);
}

export const alpha: Parameter = {
  name: 'ALPHA',
  title: 'exponent of the power spectrum',
  definition:
    'Minus the slope of log10 P against log10 k over k = 1 to 25 cycles per side (to half the side where it is smaller), P the mean of |FFT(B)|² over wavenumbers [k, k + 1); missing where the field is constant.',
  source: THE_PAPER,
  dimension: 'exponent',
  measure: ({ field, totals }) => {
    const last = lastCycle(field);
    const power = lowRadialPower(field, last);
    // Next to nothing in a ring may be rounding, which only the strongest of all rings can tell.
    return powerLawExponent(isAboveRounding(power, totals().unsigned) ? power : radialPower(field), last);
  },
};
