import type { Field } from './field.js';

/**
 * Field strength in kG above which a pixel belongs to a polarity: 150 G.
 *
 * Rounded to float32 as the pixels are, so that a pixel of exactly 150 G is not above it.
 */
export const STRONG_FIELD = Math.fround(0.15);

/** The pixels of one sign that are stronger than 150 G. */
export interface Polarity {
  /** Sum of |b| in kG px. */
  readonly flux: number;
  /** Number of pixels. */
  readonly area: number;
  /** |b|-weighted centroid in pixels; NaN where there are no such pixels. */
  readonly row: number;
  readonly column: number;
}

export type Sign = 1 | -1;

/** Whether `value` (kG) is stronger than 150 G in the direction of `sign`. */
export function isStrong(value: number, sign: Sign): boolean {
  return sign * value > STRONG_FIELD;
}

/** Flux, area and centroid of the strong pixels of one sign. */
export function measurePolarity({ pixels, size }: Field, sign: Sign): Polarity {
  let flux = 0;
  let area = 0;
  let rowMoment = 0;
  let columnMoment = 0;
  for (let row = 0, index = 0; row < size; row++) {
    for (let column = 0; column < size; column++, index++) {
      if (!isStrong(pixels[index], sign)) continue;
      const strength = sign * pixels[index];
      flux += strength;
      area += 1;
      rowMoment += strength * row;
      columnMoment += strength * column;
    }
  }
  return { flux, area, row: rowMoment / flux, column: columnMoment / flux };
}

/** The mask (1 inside, 0 outside; row-major) of the pixels stronger than 150 G of one sign. */
export function polarityMask({ pixels }: Field, sign: Sign): Uint8Array {
  return Uint8Array.from(pixels, (value) => (isStrong(value, sign) ? 1 : 0));
}
