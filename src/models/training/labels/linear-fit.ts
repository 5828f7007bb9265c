/** Linear functions of embeddings, fitted to labels. */
import { dot, solvePositiveDefinite } from '../../../numeric/linear-algebra.js';
import { mean } from '../../../numeric/statistics.js';
import { trainLinearSvm, type LinearMethod } from '../linear-svm.js';
import type { Labelled } from './labelled.js';

/** `weights · embedding + intercept`. */
export interface LinearFunction {
  readonly weights: Float64Array;
  readonly intercept: number;
}

/** How labels are fitted. */
export type Fit = (labelled: Labelled) => LinearFunction;

/** A function whose sign tells the classes apart, on embeddings as they are: they are standardised only to be fitted. */
export function separate({ rows, values }: Labelled, solver: LinearMethod, C: number): LinearFunction {
  const scale = scaleOf(rows, values.length);
  const labels = Int8Array.from(values, (value) => (value === 1 ? 1 : -1));
  return onRaw(trainLinearSvm({ rows: standardised(rows, scale), labels, solver, C }), scale);
}

/** Ridge regression: minimises ½|w|² + ½ C Σ (y − w·x − b)² on standardised embeddings; the intercept is free. */
export function regress({ rows, values }: Labelled, C: number): LinearFunction {
  const scale = scaleOf(rows, values.length);
  const x = standardised(rows, scale);
  const width = scale.means.length;
  const centre = mean(values);
  const matrix = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (let j = 0; j < width; j++) matrix[j * width + j] = 1;
  values.forEach((value, i) => {
    const row = x.subarray(i * width, (i + 1) * width);
    for (let j = 0; j < width; j++) {
      right[j] += C * (value - centre) * row[j];
      for (let k = 0; k <= j; k++) matrix[j * width + k] += C * row[j] * row[k];
    }
  });
  return onRaw({ weights: solvePositiveDefinite(matrix, right), intercept: centre }, scale);
}

/** The function's value at every row. */
export function valuesAt({ weights, intercept }: LinearFunction, rows: Float64Array): Float64Array {
  const width = weights.length;
  return Float64Array.from(
    { length: rows.length / width },
    (_, i) => dot(weights, rows.subarray(i * width, (i + 1) * width)) + intercept,
  );
}

interface Scale {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Of a component that is the same everywhere any difference counts as it is. */
function scaleOf(rows: Float64Array, count: number): Scale {
  const width = rows.length / count;
  const means = new Float64Array(width);
  rows.forEach((value, place) => (means[place % width] += value / count));
  const squares = new Float64Array(width);
  rows.forEach((value, place) => (squares[place % width] += (value - means[place % width]) ** 2));
  return { means, deviations: squares.map((square) => Math.sqrt(square / count) || 1) };
}

function standardised(rows: Float64Array, { means, deviations }: Scale): Float64Array {
  const width = means.length;
  return rows.map((value, place) => (value - means[place % width]) / deviations[place % width]);
}

/** The same function of embeddings that have not been standardised. */
function onRaw({ weights, intercept }: LinearFunction, { means, deviations }: Scale): LinearFunction {
  const raw = weights.map((weight, j) => weight / deviations[j]);
  return { weights: raw, intercept: intercept - dot(raw, means) };
}
