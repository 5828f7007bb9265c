import { norm, orthonormalBasis, reject } from '../numeric/linear-algebra.js';
import { latentVector } from '../numeric/random.js';
import { dampedStep, pullToShell } from './gauss-newton.js';

/**
 * What one parameter should become. Residuals are counted in `scale`s, so that parameters of different units weigh alike.
 *
 * - `value`: the target, within `tolerance`.
 * - `sign`: the sign of the target. Beyond the target everything is as good, and nothing is held.
 */
export interface Goal {
  readonly aim: 'value' | 'sign';
  /** In the parameter's raw unit. */
  readonly target: number;
  /** What an error may be, in the raw unit. */
  readonly tolerance: number;
  /** A usual spread of the parameter, above 0, in the raw unit. */
  readonly scale: number;
  /** Asked for, rather than held where it was; weighs double when iterates are compared. */
  readonly requested: boolean;
}

/** What is seen at one latent. */
export interface Sight {
  /** The parameters themselves, one a goal, in raw units; NaN where missing. */
  readonly values: Float64Array;
  /** Their derivatives with respect to the latent, goals × d, row-major, in raw units; asked for at most once. */
  readonly jacobian: () => Promise<Float64Array>;
}

/** Looks at latents: renders and measures them, in one batch where it can. Aborting is its own business: it throws. */
export type Look = (latents: readonly Float64Array[]) => Promise<readonly Sight[]>;

export interface CalibrationLimits {
  /** Steps at most. */
  readonly iterations: number;
  /** Longest step, in latent units. */
  readonly longestStep: number;
  /** λ as a share of the mean diagonal of J Jᵀ. */
  readonly damping: number;
  /** Share of the excess of |z| over √d taken back in each step where that changes no goal; 0 for none. */
  readonly pull: number;
  /** New attempts, from places beside the best, of what has not reached its goals; 0 for none. */
  readonly attempts: number;
}

const LIMITS: CalibrationLimits = {
  iterations: 10,
  longestStep: 1.5,
  damping: 1e-3,
  pull: 0.3,
  attempts: 4,
};

/** How far from the best the new attempts start, in latent units, along what changes no goal to first order. */
const ASIDE = 2.5;
/** What misses its goals by more than this, in scales, is out of reach: no place beside it changes that. */
const NEAR = 8;
/** Names the stream of random numbers that the ways aside come from: always the same ones. */
const ASIDE_SEED = 1;

export interface Calibration {
  /** The best latent seen, the start included. */
  readonly z: Float64Array;
  /** What it measures, one a goal. */
  readonly values: Float64Array;
  /** Which goals are within their tolerances. */
  readonly met: readonly boolean[];
  /** Whether all are. */
  readonly reached: boolean;
  /** Steps taken, to the last one looked at. */
  readonly iterations: number;
}

/** A step shorter than this, in latent units, says that a search has come to its end. */
const SHORTEST_STEP = 0.01;

interface Search {
  readonly goals: readonly Goal[];
  readonly dimension: number;
  z: Float64Array;
  best: Float64Array;
  values: Float64Array;
  score: number;
  iterations: number;
  /** How long a step may be; halved when one made things worse. */
  reach: number;
  reached: boolean;
  /** The Jacobian at `best`, kept for when a step from there fails. */
  jacobian?: Float64Array;
}

/**
 * Moves latents until what they render measures what is asked for: damped minimum-norm Gauss–Newton,
 * Δz = Jᵀ(J Jᵀ + λI)⁻¹ r with |Δz| limited, on a whole batch (science of the calibrated shift: residuals are those of the
 * parameters themselves, the Jacobian may be that of smooth twins). A step that made things worse is taken back and halved.
 * What narrowly misses its goals is tried again from some places beside its best, all in one batch.
 *
 * @param goals one list an item, all of the same parameters in the same order
 */
export async function calibrate(
  latents: readonly Float64Array[],
  goals: readonly (readonly Goal[])[],
  look: Look,
  limits: Partial<CalibrationLimits> = {},
): Promise<Calibration[]> {
  const within = { ...LIMITS, ...limits };
  const searches = latents.map((z, index) => start(z, goals[index], within));
  await run(searches, look, within);
  const missed = searches.filter(({ reached, jacobian, score }) => !reached && jacobian && score < NEAR);
  const attempts = missed.map((search) => attemptsBeside(search, within));
  await run(attempts.flat(), look, within);
  missed.forEach((search, index) => attempts[index].forEach((attempt) => takeOver(search, attempt)));
  return searches.map(resultOf);
}

/** Takes all searches to their ends; those that go on are looked at in one batch. */
async function run(searches: readonly Search[], look: Look, limits: CalibrationLimits): Promise<void> {
  let searching = searches;
  while (searching.length > 0) {
    const sights = await look(searching.map(({ z }) => z));
    const going: Search[] = [];
    for (const [index, search] of searching.entries()) {
      if (await advance(search, sights[index], limits)) going.push(search);
    }
    searching = going;
  }
}

