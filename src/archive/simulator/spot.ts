import { exp } from '../../numeric/deterministic.js';
import type { Point, Spot } from './bipole.js';
import { ellipticDistance } from './ellipse.js';
import type { BipoleState, PolarityState } from './evolution.js';
import type { Textures } from './textures.js';

const CENTIMETRES_PER_MEGAMETRE = 1e8;

/** Smaller ones, in Mm, are lost in the plage. */
const SMALLEST_RADIUS = 0.7;

/** ∫ of a spot's profile over the plane, as a part of π·radius². */
const PROFILE_AREA = 1.15;

/** Beyond this many radii squared a spot's profile is below 1e-5. */
const REACH = 9;

/** The part of their full flux that the spots of a bipole have: what is not in them is in the plage. */
export function spotsPart({ spotsLeft, emerged }: BipoleState): number {
  return spotsLeft * Math.min(1, 0.4 + 0.6 * emerged);
}

/** Radius in Mm of a spot of this flux (Mx) and central field (G). */
export function spotRadius(flux: number, peak: number): number {
  return Math.sqrt(flux / (peak * Math.PI * PROFILE_AREA)) / CENTIMETRES_PER_MEGAMETRE;
}

/** Where a spot of a polarity is now. */
export function spotCentre(spot: Spot, { centre }: PolarityState, { settled }: BipoleState): Point {
  return { x: centre.x + spot.offset.x * settled, y: centre.y + spot.offset.y * settled };
}

/** Adds the spots of a polarity to `field` (gauss): the more flux, the stronger. */
export function addSpots(
  field: Float64Array,
  polarity: PolarityState,
  state: BipoleState,
  textures: Textures,
): void {
  for (const spot of polarity.spots) {
    const flux = state.flux * spot.share * spotsPart(state);
    const peak = (1500 + 900 * Math.min(1, flux / 3e21)) * Math.min(1.15, 0.75 + 0.4 * spot.strength);
    const radius = spotRadius(flux, peak);
    if (radius < SMALLEST_RADIUS) continue;
    const centre = spotCentre(spot, polarity, state);
    const distance = ellipticDistance(
      centre,
      spot.orientation,
      radius * spot.elongation,
      radius / spot.elongation,
    );
    addProfile(field, polarity.sign * peak, distance, textures);
  }
}

/** A super-Gaussian, exp(−0.8·radii^2.5), its edge a little ragged. */
function addProfile(
  field: Float64Array,
  peak: number,
  distance: (x: number, y: number) => number,
  { x, y, edges }: Textures,
): void {
  for (let index = 0; index < field.length; index++) {
    const square = distance(x[index], y[index]);
    if (square > REACH) continue;
    const radii = Math.sqrt(square) * Math.max(0, 1 + 0.1 * edges[index]);
    field[index] += peak * exp(-0.8 * radii * radii * Math.sqrt(radii));
  }
}
