/** Sweeps after which the method has long converged; more would be a matrix with NaN in it. */
const MOST_SWEEPS = 60;

export interface Eigen {
  /** In no particular order. */
  readonly values: Float64Array;
  /** Row k is the unit eigenvector of value k; size × size, row-major. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix (size × size, row-major) by cyclic Jacobi rotations
 * (Golub and Van Loan, section 8.5): exact to rounding, and quick enough for a few hundred rows.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const rest = matrix.slice();
  const vectors = identity(size);
  const small = 1e-15 * Math.sqrt(squareSum(rest));
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(rest, size) > small; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotateAway(rest, vectors, size, p, q);
    }
  }
  return { values: Float64Array.from({ length: size }, (_, k) => rest[k * size + k]), vectors };
}

/** Turns the axes p and q until their element is 0. */
function rotateAway(rest: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const element = rest[p * size + q];
  if (element === 0) return;
  const theta = (rest[q * size + q] - rest[p * size + p]) / (2 * element);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) rotate(rest, k * size + p, k * size + q, cosine, sine);
  for (let k = 0; k < size; k++) rotate(rest, p * size + k, q * size + k, cosine, sine);
  for (let k = 0; k < size; k++) rotate(vectors, p * size + k, q * size + k, cosine, sine);
}

function rotate(values: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const [a, b] = [values[first], values[second]];
  values[first] = cosine * a - sine * b;
  values[second] = sine * a + cosine * b;
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < size; k++) matrix[k * size + k] = 1;
  return matrix;
}

const squareSum = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);

function offDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) if (row !== column) sum += matrix[row * size + column] ** 2;
  }
  return Math.sqrt(sum);
}
