import type { LabelledRows, LinearClassifier } from './linear-svm.js';

/**
 * Rows with a constant 1 appended, for the intercept, and multiplied by their label: a row is on its right side where
 * its product with the weights is positive. `values` is `count` × `width`, C order.
 */
export interface SignedRows {
  readonly values: Float64Array;
  readonly count: number;
  readonly width: number;
}

/** The appended 1 makes the intercept one more weight, and so regularised: liblinear's intercept_scaling = 1. */
export function signRows({ rows, labels }: LabelledRows): SignedRows {
  const count = labels.length;
  const dimension = rows.length / count;
  const width = dimension + 1;
  const values = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < dimension; j++) values[i * width + j] = labels[i] * rows[i * dimension + j];
    values[i * width + dimension] = labels[i];
  }
  return { values, count, width };
}

/** How far every row is on its right side: its product with the weights. */
export function marginsOf({ values, count, width }: SignedRows, weights: Float64Array): Float64Array {
  const margins = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += values[i * width + j] * weights[j];
    margins[i] = sum;
  }
  return margins;
}

/** target += factor × row i. */
export function addRow(target: Float64Array, { values, width }: SignedRows, i: number, factor: number): void {
  for (let j = 0; j < width; j++) target[j] += factor * values[i * width + j];
}

/** Splits the last weight off as the intercept. */
export function classifierOf(weights: Float64Array, iterations: number, objective: number): LinearClassifier {
  return { weights: weights.slice(0, -1), intercept: weights[weights.length - 1], iterations, objective };
}
