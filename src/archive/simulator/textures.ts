import { cos, exp, sin, tanh } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import { PATCH_SIZE } from '../../physics/field.js';
import type { Box } from './box.js';
import { columnX, PIXELS, rowY } from './box.js';
import type { RegionHeader } from './header.js';
import { band, randomFields } from './random-field.js';
import { partStream } from './streams.js';

/** A random field that changes slowly: it turns from the first field into the second. */
type Evolving = readonly [Float64Array, Float64Array];

/** Days that an evolving field takes to become another. */
const LIFETIME = 8;

/** The random fields of a region, which all its frames share. */
export interface RegionTextures {
  /** Position of each pixel in Mm west and north of the centre, gently warped: nothing on the Sun is an ellipse. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Fragments of plage, one texture a polarity. */
  readonly positive: Evolving;
  readonly negative: Evolving;
  /** Lobes and bays of plages, and, smaller, of spots. */
  readonly lobes: Evolving;
  readonly edges: Evolving;
  /** High on the borders of the supergranules. */
  readonly borders: Float64Array;
}

/** The textures of one moment. */
export interface Textures extends Pick<RegionTextures, 'x' | 'y' | 'borders'> {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
  readonly edges: Float64Array;
  /** How plages differ from Gaussians: the exponent at 1 sd from the centre, and a factor. */
  readonly falloff: Float64Array;
  readonly height: Float64Array;
}

export function drawTextures(header: RegionHeader): RegionTextures {
  const stream = partStream(header.seed, header.number, 'textures');
  const plage = plageTextures(stream, header);
  const irregular = band(header, 6, 60, 1.6);
  return {
    ...warpedPositions(stream, header),
    ...plage,
    lobes: randomFields(stream, irregular),
    edges: randomFields(stream, irregular),
  };
}

/** Fragments: the lanes of two sizes of convection cells, with fine grains, in a proportion of the region's own. */
function plageTextures(
  stream: RandomStream,
  box: Box,
): Pick<RegionTextures, 'positive' | 'negative' | 'borders'> {
  const fine = band(box, stream.between(1.8, 3), stream.between(9, 16), 1);
  const small = band(box, stream.between(3, 5), stream.between(9, 14), 0.6);
  const large = band(box, stream.between(6, 9), stream.between(24, 40), 1);
  const laned = stream.between(0.75, 0.97);
  const [network, nextNetwork] = randomFields(stream, large).map(lanes);
  const evolving = (): Evolving => {
    const grains = randomFields(stream, fine);
    const [first, second] = randomFields(stream, small).map(lanes);
    return [fragments(grains[0], first, network, laned), fragments(grains[1], second, nextNetwork, laned)];
  };
  return { positive: evolving(), negative: evolving(), borders: network };
}

/** High along the zero lines of the field, a net of narrow lanes: mean 0, variance 1. */
function lanes(field: Float64Array): Float64Array {
  return field.map((value) => (exp(-(value * value) / 0.1225) - 0.24) / 0.34);
}

/** Grains and lanes, with variance about 1. */
function fragments(
  grains: Float64Array,
  small: Float64Array,
  large: Float64Array,
  laned: number,
): Float64Array {
  const grained = Math.sqrt(1 - laned * laned);
  return grains.map((grain, index) => grained * grain + laned * (0.4 * small[index] + 0.92 * large[index]));
}

function warpedPositions(stream: RandomStream, header: RegionHeader): Pick<RegionTextures, 'x' | 'y'> {
  const [eastWest, northSouth] = randomFields(stream, band(header, 4, 40, 1.7));
  const amplitude = 0.035 * header.separation + 0.8;
  const [x, y] = [new Float64Array(PIXELS), new Float64Array(PIXELS)];
  for (let index = 0; index < PIXELS; index++) {
    x[index] = columnX(header, index % PATCH_SIZE) + amplitude * eastWest[index];
    y[index] = rowY(header, Math.floor(index / PATCH_SIZE)) + amplitude * northSouth[index];
  }
  return { x, y };
}

/** The textures `day` days after the first frame. */
export function texturesOn(textures: RegionTextures, day: number): Textures {
  const angle = (Math.min(1, day / LIFETIME) * Math.PI) / 2;
  const [fading, rising] = [cos(angle), sin(angle)];
  const mixed = ([first, second]: Evolving): Float64Array =>
    first.map((value, index) => fading * value + rising * second[index]);
  const lobes = mixed(textures.lobes);
  const { x, y, borders } = textures;
  return {
    ...{ x, y, borders },
    positive: mixed(textures.positive),
    negative: mixed(textures.negative),
    edges: mixed(textures.edges),
    falloff: lobes.map((lobe) => -0.5 * (1 + 0.35 * tanh(lobe))),
    height: lobes.map((lobe) => exp(0.55 * lobe)),
  };
}
