import { addScaled, dot, norm, solvePositiveDefinite } from '../numeric/linear-algebra.js';

/**
 * The shortest step that the linearisation says meets the residuals: Jᵀ(J Jᵀ + λI)⁻¹ r.
 *
 * @param rows of the Jacobian
 * @param damping λ as a share of the mean diagonal of J Jᵀ
 */
export function dampedStep(
  rows: readonly Float64Array[],
  residuals: readonly number[],
  damping: number,
): Float64Array {
  const step = new Float64Array(rows[0]?.length ?? 0);
  const diagonal = rows.reduce((sum, row) => sum + dot(row, row), 0) / rows.length;
  if (!(diagonal > 0)) return step;
  const matrix = Float64Array.from(
    rows.flatMap((row, i) => rows.map((other, j) => dot(row, other) + (i === j ? damping * diagonal : 0))),
  );
  const weights = solvePositiveDefinite(matrix, residuals);
  rows.forEach((row, index) => addScaled(step, row, weights[index]));
  return step;
}

/**
 * A step towards the shell |z| = √d, where draws of a Gaussian prior lie, without its parts along the rows: to first order
 * it changes no goal. Latents inside the shell stay.
 *
 * @param pull share of the excess that is taken back
 */
export function pullToShell(
  z: Float64Array,
  rows: readonly Float64Array[],
  { pull, damping }: { readonly pull: number; readonly damping: number },
): Float64Array {
  const length = norm(z);
  const excess = Math.max(0, length - Math.sqrt(z.length));
  const inwards = z.map((value) => (-pull * excess * value) / Math.max(length, 1e-12));
  if (rows.length === 0 || excess === 0) return inwards;
  const along = dampedStep(
    rows,
    rows.map((row) => dot(row, inwards)),
    damping,
  );
  return inwards.map((value, i) => value - along[i]);
}
