import type { LabelledRows, LinearClassifier } from './linear-svm.js';
import type { SignedRows } from './signed-rows.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { dot } from '../../numeric/linear-algebra.js';
import { randomStream } from '../../numeric/random.js';
import { addRow, classifierOf, marginsOf, signRows } from './signed-rows.js';

const MOST_PASSES = 100_000;
/** Greatest spread of the projected slopes over one pass: a tenth of liblinear's own, about 0.1° from the optimum. */
const TOLERANCE = 0.01;

/** The range of projected slopes that a pass has met: 0..0 at the optimum. */
interface Spread {
  readonly lowest: number;
  readonly highest: number;
}

const UNBOUNDED: Spread = { lowest: -Infinity, highest: Infinity };

interface Dual {
  readonly rows: SignedRows;
  readonly C: number;
  /** Squared length of every row. */
  readonly squares: Float64Array;
  /** One a row, 0..C. */
  readonly multipliers: Float64Array;
  /** Σ multiplier × row. */
  readonly weights: Float64Array;
}

/**
 * Minimises ½|w|² + C Σ max(0, 1 − yᵢ w·xᵢ) by coordinate descent on its dual with shrinking (Hsieh et al. 2008,
 * algorithm 3): rows in a new random order on each pass, from a fixed seed, without those that seem settled at 0 or C.
 */
export function trainDual(labelled: LabelledRows, C: number): LinearClassifier {
  const dual = startDual(signRows(labelled), C);
  const random = randomStream(0, 0);
  const all = Array.from(dual.squares, (_, i) => i);
  let active = all;
  let bounds = UNBOUNDED;
  for (let pass = 1; pass <= MOST_PASSES; pass++) {
    const { unsettled, spread } = sweep(dual, random.shuffle(active), bounds);
    const isDone = spread.highest - spread.lowest < TOLERANCE;
    if (isDone && active === all) return classifierOf(dual.weights, pass, objective(dual));
    // What was settled too early comes back for a last look.
    active = isDone ? all : unsettled;
    bounds = isDone ? UNBOUNDED : boundsAfter(spread);
  }
  return fail('solver-not-converged', { solver: 'dual', iterations: MOST_PASSES });
}

function startDual(rows: SignedRows, C: number): Dual {
  const { values, count, width } = rows;
  const squares = Float64Array.from({ length: count }, (_, i) => {
    const row = values.subarray(i * width, (i + 1) * width);
    return dot(row, row);
  });
  return { rows, C, squares, multipliers: new Float64Array(count), weights: new Float64Array(width) };
}

/** One pass over some rows. A row at 0 or C whose slope holds it there beyond the last pass's range is settled. */
function sweep(dual: Dual, order: readonly number[], bounds: Spread) {
  const unsettled: number[] = [];
  let [lowest, highest] = [Infinity, -Infinity];
  for (const i of order) {
    const slope = slopeOf(dual, i);
    if (isSettled(slope, dual.multipliers[i], dual.C, bounds)) continue;
    unsettled.push(i);
    const projected = project(slope, dual.multipliers[i], dual.C);
    lowest = Math.min(lowest, projected);
    highest = Math.max(highest, projected);
    if (projected !== 0) moveMultiplier(dual, i, slope / dual.squares[i]);
  }
  return { unsettled, spread: { lowest, highest } };
}

function boundsAfter({ lowest, highest }: Spread): Spread {
  return { lowest: lowest < 0 ? lowest : -Infinity, highest: highest > 0 ? highest : Infinity };
}

function isSettled(slope: number, multiplier: number, C: number, { lowest, highest }: Spread): boolean {
  return (multiplier === 0 && slope > highest) || (multiplier === C && slope < lowest);
}

/** The slope, without the part that would push a multiplier out of 0..C. */
function project(slope: number, multiplier: number, C: number): number {
  if (multiplier === 0) return Math.min(slope, 0);
  return multiplier === C ? Math.max(slope, 0) : slope;
}

function moveMultiplier({ rows, C, multipliers, weights }: Dual, i: number, by: number): void {
  const before = multipliers[i];
  multipliers[i] = Math.min(C, Math.max(0, before - by));
  addRow(weights, rows, i, multipliers[i] - before);
}

function slopeOf({ rows: { values, width }, weights }: Dual, i: number): number {
  let sum = -1;
  for (let j = 0; j < width; j++) sum += values[i * width + j] * weights[j];
  return sum;
}

function objective({ rows, weights, C }: Dual): number {
  const loss = marginsOf(rows, weights).reduce((sum, margin) => sum + Math.max(0, 1 - margin), 0);
  return dot(weights, weights) / 2 + C * loss;
}
