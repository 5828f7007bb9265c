/** Largest shift along each axis, as a share of the side, and shifts that are tried on either side of none. */
const FARTHEST = 1 / 16;
const SHIFTS_MOST = 4;

interface Shift {
  readonly down: number;
  readonly right: number;
}

/** Of 128 pixels −8 to 8 by 2, of 32 −2 to 2 by 1. */
function shiftsOf(side: number): readonly Shift[] {
  const farthest = Math.round(side * FARTHEST);
  const step = Math.max(1, Math.round(farthest / SHIFTS_MOST));
  const steps = Array.from({ length: 2 * Math.floor(farthest / step) + 1 }, (_, i) => i * step - farthest);
  return steps.flatMap((down) => steps.map((right) => ({ down, right })));
}

/**
 * How alike two square pictures look: Pearson's correlation of their pixels where they overlap, the best over shifts of up
 * to a sixteenth of the side along each axis. NaN where one of them is constant.
 */
export function shiftedCorrelation(one: Float32Array, other: Float32Array): number {
  return shiftsOf(Math.sqrt(one.length)).reduce((best, shift) => {
    const value = correlationAt(one, other, shift);
    return Number.isNaN(best) || value > best ? value : best;
  }, NaN);
}

/** Means of blocks of pixels: what is seen at first glance. */
export function blockMeans(pixels: Float32Array, block: number): Float32Array {
  const side = Math.sqrt(pixels.length);
  const means = new Float32Array((side / block) ** 2);
  pixels.forEach((value, i) => {
    const [row, column] = [Math.floor(i / side / block), Math.floor((i % side) / block)];
    means[(row * side) / block + column] += value / block ** 2;
  });
  return means;
}

/** The correlation of `one` with `other` moved by the shift. */
function correlationAt(one: Float32Array, other: Float32Array, { down, right }: Shift): number {
  const side = Math.sqrt(one.length);
  const [top, left] = [Math.max(0, down), Math.max(0, right)];
  const [bottom, end] = [side + Math.min(0, down), side + Math.min(0, right)];
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < end; column++) {
      const a = one[row * side + column];
      const b = other[(row - down) * side + column - right];
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
