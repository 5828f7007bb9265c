/**
 * Sine and cosine with the same bits on every machine: only `+ - *` and rounding, which IEEE 754 defines exactly.
 *
 * The kernels and the three-part reduction by π/2 are those of fdlibm (Sun Microsystems 1993: k_sin.c, k_cos.c,
 * e_rem_pio2.c); error below 1 ulp.
 */

/** Beyond it the reduction by π/2 would lose bits. */
const LARGEST_ANGLE = 2 ** 20;

const TWO_OVER_PI = 6.36619772367581382433e-1;

/** π/2 in two parts of 33 bits, so that a multiple of each is exact, and what is left. */
const HALF_PI_FIRST = 1.57079632673412561417;
const HALF_PI_SECOND = 6.0771005063039659766e-11;
const HALF_PI_REST = 2.02226624879595063154e-21;

/** `sin(angle)`, angle in radians. Throws a RangeError beyond ±2^20. */
export function sin(angle: number): number {
  const [quadrant, rest, correction] = reduce(angle);
  const value = quadrant % 2 === 0 ? sineKernel(rest, correction) : cosineKernel(rest, correction);
  return quadrant < 2 ? value : -value;
}

/** `cos(angle)`, angle in radians. Throws a RangeError beyond ±2^20. */
export function cos(angle: number): number {
  const [quadrant, rest, correction] = reduce(angle);
  const value = quadrant % 2 === 0 ? cosineKernel(rest, correction) : sineKernel(rest, correction);
  return quadrant === 0 || quadrant === 3 ? value : -value;
}

/** The quadrant 0..3 and what is left of the angle, as a double and its correction. */
function reduce(angle: number): [quadrant: number, rest: number, correction: number] {
  if (!(Math.abs(angle) <= LARGEST_ANGLE)) throw new RangeError(`angle ${angle} is not within ±2^20 radians`);
  const turns = Math.floor(angle * TWO_OVER_PI + 0.5);
  if (turns === 0) return [0, angle, 0];
  const first = angle - turns * HALF_PI_FIRST;
  const second = turns * HALF_PI_SECOND;
  const difference = first - second;
  const lost = turns * HALF_PI_REST - (first - difference - second);
  const rest = difference - lost;
  return [((turns % 4) + 4) % 4, rest, difference - rest - lost];
}

/** sin(x + correction) for |x| ≤ π/4. */
function sineKernel(x: number, correction: number): number {
  const z = x * x;
  const tail =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  const cube = z * x;
  return x - (z * (0.5 * correction - cube * tail) - correction + cube * 1.66666666666666324348e-1);
}

/** cos(x + correction) for |x| ≤ π/4. */
function cosineKernel(x: number, correction: number): number {
  const z = x * x;
  const tail =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z *
                (-2.75573143513906633035e-7 +
                  z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  const half = 0.5 * z;
  const lead = 1 - half;
  return lead + (1 - lead - half + (z * tail - x * correction));
}
