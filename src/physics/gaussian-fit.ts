import { exp } from '../numeric/deterministic.js';
import { densityHistogram } from './histogram.js';
import type { DensityHistogram } from './histogram.js';
import { minimiseSquares } from './least-squares.js';
import type { Linearisation } from './least-squares.js';
import { totalsOf } from './totals.js';
import type { Totals } from './totals.js';

const BINS = 256;

function standardDeviation(values: Float32Array, { sum }: Totals): number {
  const mean = sum / values.length;
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += (values[index] - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/** How well a zero-mean Gaussian density of this sigma fits the histogram. */
function compare({ centres, density }: DensityHistogram, sigma: number): Linearisation {
  const height = 1 / (Math.sqrt(2 * Math.PI) * sigma);
  let cost = 0;
  let slope = 0;
  let curvature = 0;
  for (let bin = 0; bin < centres.length; bin++) {
    const squaredDeviation = (centres[bin] / sigma) ** 2;
    const gaussian = height * exp(-0.5 * squaredDeviation);
    const residual = gaussian - density[bin];
    const derivative = (gaussian * (squaredDeviation - 1)) / sigma;
    cost += residual * residual;
    slope += residual * derivative;
    curvature += derivative * derivative;
  }
  return { cost, slope, curvature };
}

/**
 * Sigma of the zero-mean Gaussian density that fits the 256-bin density histogram of `values` best in least squares,
 * in the unit of the values; NaN where all values are equal or the fit does not converge.
 *
 * The fit starts at the standard deviation, which decides between several minima.
 */
export function fitGaussianWidth(values: Float32Array, totals = totalsOf(values)): number {
  if (totals.minimum === totals.maximum) return NaN;
  const histogram = densityHistogram(values, BINS, totals);
  return Math.abs(minimiseSquares((sigma) => compare(histogram, sigma), standardDeviation(values, totals)));
}
