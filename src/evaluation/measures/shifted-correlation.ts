import { PATCH_SIZE } from '../../physics/field.js';

/** Shifts that are tried along each axis, in pixels: −8 to 8 by 2. */
const FARTHEST = 8;
const STEP = 2;

interface Shift {
  readonly down: number;
  readonly right: number;
}

const SHIFTS: readonly Shift[] = steps().flatMap((down) => steps().map((right) => ({ down, right })));

function steps(): number[] {
  return Array.from({ length: (2 * FARTHEST) / STEP + 1 }, (_, index) => index * STEP - FARTHEST);
}

/**
 * How alike two pictures look: Pearson's correlation of their pixels where they overlap, the best over shifts of up to
 * 8 pixels along each axis, by 2. NaN where one of them is constant.
 */
export function shiftedCorrelation(one: Float32Array, other: Float32Array): number {
  return SHIFTS.reduce((best, shift) => {
    const value = correlationAt(one, other, shift);
    return Number.isNaN(best) || value > best ? value : best;
  }, NaN);
}

/** The correlation of `one` with `other` moved by the shift. */
function correlationAt(one: Float32Array, other: Float32Array, { down, right }: Shift): number {
  const [top, left] = [Math.max(0, down), Math.max(0, right)];
  const [bottom, end] = [PATCH_SIZE + Math.min(0, down), PATCH_SIZE + Math.min(0, right)];
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < end; column++) {
      const a = one[row * PATCH_SIZE + column];
      const b = other[(row - down) * PATCH_SIZE + column - right];
      sumA += a;
      sumB += b;
      squareA += a * a;
      squareB += b * b;
      product += a * b;
    }
  }
  const count = (bottom - top) * (end - left);
  const spread = Math.sqrt((squareA - (sumA * sumA) / count) * (squareB - (sumB * sumB) / count));
  return spread > 0 ? (product - (sumA * sumB) / count) / spread : NaN;
}
