import { clamp, exp, logistic, pow } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import { blurred } from './blur.js';
import type { Box } from './box.js';
import { fluxPerGauss, pixelAt, PIXELS } from './box.js';
import type { RegionHeader } from './header.js';
import type { Scene } from './scene.js';
import { partStream } from './streams.js';
import type { RegionTextures } from './textures.js';

/** One place in so many Mm² can hold an element, at any time. */
const AREA_PER_PLACE = 40;

/** Elements are strongest on a day between these, and within so many days (e-folding) of it. */
const FIRST_DAY = -3;
const LAST_DAY = 14;
const LIFETIME = 1.6;

/** The part of all elements that are seen at a time: √π lifetimes. */
const SEEN = (1.772 * LIFETIME) / (LAST_DAY - FIRST_DAY);

/** Elements hold at least and at most this flux in Mx, and their number falls as flux^−1.85 between. */
const SMALLEST = 2.5e18;
const LARGEST = 3e19;
const FLUX_INDEX = -1.85;

/** Each element is a cluster of so many parts, within this distance (sd) in Mm, each of this size. */
const PARTS = 6;
const CLUSTER_SIZE = 2;
const PART_SIZE = 0.65;

/** A part of an element of the network. */
interface Part {
  readonly pixel: number;
  /** Signed, of its pixel alone, on its strongest day. */
  readonly gauss: number;
  readonly day: number;
}

/** The quiet network around a region: its elements come and go, and many are in several frames. */
export interface Network {
  readonly parts: readonly Part[];
}

/** What the elements have in common. */
export interface NetworkTrend {
  /** Factor of their flux. */
  readonly strength: number;
  /** Positive where the positive polarity prevails. */
  readonly imbalance: number;
}

export function drawNetworkTrend(stream: RandomStream): NetworkTrend {
  return { imbalance: stream.normal(0, 0.5), strength: stream.lognormal(-0.15, 0.5) };
}

/** Elements of both signs, mostly on the borders of supergranules. */
export function drawNetwork(trend: NetworkTrend, header: RegionHeader, textures: RegionTextures): Network {
  const stream = partStream(header.seed, header.number, 'network');
  const { borders, edges } = textures;
  const parts: Part[] = [];
  const places = Math.floor((header.width * header.height) / AREA_PER_PLACE / SEEN);
  for (let place = 0; place < places; place++) {
    const x = stream.between(-0.5, 0.5) * header.width;
    const y = stream.between(-0.5, 0.5) * header.height;
    const pixel = pixelAt(header, x, y);
    if (!stream.chance(clamp(0.01 + 0.35 * exp(1.6 * (borders[pixel] - 1)), 0, 1))) continue;
    const sign = stream.chance(logistic(3.5 * (edges[0][pixel] + trend.imbalance))) ? 1 : -1;
    parts.push(...drawElement(stream, header, x, y, sign * trend.strength * drawFlux(stream)));
  }
  return { parts };
}

/** In Mx, by inversion of the power law. */
function drawFlux(stream: RandomStream): number {
  return Math.min(LARGEST, SMALLEST * pow(1 - stream.uniform(), 1 / (FLUX_INDEX + 1)));
}

/** The parts of an element that are in the box. */
function drawElement(stream: RandomStream, box: Box, x: number, y: number, flux: number): Part[] {
  const gauss = flux / PARTS / fluxPerGauss(box);
  const day = stream.between(FIRST_DAY, LAST_DAY);
  const parts = Array.from({ length: PARTS }, () => ({
    pixel: pixelAt(box, stream.normal(x, CLUSTER_SIZE), stream.normal(y, CLUSTER_SIZE)),
    gauss: stream.between(0.2, 1.8) * gauss,
    day,
  }));
  return parts.filter(({ pixel }) => pixel >= 0);
}

/** Adds the network to `field` (gauss). */
export function addNetwork(field: Float64Array, { parts }: Network, { header, day }: Scene): void {
  const points = new Float64Array(PIXELS);
  for (const part of parts) {
    const lifetimes = (day - part.day) / LIFETIME;
    if (Math.abs(lifetimes) < 2.5) points[part.pixel] += part.gauss * exp(-lifetimes * lifetimes);
  }
  const elements = blurred(points, header, PART_SIZE);
  for (let index = 0; index < field.length; index++) field[index] += elements[index];
}
