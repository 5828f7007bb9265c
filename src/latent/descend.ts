import { addScaled, dot, norm } from '../numeric/linear-algebra.js';

/** A point of latent space whose value is asked for. */
export interface Point {
  readonly z: Float64Array;
  /** Which of several functions is meant, from 0: the picture that is sought. */
  readonly target: number;
}

/** A function's value at a point, and its gradient. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Looks at points, in one batch where it can. Aborting is its own business: it throws. */
export type Survey = (points: readonly Point[]) => Promise<readonly Slope[]>;

/** Pairs that the curvature is estimated from. */
const MEMORY = 10;
/** Longest step in latent units; the first one, of which the curvature is not known, is shorter. */
const LONGEST_STEP = 4;
const FIRST_STEP = 1;
/** Share of the decrease promised by the slope that a step has to bring (Armijo). */
const DECREASE = 1e-4;
/** What is left of a step that did not. */
const SHORTENED = 0.4;
/** A step shorter than this, in latent units, ends a descent. */
const SHORTEST_STEP = 1e-4;

interface Bend {
  readonly step: Float64Array;
  readonly change: Float64Array;
}

/** One descent, as far as it has come; `descend` takes it further. */
export interface Descent {
  readonly target: number;
  /** Best point so far, with its value; infinite before anything has been seen. */
  z: Float64Array;
  value: number;
  gradient: Float64Array;
  bends: readonly Bend[];
  /** The step that is being tried from `z`. */
  step: Float64Array;
  ended: boolean;
}

export function descentFrom({ z, target }: Point): Descent {
  const zero = new Float64Array(z.length);
  return { target, z, value: Infinity, gradient: zero, bends: [], step: zero, ended: false };
}

/**
 * Minimises from many points side by side by the limited-memory BFGS method with backtracking (Nocedal & Wright 2006,
 * algorithms 7.4, 7.5 and 3.1): every survey looks at one trial point of each descent.
 *
 * @param surveys that may be made at most
 * @param onSurvey called after each
 */
export async function descend(
  descents: readonly Descent[],
  survey: Survey,
  surveys: number,
  onSurvey: () => void = () => {},
): Promise<void> {
  for (let made = 0; made < surveys; made++) {
    const going = descents.filter(({ ended }) => !ended);
    if (going.length === 0) return;
    const trials = going.map(({ z, step, target }) => ({ z: z.map((value, i) => value + step[i]), target }));
    const slopes = await survey(trials);
    going.forEach((descent, index) => advance(descent, trials[index].z, slopes[index]));
    onSurvey();
  }
}

function advance(descent: Descent, trial: Float64Array, slope: Slope): void {
  if (isEnough(descent, slope.value)) accept(descent, trial, slope);
  else descent.step = descent.step.map((value) => SHORTENED * value);
  descent.ended = norm(descent.step) < SHORTEST_STEP;
}

function isEnough({ value, gradient, step }: Descent, found: number): boolean {
  return value === Infinity || found <= value + DECREASE * dot(gradient, step);
}

function accept(descent: Descent, z: Float64Array, { value, gradient }: Slope): void {
  const bend = { step: descent.step, change: gradient.map((slope, i) => slope - descent.gradient[i]) };
  // A bend of no positive curvature would spoil the estimate; the first survey has none at all.
  if (dot(bend.step, bend.change) > 0) descent.bends = [...descent.bends, bend].slice(-MEMORY);
  Object.assign(descent, { z, value, gradient });
  const step = downhill(gradient, descent.bends);
  const longest = descent.bends.length > 0 ? LONGEST_STEP : FIRST_STEP;
  const length = norm(step);
  descent.step = length > longest ? step.map((part) => (part * longest) / length) : step;
}

/** −H∇f, H being the estimate of the inverse Hessian that the bends give (two-loop recursion). */
function downhill(gradient: Float64Array, bends: readonly Bend[]): Float64Array {
  const rest = gradient.map((slope) => -slope);
  const newest = bends.at(-1);
  if (!newest) return rest.map((value) => (value * FIRST_STEP) / Math.max(norm(gradient), Number.MIN_VALUE));
  const shares = bends.toReversed().map(({ step, change }) => {
    const share = dot(step, rest) / dot(step, change);
    addScaled(rest, change, -share);
    return share;
  });
  const curvature = dot(newest.change, newest.change) / dot(newest.step, newest.change);
  const heading = rest.map((value) => value / curvature);
  for (const [index, { step, change }] of bends.entries()) {
    const share = shares[bends.length - 1 - index] - dot(change, heading) / dot(step, change);
    addScaled(heading, step, share);
  }
  return heading;
}
