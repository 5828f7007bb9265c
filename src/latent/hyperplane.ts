import type { Direction } from './direction.js';
import { fail } from '../diagnostics/diagnostic.js';
import { addScaled, dot } from '../numeric/linear-algebra.js';

/** n·z + b: how far z lies on the positive side of the hyperplane, in latent units. */
export function signedDistance(z: Float64Array, direction: Direction): number {
  return dot(direction.normal, z) + direction.bias;
}

/** The mirror image of z in the hyperplane: z − 2(n·z + b)n. Reflecting twice gives z back. */
export function reflect(z: Float64Array, direction: Direction): Float64Array {
  const image = Float64Array.from(z);
  addScaled(image, direction.normal, -2 * signedDistance(z, direction));
  return image;
}

/**
 * The two coordinates of the paper's Fig. 4: z1' = z1 and z2' = (1/n2) Σ_{i≥2} n_i z_i. In them the hyperplane is the
 * line n1 z1' + n2 z2' + b = 0, whatever the dimension.
 *
 * @throws GiqError `no-plane` when n2 is 0, where z2' is not defined
 */
export function project2d(z: Float64Array, direction: Direction): readonly [number, number] {
  const { normal, parameter } = direction;
  if (!normal[1]) fail('no-plane', { parameter });
  return [z[0], (dot(normal, z) - normal[0] * z[0]) / normal[1]];
}