function resultOf({ goals, best, values, reached, iterations }: Search): Calibration {
  return {
    z: best,
    values,
    met: goals.map((goal, index) => isMet(goal, values[index])),
    reached,
    iterations,
  };
}

/** Searches from beside the best of one that has ended. */
function attemptsBeside({ best, jacobian, goals, dimension }: Search, limits: CalibrationLimits): Search[] {
  const rows = goals.map((_, index) => jacobian!.subarray(index * dimension, (index + 1) * dimension));
  const basis = orthonormalBasis(rows, 1e-9);
  return Array.from({ length: limits.attempts }, (_, attempt) => {
    const aside = reject(latentVector(ASIDE_SEED, attempt, dimension), basis);
    const length = Math.max(norm(aside), 1e-12);
    return start(
      best.map((value, i) => value + (ASIDE * aside[i]) / length),
      goals,
      limits,
    );
  });
}

/** Gives a search what a new attempt has found, if that is better. */
function takeOver(search: Search, { best, values, score, reached, iterations }: Search): void {
  const better = reached === search.reached ? score < search.score : reached;
  if (better)
    Object.assign(search, { best, values, score, reached, iterations: search.iterations + iterations });
}

function start(z: Float64Array, goals: readonly Goal[], { longestStep }: CalibrationLimits): Search {
  return {
    goals,
    dimension: z.length,
    z,
    best: z,
    values: new Float64Array(goals.length).fill(NaN),
    score: Infinity,
    iterations: 0,
    reach: longestStep,
    reached: false,
  };
}

/** Takes note of what is seen and makes the next step; false when the search is over. */
async function advance(search: Search, sight: Sight, limits: CalibrationLimits): Promise<boolean> {
  const better = await remember(search, sight);
  if (search.reached || search.iterations >= limits.iterations || !search.jacobian) return false;
  search.reach = better ? Math.min(search.reach * 2, limits.longestStep) : search.reach / 2;
  if (search.reach < SHORTEST_STEP) return false;
  search.z = next(search, search.jacobian, limits);
  search.iterations++;
  return true;
}

/** Keeps what is seen if it is the best so far. */
async function remember(search: Search, { values, jacobian }: Sight): Promise<boolean> {
  const score = scoreOf(search.goals, values);
  if (Number.isNaN(search.values[0])) search.values = values;
  if (!(score < search.score)) return false;
  search.best = search.z;
  search.values = values;
  search.score = score;
  search.reached = search.goals.every((goal, index) => isMet(goal, values[index]));
  if (!search.reached) search.jacobian = await jacobian();
  return true;
}

/** How far the value is from the goal, in scales; 0 where a sign is on its side. */
function residualOf({ aim, target, scale }: Goal, value: number): number {
  const beyond = aim === 'sign' && Math.sign(target) * (value - target) >= 0;
  return beyond ? 0 : (target - value) / scale;
}

function isMet({ aim, target, tolerance }: Goal, value: number): boolean {
  return aim === 'sign' ? Math.sign(value) === Math.sign(target) : Math.abs(value - target) <= tolerance;
}

/** Sum of the residuals, what was requested counted double; infinite where a parameter is missing. */
function scoreOf(goals: readonly Goal[], values: Float64Array): number {
  const terms = goals.map((goal, index) => {
    const size = Math.abs(residualOf(goal, values[index])) * (goal.requested ? 2 : 1);
    return isMet(goal, values[index]) ? 0.5 * size : size;
  });
  const sum = terms.reduce((total, term) => total + term, 0);
  return Number.isNaN(sum) ? Infinity : sum;
}

/** One step from the best latent. */
function next(search: Search, jacobian: Float64Array, limits: CalibrationLimits): Float64Array {
  const { goals, dimension, best, values, reach } = search;
  const active = goals.flatMap((goal, index) => {
    const residual = residualOf(goal, values[index]);
    if (goal.aim === 'sign' && residual === 0) return [];
    const row = jacobian.subarray(index * dimension, (index + 1) * dimension);
    return [{ residual, row: Float64Array.from(row, (value) => value / goal.scale) }];
  });
  const rows = active.map(({ row }) => row);
  const step = dampedStep(
    rows,
    active.map(({ residual }) => residual),
    limits.damping,
  );
  const length = norm(step);
  const shortened = Math.min(1, reach / Math.max(length, 1e-12));
  const pulled = limits.pull > 0 ? pullToShell(best, rows, limits) : new Float64Array(dimension);
  return best.map((value, i) => value + shortened * step[i] + (reach < limits.longestStep ? 0 : pulled[i]));
}
