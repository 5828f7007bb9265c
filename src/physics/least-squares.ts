/** A sum of squared residuals near one value of the single free parameter. */
export interface Linearisation {
  /** Sum of the squared residuals. */
  readonly cost: number;
  /** Sum of residual × derivative of the residual. */
  readonly slope: number;
  /** Sum of the squared derivatives. */
  readonly curvature: number;
}

const MAXIMUM_STEPS = 400;
/** Relative change of the parameter, and of the cost, below which the minimum is reached. */
const PARAMETER_TOLERANCE = 1e-10;
const COST_TOLERANCE = 1e-15;
/** MINPACK's bound on the first step, relative to the starting value. */
const FIRST_RADIUS = 100;
/** Share of the predicted reduction from which a step is taken. */
const WORTHWHILE = 1e-4;

/** One step from a value, and how the cost answered. */
interface Step {
  readonly size: number;
  /** Its length in the scaled parameter, in which the trust region is measured. */
  readonly length: number;
  /** Whether the trust region let the whole Gauss–Newton step pass. */
  readonly whole: boolean;
  /** Relative reduction of the cost: predicted by the linearisation, and actual. */
  readonly predicted: number;
  readonly actual: number;
}

function takeStep(here: Linearisation, scale: number, radius: number): Omit<Step, 'actual'> {
  const newton = -here.slope / here.curvature;
  const whole = scale * Math.abs(newton) <= 1.1 * radius;
  const size = whole ? newton : (Math.sign(newton) * radius) / scale;
  const predicted = -(2 * here.slope * size + here.curvature * size * size) / here.cost;
  return { size, length: scale * Math.abs(size), whole, predicted };
}

/** How much smaller the cost became, relative to what it was; −1 where it exploded. */
function relativeReduction(before: number, after: number): number {
  return 0.01 * after < before ? 1 - after / before : -1;
}

/** How far to shrink the trust region after a poor step. */
function shrinkage({ actual, size }: Step, here: Linearisation): number {
  if (actual >= 0) return 0.5;
  const descent = (here.slope * size) / here.cost;
  return Math.max((0.5 * descent) / (descent + 0.5 * actual), 0.1);
}

function nextRadius(radius: number, step: Step, here: Linearisation): number {
  const gain = step.actual / step.predicted;
  if (gain <= 0.25) return shrinkage(step, here) * Math.min(radius, 10 * step.length);
  return step.whole || gain >= 0.75 ? 2 * step.length : radius;
}

function hasConverged({ actual, predicted }: Step, radius: number, scaledValue: number): boolean {
  if (radius <= PARAMETER_TOLERANCE * scaledValue) return true;
  return Math.abs(actual) <= COST_TOLERANCE && predicted <= COST_TOLERANCE;
}

/**
 * The value that minimises a sum of squares, by Levenberg–Marquardt from `start`; NaN where it does not converge.
 *
 * Follows MINPACK's lmder (Moré 1978) for one parameter, which is what scipy's curve_fit runs, so that both end in the
 * same one of several local minima.
 */
export function minimiseSquares(linearise: (value: number) => Linearisation, start: number): number {
  let value = start;
  let here = linearise(value);
  let scale = Math.sqrt(here.curvature);
  let radius = FIRST_RADIUS * scale * Math.abs(start);
  for (let count = 0; count < MAXIMUM_STEPS && here.curvature > 0; count++) {
    const attempt = takeStep(here, scale, radius);
    const there = linearise(value + attempt.size);
    const step = { ...attempt, actual: relativeReduction(here.cost, there.cost) };
    radius = nextRadius(count === 0 ? Math.min(radius, step.length) : radius, step, here);
    if (step.actual >= WORTHWHILE * step.predicted) {
      value += step.size;
      here = there;
      scale = Math.max(scale, Math.sqrt(here.curvature));
    }
    if (hasConverged(step, radius, scale * Math.abs(value))) return value;
  }
  return NaN;
}
