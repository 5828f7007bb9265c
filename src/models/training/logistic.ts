import type { LabelledRows, LinearClassifier } from './linear-svm.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { dot, norm, solvePositiveDefinite } from '../../numeric/linear-algebra.js';
import { descend } from './newton-descent.js';
import { addRow, classifierOf, marginsOf, signRows, type SignedRows } from './signed-rows.js';

const MOST_ITERATIONS = 100;
const TOLERANCE = 1e-9;

/**
 * Logistic regression: minimises ½|w|² + C Σ log(1 + exp(−yᵢ w·xᵢ)) by Newton's method with step halving. The intercept
 * is one more weight, as in `svm-primal`.
 */
export function trainLogistic(labelled: LabelledRows, C: number): LinearClassifier {
  const rows = signRows(labelled);
  const weights = new Float64Array(rows.width);
  let margins = marginsOf(rows, weights);
  const startSlope = norm(gradient(rows, weights, margins, C));
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    const slope = gradient(rows, weights, margins, C);
    const step = solvePositiveDefinite(hessian(rows, margins, C), slope);
    margins = descend(rows, weights, step, margins, (tried, after) => objective(tried, after, C));
    if (norm(gradient(rows, weights, margins, C)) <= TOLERANCE * startSlope)
      return classifierOf(weights, iteration, objective(weights, margins, C));
  }
  return fail('solver-not-converged', { solver: 'logistic', iterations: MOST_ITERATIONS });
}

/** Probability of the wrong label at this margin. */
const wrong = (margin: number) => 1 / (1 + Math.exp(margin));

function objective(weights: Float64Array, margins: Float64Array, C: number): number {
  const losses = margins.map((m) => Math.max(-m, 0) + Math.log1p(Math.exp(-Math.abs(m))));
  return dot(weights, weights) / 2 + C * losses.reduce((sum, loss) => sum + loss, 0);
}

function gradient(rows: SignedRows, weights: Float64Array, margins: Float64Array, C: number): Float64Array {
  const slope = Float64Array.from(weights);
  margins.forEach((margin, i) => addRow(slope, rows, i, -C * wrong(margin)));
  return slope;
}

/** I + C Σ p(1 − p) x xᵀ, its lower triangle. */
function hessian({ values, width }: SignedRows, margins: Float64Array, C: number): Float64Array {
  const matrix = new Float64Array(width * width);
  for (let j = 0; j < width; j++) matrix[j * width + j] = 1;
  margins.forEach((margin, i) => {
    const weight = C * wrong(margin) * wrong(-margin);
    const row = values.subarray(i * width, (i + 1) * width);
    for (let j = 0; j < width; j++) {
      const factor = weight * row[j];
      for (let k = 0; k <= j; k++) matrix[j * width + k] += factor * row[k];
    }
  });
  return matrix;
}
