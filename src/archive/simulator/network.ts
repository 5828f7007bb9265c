import { clamp, exp, logistic, pow } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import { blurred } from './blur.js';
import type { Box } from './box.js';
import { fluxPerGauss, pixelAt, PIXELS } from './box.js';
import type { Scene } from './scene.js';

/** One place in so many Mm² can hold an element. */
const AREA_PER_PLACE = 26;

/** Elements hold at least and at most this flux in Mx, and their number falls as flux^−1.85 between. */
const SMALLEST = 2.5e18;
const LARGEST = 3e19;
const FLUX_INDEX = -1.85;

/** Each element is a cluster of so many parts, within this distance (sd) in Mm, each of this size. */
const PARTS = 4;
const CLUSTER_SIZE = 1.5;
const PART_SIZE = 0.7;

/** The quiet network around a region. */
export interface Network {
  /** Factor of the flux of its elements. */
  readonly strength: number;
  /** Positive where the positive polarity prevails. */
  readonly imbalance: number;
}

export function drawNetwork(stream: RandomStream): Network {
  return { imbalance: stream.normal(0, 0.35), strength: stream.lognormal(-0.4, 0.5) };
}

/** Adds the network to `field` (gauss): elements of both signs, mostly on the borders of supergranules. */
export function addNetwork(field: Float64Array, stream: RandomStream, network: Network, scene: Scene): void {
  const elements = blurred(drawElements(stream, network, scene), scene.header, PART_SIZE);
  for (let index = 0; index < field.length; index++) field[index] += elements[index];
}

/** The network before it is blurred: each part in one pixel. */
function drawElements(
  stream: RandomStream,
  network: Network,
  { header: box, textures }: Scene,
): Float64Array {
  const { borders, edges } = textures;
  const field = new Float64Array(PIXELS);
  const places = Math.floor((box.width * box.height) / AREA_PER_PLACE);
  for (let place = 0; place < places; place++) {
    const x = stream.between(-0.5, 0.5) * box.width;
    const y = stream.between(-0.5, 0.5) * box.height;
    const pixel = pixelAt(box, x, y);
    if (!stream.chance(clamp(0.04 + 0.5 * exp(2.2 * (borders[pixel] - 1)), 0, 1))) continue;
    const sign = stream.chance(logistic(2.5 * (edges[pixel] + network.imbalance))) ? 1 : -1;
    addElement(field, stream, box, x, y, sign * network.strength * drawFlux(stream));
  }
  return field;
}

/** In Mx, by inversion of the power law. */
function drawFlux(stream: RandomStream): number {
  return Math.min(LARGEST, SMALLEST * pow(1 - stream.uniform(), 1 / (FLUX_INDEX + 1)));
}

function addElement(
  field: Float64Array,
  stream: RandomStream,
  box: Box,
  x: number,
  y: number,
  flux: number,
): void {
  const gauss = flux / PARTS / fluxPerGauss(box);
  for (let part = 0; part < PARTS; part++) {
    const pixel = pixelAt(box, stream.normal(x, CLUSTER_SIZE), stream.normal(y, CLUSTER_SIZE));
    const weight = stream.between(0.2, 1.8);
    if (pixel >= 0) field[pixel] += weight * gauss;
  }
}
