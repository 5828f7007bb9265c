import { cos, sin } from '../numeric/deterministic.js';
import { dot, norm } from '../numeric/linear-algebra.js';

export type BlendPath = 'spherical' | 'linear';

/** Where the sine of the angle is smaller, no single great circle goes through the two points within rounding. */
const SMALLEST_SINE = 1e-6;

/**
 * The point at `t` (0: a, 1: b, both exactly) on the way from a to b.
 *
 * `spherical`, the default, turns along the great circle while the length goes linearly from |a| to |b|: latents of a
 * Gaussian prior have nearly equal lengths (about √d), and those in between keep them. `linear` is the straight line,
 * whose middle is shorter by about √2 and renders as an average patch. Where a and b are parallel or opposite (or one
 * is 0) no great circle is singled out, and the straight line is taken.
 */
export function blend(
  a: Float64Array,
  b: Float64Array,
  t: number,
  path: BlendPath = 'spherical',
): Float64Array {
  const [ofA, ofB] = path === 'spherical' ? sphericalWeights(a, b, t) : [1 - t, t];
  return a.map((value, i) => ofA * value + ofB * b[i]);
}

function sphericalWeights(a: Float64Array, b: Float64Array, t: number): readonly [number, number] {
  const lengthA = norm(a);
  const lengthB = norm(b);
  const angle = angleOf(dot(a, b) / (lengthA * lengthB));
  const sine = sin(angle);
  if (!(sine > SMALLEST_SINE)) return [1 - t, t];
  const length = (1 - t) * lengthA + t * lengthB;
  return [(sin((1 - t) * angle) / sine) * (length / lengthA), (sin(t * angle) / sine) * (length / lengthB)];
}

/** The arc cosine by bisection, so that a blended latent has the same bits on every machine. */
function angleOf(cosine: number): number {
  let low = 0;
  let high = Math.PI;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (cos(middle) > cosine) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * A neighbour of z: √(1 − amount²) z + amount · noise. With noise from the prior N(0, I) the neighbours of points of
 * the prior follow the prior again; `amount` 0 is z itself and 1 is an unrelated draw.
 *
 * @param amount 0..1
 * @param noise one standard normal number a latent dimension
 */
export function vary(z: Float64Array, amount: number, noise: Float64Array): Float64Array {
  if (!(amount >= 0 && amount <= 1))
    throw new RangeError(`amount requires a number from 0 to 1, not ${amount}`);
  const share = Math.sqrt(1 - amount * amount);
  return z.map((value, i) => share * value + amount * noise[i]);
}
