import { columnMeans, covariance } from './covariance.js';
import { addScaled } from './linear-algebra.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** Mean and covariance of rows of `dimension` numbers. */
export interface Gaussian {
  readonly mean: Float64Array;
  /** dimension × dimension, divided by count − 1. */
  readonly covariance: Float64Array;
}

/** The Gaussian with the mean and the covariance of rows (count × dimension, C order; at least two). */
export function gaussianOf(rows: Float32Array, dimension: number): Gaussian {
  const mean = columnMeans({ values: rows, dimension });
  return { mean, covariance: covariance({ values: rows, dimension }, mean) };
}

/**
 * The squared Fréchet distance of two Gaussians, |μ₁ − μ₂|² + Tr(Σ₁ + Σ₂ − 2(Σ₁^½ Σ₂ Σ₁^½)^½) (Dowson and Landau 1982):
 * of embeddings, what Heusel et al. 2017 call the Fréchet inception distance.
 */
export function frechetDistance(one: Gaussian, other: Gaussian): number {
  const size = one.mean.length;
  const shift = one.mean.reduce((sum, value, axis) => sum + (value - other.mean[axis]) ** 2, 0);
  const root = squareRoot(one.covariance, size);
  const product = multiply(multiply(root, other.covariance, size), root, size);
  const overlap = symmetricEigen(product, size).values.reduce(
    (sum, value) => sum + Math.sqrt(Math.max(0, value)),
    0,
  );
  return Math.max(0, shift + trace(one.covariance, size) + trace(other.covariance, size) - 2 * overlap);
}

/** The symmetric square root Σ √λ v vᵀ of a symmetric matrix; eigenvalues that rounding made negative count as 0. */
function squareRoot(matrix: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size);
  const { values, vectors } = symmetricEigen(matrix, size);
  vectors.forEach((vector, k) => {
    const length = Math.sqrt(Math.max(0, values[k]));
    vector.forEach((value, row) =>
      addScaled(root.subarray(row * size, (row + 1) * size), vector, length * value),
    );
  });
  return root;
}

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = left[i * size + k];
      for (let j = 0; j < size; j++) product[i * size + j] += factor * right[k * size + j];
    }
  }
  return product;
}

const trace = (matrix: Float64Array, size: number) =>
  Float64Array.from({ length: size }, (_, k) => matrix[k * size + k]).reduce((sum, value) => sum + value, 0);
