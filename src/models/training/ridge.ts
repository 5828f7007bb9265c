import type { LabelledRows, LinearClassifier } from './linear-svm.js';
import { dot, solvePositiveDefinite } from '../../numeric/linear-algebra.js';
import { addRow, classifierOf, marginsOf, signRows } from './signed-rows.js';

/**
 * Ridge regression on the labels: minimises ½|w|² + ½ C Σ (1 − yᵢ w·xᵢ)², solved at once. The intercept is one more
 * weight, as in `svm-primal`.
 */
export function trainRidge(labelled: LabelledRows, C: number): LinearClassifier {
  const rows = signRows(labelled);
  const { values, count, width } = rows;
  const matrix = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (let j = 0; j < width; j++) matrix[j * width + j] = 1;
  for (let i = 0; i < count; i++) {
    addRow(right, rows, i, C);
    const row = values.subarray(i * width, (i + 1) * width);
    for (let j = 0; j < width; j++) {
      const factor = C * row[j];
      for (let k = 0; k <= j; k++) matrix[j * width + k] += factor * row[k];
    }
  }
  const weights = solvePositiveDefinite(matrix, right);
  const squares = marginsOf(rows, weights).reduce((sum, margin) => sum + (1 - margin) ** 2, 0);
  return classifierOf(weights, 1, (dot(weights, weights) + C * squares) / 2);
}
