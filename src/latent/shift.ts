import type { Direction } from './direction.js';
import { addScaled } from '../numeric/linear-algebra.js';
import { decouple } from './decouple.js';

/** `shift PARAMETER +by keeping …`: `by` latent units along the direction freed of the kept ones. */
export interface Shift {
  readonly direction: Direction;
  readonly by: number;
  readonly kept: readonly Direction[];
}

/**
 * The one displacement that several shifts (at least one) add up to. Shifts commute: none depends on where it starts.
 *
 * @returns one entry a latent dimension, in latent units
 * @throws GiqError as `decouple`
 */
export function shiftVector(shifts: readonly Shift[]): Float64Array {
  const displacement = new Float64Array(shifts[0].direction.normal.length);
  for (const { direction, by, kept } of shifts) addScaled(displacement, decouple(direction, kept).normal, by);
  return displacement;
}

/** z + displacement, as a new vector. */
export function move(z: Float64Array, displacement: Float64Array): Float64Array {
  return z.map((value, i) => value + displacement[i]);
}
