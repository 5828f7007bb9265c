import { addScaled } from '../../numeric/linear-algebra.js';
import { marginsOf, type SignedRows } from './signed-rows.js';

/** Newton's last steps lower the objective by less than its rounding. */
const ROUNDING = 1 + 1e-12;
const LEAST_SHARE = 1e-9;

/**
 * Takes the largest of 1, 1/2, 1/4, … of −step that does not raise the objective, changes the weights by it, and gives
 * the new margins.
 *
 * @param weights [width], changed in place
 * @param step [width]
 * @param margins [rows], those of the weights
 */
export function descend(
  rows: SignedRows,
  weights: Float64Array,
  step: Float64Array,
  margins: Float64Array,
  objective: (weights: Float64Array, margins: Float64Array) => number,
): Float64Array {
  const before = objective(weights, margins);
  for (let share = 1; ; share /= 2) {
    const tried = Float64Array.from(weights);
    addScaled(tried, step, -share);
    const after = marginsOf(rows, tried);
    if (objective(tried, after) <= before * ROUNDING || share < LEAST_SHARE) {
      weights.set(tried);
      return after;
    }
  }
}
