/** A rectangle of numbers, row-major. */
export interface Grid {
  readonly values: Float64Array;
  readonly width: number;
  readonly height: number;
  /** Whether the last column lies beside the first. */
  readonly isRound: boolean;
}

/** Gaussians are cut off at so many standard deviations, as scipy.ndimage does. */
const REACH = 4;

/** The grid smoothed by a Gaussian; nothing lies beyond its edges. `sigma` is in cells along x and y. */
export function smooth(grid: Grid, [sigmaX, sigmaY]: readonly [number, number]): Grid {
  const { width, height, isRound } = grid;
  const rows = new Float64Array(width * height);
  const values = new Float64Array(width * height);
  const [kernelX, kernelY] = [gaussian(sigmaX), gaussian(sigmaY)];
  for (let row = 0; row < height; row++) convolve(grid.values, rows, row * width, 1, width, kernelX, isRound);
  for (let column = 0; column < width; column++)
    convolve(rows, values, column, width, height, kernelY, false);
  return { ...grid, values };
}

function gaussian(sigma: number): Float64Array {
  const reach = Math.floor(REACH * sigma + 0.5);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-0.5 * ((at - reach) / sigma) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Convolves one line of `length` cells from `start` on, `stride` apart. */
function convolve(
  from: Float64Array,
  to: Float64Array,
  start: number,
  stride: number,
  length: number,
  kernel: Float64Array,
  isRound: boolean,
): void {
  const reach = kernel.length >> 1;
  for (let at = 0; at < length; at++) {
    let sum = 0;
    for (let offset = -reach; offset <= reach; offset++) {
      let other = at + offset;
      if (isRound) other = (((other % length) + length) % length) | 0;
      else if (other < 0 || other >= length) continue;
      sum += kernel[offset + reach] * from[start + other * stride];
    }
    to[start + at * stride] = sum;
  }
}
