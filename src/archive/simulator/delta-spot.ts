import { cos, exp, sin } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import type { Point } from './bipole.js';
import { ellipticDistance } from './ellipse.js';
import type { BipoleState } from './evolution.js';
import type { RegionHeader } from './header.js';
import type { Scene, Side } from './scene.js';
import { SIDES } from './scene.js';
import { spotCentre, spotRadius } from './spot.js';
import type { Textures } from './textures.js';

/** Field of the opposite umbrae and of their host, for its size, in gauss. */
const PEAK = 2100;
const HOST_PEAK = 2200;

/** Smaller ones, in Mm, are not seen. */
const SMALLEST_RADIUS = 0.8;

/** Radians between two umbrae as seen from the host. */
const SPACING = 0.9;

/** Beyond this many radii squared an umbra's weight is below 1e-5. */
const REACH = 9;

/** Umbrae of the other polarity in the penumbra of the largest spot, which make a region a delta. */
export interface DeltaSpot {
  readonly side: Side;
  readonly umbrae: number;
  /** Of the host's flux, all umbrae together. */
  readonly share: number;
  /** They are longer across the line to the host. */
  readonly elongation: number;
  /** Direction from the host at the first frame in radians, and its change a day. */
  readonly direction: number;
  readonly spin: number;
  /** Distance from the host, in sums of the radii. */
  readonly gap: number;
}

/** The region's delta spot, if its class has one. */
export function drawDeltaSpot(stream: RandomStream, header: RegionHeader): DeltaSpot | undefined {
  if (!header.magneticClass.endsWith('delta')) return undefined;
  return {
    side: stream.choice(SIDES),
    umbrae: 1 + stream.integer(3),
    share: stream.between(0.2, 0.6),
    elongation: stream.between(1, 2.4),
    direction: stream.between(0, 2 * Math.PI),
    spin: stream.normal(0, 0.15),
    gap: stream.between(0.75, 1.15),
  };
}

/** Puts the umbrae into `field` (gauss), beside the first spot of a side of the region's main bipole. */
export function addDeltaSpot(field: Float64Array, delta: DeltaSpot, state: BipoleState, scene: Scene): void {
  const polarity = state.sides[delta.side];
  const [host] = polarity.spots;
  const hostFlux = state.bipole.flux * state.emerged * state.spotsLeft * Math.max(host.share, 0.2);
  const hostRadius = spotRadius(hostFlux, HOST_PEAK);
  const radius = hostRadius * Math.sqrt(delta.share / delta.umbrae);
  if (radius < SMALLEST_RADIUS) return;
  const distance = (hostRadius + radius) * delta.gap;
  const stretch = Math.sqrt(delta.elongation);
  for (const direction of directionsOn(delta, scene.day)) {
    const centre = beside(spotCentre(host, polarity, state), direction, distance);
    const ellipse = ellipticDistance(centre, direction, radius / stretch, radius * stretch);
    displace(field, -polarity.sign * PEAK, ellipse, scene.textures);
  }
}

/** The directions from the host to the umbrae, in radians. */
function directionsOn({ umbrae, direction, spin }: DeltaSpot, day: number): number[] {
  return Array.from(
    { length: umbrae },
    (_, umbra) => direction + spin * day + SPACING * (umbra - (umbrae - 1) / 2),
  );
}

function beside(point: Point, direction: number, distance: number): Point {
  return { x: point.x + cos(direction) * distance, y: point.y + sin(direction) * distance };
}

/** An umbra takes the place of what was there, so that the inversion line is sharp. */
function displace(
  field: Float64Array,
  peak: number,
  distance: (x: number, y: number) => number,
  { x, y, edges }: Textures,
): void {
  for (let index = 0; index < field.length; index++) {
    const square = distance(x[index], y[index]);
    if (square > REACH) continue;
    const radii = Math.sqrt(square) * Math.max(0, 1 + 0.1 * edges[index]);
    const weight = exp(-0.7 * radii * radii * radii);
    field[index] = field[index] * (1 - weight) + peak * weight;
  }
}
