import { numberOf } from './header.js';
import type { Header } from './header.js';

/** From stored numbers to physical ones: zero + scale × stored, NaN where stored equals `blank` (NaN: no such code). */
export interface Scaling {
  readonly scale: number;
  readonly zero: number;
  readonly blank: number;
}

/** BSCALE and BZERO, with the code of missing values, which means something for integers only: floats say NaN. */
export function scalingOf(header: Header, bitpix: number, blank: number): Scaling {
  return {
    scale: numberOf(header, 'BSCALE', 1),
    zero: numberOf(header, 'BZERO', 0),
    blank: bitpix > 0 ? blank : NaN,
  };
}

/** Scales the stored numbers in place. What is not finite becomes NaN: a missing value. */
export function applyScaling(numbers: Float64Array, { scale, zero, blank }: Scaling): void {
  for (let index = 0; index < numbers.length; index++) {
    const stored = numbers[index]!;
    const value = zero + scale * stored;
    numbers[index] = stored === blank || !Number.isFinite(value) ? NaN : value;
  }
}
