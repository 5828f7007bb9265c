import type { LabelledRows, LinearClassifier } from './linear-svm.js';
import type { SignedRows } from './signed-rows.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { dot, norm, solvePositiveDefinite } from '../../numeric/linear-algebra.js';
import { descend } from './newton-descent.js';
import { addRow, classifierOf, marginsOf, signRows } from './signed-rows.js';

const MOST_ITERATIONS = 100;
/** The gradient must have shrunk by this factor. Newton's last steps are exact, so this costs no extra step. */
const TOLERANCE = 1e-9;

/**
 * Minimises ½|w|² + C Σ max(0, 1 − yᵢ w·xᵢ)² by Newton's method (Keerthi and DeCoste 2005; Chapelle 2007): the function
 * is piecewise quadratic, so a few steps reach the minimum, and the Hessian is only (d + 1)².
 */
export function trainPrimal(labelled: LabelledRows, C: number): LinearClassifier {
  const rows = signRows(labelled);
  const weights = new Float64Array(rows.width);
  const curvature = startCurvature(rows);
  let margins = marginsOf(rows, weights);
  const startSlope = norm(gradient(rows, weights, margins, C));
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    updateCurvature(curvature, rows, margins, C);
    const step = solvePositiveDefinite(curvature.hessian, gradient(rows, weights, margins, C));
    margins = descend(rows, weights, step, margins, (tried, after) => objective(tried, after, C));
    if (norm(gradient(rows, weights, margins, C)) <= TOLERANCE * startSlope) {
      return classifierOf(weights, iteration, objective(weights, margins, C));
    }
  }
  return fail('solver-not-converged', { solver: 'primal', iterations: MOST_ITERATIONS });
}

function objective(weights: Float64Array, margins: Float64Array, C: number): number {
  let loss = 0;
  for (const margin of margins) if (margin < 1) loss += (1 - margin) ** 2;
  return dot(weights, weights) / 2 + C * loss;
}

function gradient(rows: SignedRows, weights: Float64Array, margins: Float64Array, C: number): Float64Array {
  const slope = Float64Array.from(weights);
  margins.forEach((margin, i) => margin < 1 && addRow(slope, rows, i, -2 * C * (1 - margin)));
  return slope;
}

/** The Hessian I + 2C Σ xᵢxᵢᵀ over the active rows (margin below 1), and which those are. */
interface Curvature {
  readonly hessian: Float64Array;
  readonly active: Uint8Array;
}

function startCurvature({ count, width }: SignedRows): Curvature {
  const hessian = new Float64Array(width * width);
  for (let i = 0; i < width; i++) hessian[i * width + i] = 1;
  return { hessian, active: new Uint8Array(count) };
}

/** Only rows that have become active or inactive are added or taken away: few, after the first step. */
function updateCurvature({ hessian, active }: Curvature, rows: SignedRows, margins: Float64Array, C: number) {
  margins.forEach((margin, i) => {
    const isActive = Number(margin < 1);
    if (isActive !== active[i]) addOuterProduct(hessian, rows, i, 2 * C * (isActive - active[i]));
    active[i] = isActive;
  });
}

/** Adds factor × x xᵀ to the lower triangle. */
function addOuterProduct(hessian: Float64Array, { values, width }: SignedRows, row: number, factor: number) {
  const x = values.subarray(row * width, (row + 1) * width);
  for (let i = 0; i < width; i++) {
    const scale = factor * x[i];
    for (let j = 0; j <= i; j++) hessian[i * width + j] += scale * x[j];
  }
}
