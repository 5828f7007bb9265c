import type { Direction } from './direction.js';
import { addScaled } from '../numeric/linear-algebra.js';
import { reflect, signedDistance } from './hyperplane.js';

/**
 * Renders `count` latents (count × d, C order) and measures the polarity of each: the sign is the polarity, the
 * magnitude (1, or a separation) matters only for `leastSeparation`; NaN or 0 is missing.
 */
export type MeasurePolarity = (latents: Float64Array, count: number) => Promise<ArrayLike<number>>;

export interface FlipLimits {
  /** Latent units between two looks along the normal. */
  readonly step: number;
  /** Most candidates looked at for one item, the reflection included. */
  readonly renders: number;
  /** The flipped magnitude must be at least this share of the original one, 0..1. */
  readonly leastSeparation: number;
}

const FLIP_LIMITS: FlipLimits = { step: 0.5, renders: 24, leastSeparation: 0 };

export interface Flip {
  /** The flipped latent; the last candidate when none flipped, the original when it has no polarity to flip. */
  readonly z: Float64Array;
  /** Candidates looked at, the original not counted. */
  readonly renders: number;
  readonly flipped: boolean;
  /** False when the original's polarity is missing. */
  readonly flippable: boolean;
}

interface Walker {
  readonly original: Float64Array;
  /** Measured polarity of the original. */
  readonly polarity: number;
  z: Float64Array;
  renders: number;
  flipped: boolean;
}

/**
 * The default of `flip polarity`: each item is reflected across the polarity hyperplane, and where the *measured*
 * polarity has not changed its sign, it walks on along the normal, away from its original polarity, until it has.
 * Reflection alone leaves the measured polarity of some patches as it was. All unfinished items share one batch per round.
 *
 * @param latents `count` × d, C order
 * @param direction of polarity: its normal points to positive polarity
 */
export async function flipWalk(
  latents: Float64Array,
  count: number,
  direction: Direction,
  measure: MeasurePolarity,
  limits: Partial<FlipLimits> = {},
): Promise<Flip[]> {
  const within = { ...FLIP_LIMITS, ...limits };
  const walkers = await start(latents, count, measure);
  let walking = walkers.filter(isFlippable);
  while (walking.length > 0) {
    for (const walker of walking) walker.z = candidate(walker, direction, within.step);
    const polarities = await measure(join(walking), walking.length);
    walking.forEach((walker, i) => look(walker, polarities[i], within));
    walking = walking.filter((walker) => !walker.flipped && walker.renders < within.renders);
  }
  return walkers.map((walker) => report(walker));
}

async function start(latents: Float64Array, count: number, measure: MeasurePolarity): Promise<Walker[]> {
  const polarities = count > 0 ? await measure(latents, count) : [];
  const dimension = latents.length / count;
  return Array.from({ length: count }, (_, i) => {
    const original = latents.slice(i * dimension, (i + 1) * dimension);
    return { original, polarity: polarities[i], z: original, renders: 0, flipped: false };
  });
}

function isFlippable({ polarity }: Walker): boolean {
  return !Number.isNaN(polarity) && polarity !== 0;
}

/** The next latent to look at: the reflection first, then steps onwards from the far one of original and reflection. */
function candidate(
  { original, polarity, renders }: Walker,
  direction: Direction,
  step: number,
): Float64Array {
  const reflection = reflect(original, direction);
  if (renders === 0) return reflection;
  const away = -Math.sign(polarity);
  // The classifier is wrong about some patches: their reflection goes the wrong way, so they walk from where they were.
  const reflectionIsFar = away * signedDistance(original, direction) < 0;
  const next = reflectionIsFar ? reflection : Float64Array.from(original);
  addScaled(next, direction.normal, away * step * renders);
  return next;
}

function look(walker: Walker, polarity: number, { leastSeparation }: FlipLimits): void {
  walker.renders++;
  const change = -polarity / walker.polarity;
  walker.flipped = change > 0 && change >= leastSeparation;
}

function join(walkers: readonly Walker[]): Float64Array {
  const dimension = walkers[0].z.length;
  const batch = new Float64Array(walkers.length * dimension);
  walkers.forEach((walker, i) => batch.set(walker.z, i * dimension));
  return batch;
}

function report(walker: Walker): Flip {
  const { z, renders, flipped } = walker;
  return { z, renders, flipped, flippable: isFlippable(walker) };
}
