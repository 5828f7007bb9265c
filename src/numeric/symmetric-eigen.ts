/** Eigenvalues, largest first, and for each its unit eigenvector. */
export interface Eigensystem {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
}

/** Sweeps until convergence: about eight for a few hundred dimensions. */
const MOST_SWEEPS = 50;
const TOLERANCE = 1e-24;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix (row-major, `size` × `size`) by cyclic Jacobi rotations
 * (Golub and Van Loan, section 8.5). The sign of a vector is free: its largest component is made positive.
 *
 * @throws RangeError when the matrix has numbers that are not finite
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigensystem {
  if (!matrix.every(Number.isFinite)) throw new RangeError('the matrix has numbers that are not finite');
  const rows = rowsOf(matrix, size);
  const vectors = rowsOf(identity(size), size);
  const scale = matrix.reduce((sum, value) => sum + value ** 2, 0);
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(rows) > TOLERANCE * scale; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(rows, vectors, p, q);
  }
  const order = Array.from(rows, (_, index) => index).sort((a, b) => rows[b][b] - rows[a][a]);
  return {
    values: Float64Array.from(order, (index) => rows[index][index]),
    vectors: order.map((index) => oriented(vectors[index])),
  };
}

function rowsOf(matrix: Float64Array, size: number): Float64Array[] {
  return Array.from({ length: size }, (_, row) => matrix.slice(row * size, (row + 1) * size));
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  return matrix;
}

/** Sum of squares above the diagonal. */
function offDiagonal(rows: readonly Float64Array[]): number {
  let sum = 0;
  rows.forEach((row, p) => {
    for (let q = p + 1; q < row.length; q++) sum += row[q] ** 2;
  });
  return sum;
}

/** Turns rows and columns p and q so that their common element becomes 0; the rows of `vectors` turn with them. */
function rotate(rows: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const element = rows[p][q];
  if (element === 0) return;
  const theta = (rows[q][q] - rows[p][p]) / (2 * element);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
  const cosine = 1 / Math.sqrt(tangent ** 2 + 1);
  const sine = tangent * cosine;
  for (const row of rows) {
    const [left, right] = [row[p], row[q]];
    row[p] = cosine * left - sine * right;
    row[q] = sine * left + cosine * right;
  }
  turn(rows[p], rows[q], cosine, sine);
  turn(vectors[p], vectors[q], cosine, sine);
}

function turn(left: Float64Array, right: Float64Array, cosine: number, sine: number): void {
  for (let j = 0; j < left.length; j++) {
    const [a, b] = [left[j], right[j]];
    left[j] = cosine * a - sine * b;
    right[j] = sine * a + cosine * b;
  }
}

function oriented(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}
