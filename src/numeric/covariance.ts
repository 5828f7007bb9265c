import { cholesky, solveLower } from './linear-algebra.js';

/** Rows of `dimension` numbers, one after the other. */
export interface Rows {
  readonly values: Float32Array;
  readonly dimension: number;
}

/** The mean of every column; NaN of no rows. */
export function columnMeans({ values, dimension }: Rows): Float64Array {
  const sums = new Float64Array(dimension);
  for (let index = 0; index < values.length; index++) sums[index % dimension] += values[index];
  return sums.map((sum) => (sum * dimension) / values.length);
}

/** The covariance matrix of the columns (divided by the count less one), row-major `dimension` × `dimension`. */
export function covariance({ values, dimension }: Rows, means: Float64Array): Float64Array {
  const matrix = new Float64Array(dimension * dimension);
  const count = values.length / dimension;
  const row = new Float64Array(dimension);
  for (let first = 0; first < values.length; first += dimension) {
    for (let j = 0; j < dimension; j++) row[j] = values[first + j] - means[j];
    addOuterProduct(matrix, row);
  }
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * dimension + j] /= count - 1;
      matrix[j * dimension + i] = matrix[i * dimension + j];
    }
  }
  return matrix;
}

/** The lower triangle of matrix += row rowᵀ, in place. */
function addOuterProduct(matrix: Float64Array, row: Float64Array): void {
  for (let i = 0; i < row.length; i++) {
    const factor = row[i];
    const offset = i * row.length;
    for (let j = 0; j <= i; j++) matrix[offset + j] += factor * row[j];
  }
}

/**
 * The map after which the Euclidean distance of two rows is the Mahalanobis distance that they had before: L⁻¹(x − μ) with
 * the covariance LLᵀ (Cholesky).
 *
 * @returns undefined where the covariance is singular: fewer rows than columns, or columns that depend on one another
 */
export function whitening(rows: Rows): ((values: Float32Array) => Float32Array) | undefined {
  const { dimension } = rows;
  const means = columnMeans(rows);
  const lower = factorOf(covariance(rows, means), dimension);
  if (!lower) return undefined;
  return (values) => {
    const white = new Float32Array(values.length);
    for (let first = 0; first < values.length; first += dimension) {
      const centred = Float64Array.from(means, (mean, j) => values[first + j] - mean);
      white.set(solveLower(lower, centred), first);
    }
    return white;
  };
}

/** Where less than this share of a column's variance is its own, the column follows from those before it. */
const OWN_SHARE = 1e-10;

function factorOf(matrix: Float64Array, dimension: number): Float64Array | undefined {
  try {
    const lower = cholesky(matrix, dimension);
    const own = (j: number) => lower[j * dimension + j] ** 2 > OWN_SHARE * matrix[j * dimension + j];
    return Array.from({ length: dimension }, (_, j) => own(j)).every(Boolean) ? lower : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
