import { powerSpectrum2d } from '../../src/numeric/fft.js';
import type { Field } from '../../src/physics/field.js';
import { measureField } from '../../src/physics/measure.js';

/** Parameters of a patch that need no scale, in raw units a pixel, and its fine structure. */
export const PROPERTIES = ['TUF', 'AREA', 'R', 'SIGMA', 'ALPHA', 'GRAD', 'FINE'] as const;
export type Property = (typeof PROPERTIES)[number];
export type Properties = Readonly<Record<Property, number>>;

/** Cycles a pixel above which structure is fine. */
const FINE = 1 / 8;

export function propertiesOf(field: Field): Properties {
  const [TUF, AREA, R, SIGMA, ALPHA, GRAD] = measureField(field, PROPERTIES.slice(0, -1));
  return { TUF, AREA, R, SIGMA, ALPHA, GRAD, FINE: finePower(field) };
}

/** The part of the power, the mean left out, above 1/8 cycle a pixel. */
function finePower({ pixels, size }: Field): number {
  const power = powerSpectrum2d(pixels, size);
  let [fine, all] = [0, 0];
  for (let cell = 1; cell < power.length; cell++) {
    const [row, column] = [Math.floor(cell / size), cell % size].map((i) => Math.min(i, size - i) / size);
    all += power[cell];
    if (Math.hypot(row, column) > FINE) fine += power[cell];
  }
  return fine / all;
}
