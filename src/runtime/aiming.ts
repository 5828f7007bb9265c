/** Goals of calibrated shifts: what is asked for and what is held, in raw units with tolerances. */
import type { Goal } from '../latent/calibrate.js';
import type { WorldStatistics } from '../models/statistics-file.js';

/** How well a target is to be met when the script does not say, as a share of it. */
const DEFAULT_WITHIN = 0.02;
/** What is met within this share of the parameter's spread is met: targets near 0 have no other measure. */
const WITHIN_SPREAD = { requested: 0.002, kept: 0.01 };
/** R steps by whole pixels of its mask. */
const WITHIN_SPREAD_OF_R = { requested: 0.01, kept: 0.03 };
/** How far beyond 0 a flipped column separation is aimed, as a share of the original one, and at least, in pixels. */
const BEYOND = 0.5;
const LEAST_BEYOND = 2;

/** A parameter that should become `target`, or stay where it is. */
export function valueGoal(
  parameter: string,
  target: number,
  requested: boolean,
  { parameters }: WorldStatistics,
  within = DEFAULT_WITHIN,
): Goal {
  const scale = parameters[parameter].sd;
  const spread = parameter === 'R' ? WITHIN_SPREAD_OF_R : WITHIN_SPREAD;
  const least = spread[requested ? 'requested' : 'kept'] * scale;
  return { aim: 'value', target, tolerance: Math.max(within * Math.abs(target), least), scale, requested };
}

/** The polarity, as the sign of the column separation (in pixels): held, or turned round. */
export function signGoal(separation: number, flipped: boolean, { parameters }: WorldStatistics): Goal {
  const target = flipped
    ? -Math.sign(separation) * Math.max(LEAST_BEYOND, BEYOND * Math.abs(separation))
    : Math.sign(separation) * Math.min(LEAST_BEYOND, Math.abs(separation));
  return { aim: 'sign', target, tolerance: 0, scale: parameters.PSEP.sd, requested: flipped };
}
