/** Small dense linear algebra in float64. Matrices are row-major, one Float64Array each. */

export type Vector = Float64Array | Float32Array | readonly number[];

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Euclidean length. */
export function norm(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

export function scaled(a: Vector, factor: number): Float64Array {
  return Float64Array.from(a, (value) => value * factor);
}

/** target += factor × source, in place. */
export function addScaled(target: Float64Array, source: Vector, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] += factor * source[i];
}

/** What is left of a vector when its parts along an orthonormal basis are taken away: (I − QQᵀ)v. */
export function reject(vector: Vector, basis: readonly Float64Array[]): Float64Array {
  const rest = Float64Array.from(vector);
  // Twice is enough (Kahan; Parlett 1980, section 6-9): the second pass removes what the first left by rounding.
  for (let pass = 0; pass < 2; pass++) {
    for (const axis of basis) addScaled(rest, axis, -dot(axis, rest));
  }
  return rest;
}

/**
 * An orthonormal basis Q of the span of some vectors: the QR factorisation by modified Gram–Schmidt with
 * re-orthogonalisation. A vector whose part outside the span of those before it is shorter than `tolerance` times its
 * own length adds no axis, so the basis may have fewer vectors than were given.
 */
export function orthonormalBasis(vectors: readonly Vector[], tolerance: number): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = reject(vector, basis);
    const length = norm(rest);
    if (length > tolerance * norm(vector)) basis.push(scaled(rest, 1 / length));
  }
  return basis;
}

/**
 * Solves A x = b for a symmetric positive definite A (n × n; its lower triangle is read) by Cholesky factorisation.
 *
 * @throws RangeError when A is not positive definite, which is an error of the caller
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Vector): Float64Array {
  const size = right.length;
  const lower = cholesky(matrix, size);
  const x = solveLower(lower, right);
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) x[i] -= lower[j * size + i] * x[j];
    x[i] /= lower[i * size + i];
  }
  return x;
}

/** Solves L x = b for a lower triangular L (n × n) by forward substitution. */
export function solveLower(lower: Float64Array, right: Vector): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < x.length; i++) {
    const offset = i * x.length;
    let rest = x[i];
    for (let j = 0; j < i; j++) rest -= lower[offset + j] * x[j];
    x[i] = rest / lower[offset + i];
  }
  return x;
}

/**
 * The lower triangular L with A = L Lᵀ.
 *
 * @throws RangeError when A is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= lower[i * size + k] * lower[j * size + k];
      if (i === j && !(sum > 0))
        throw new RangeError(`the matrix is not positive definite (pivot ${i}: ${sum})`);
      lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / lower[j * size + j];
    }
  }
  return lower;
}
