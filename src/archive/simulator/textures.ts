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

/** Fragments: fine grains and the ridges of a coarser field, in a proportion of the region's own. */
function plageTextures(
  stream: RandomStream,
  box: Box,
): Pick<RegionTextures, 'positive' | 'negative' | 'borders'> {
  const fine = band(box, stream.between(1.2, 2.2), stream.between(9, 16), 0.6);
  const coarse = band(box, stream.between(3, 5), stream.between(18, 34), 1.2);
  const ridged = stream.between(0.25, 0.95);
  const evolving = (): Evolving => {
    const grains = randomFields(stream, fine);
    const [first, second] = randomFields(stream, coarse).map(ridges);
    return [fragments(grains[0], first, ridged), fragments(grains[1], second, ridged)];
  };
  return {
    positive: evolving(),
    negative: evolving(),
    borders: ridges(randomFields(stream, coarse)[0]),
  };
}

/** High along the zero lines of the field. */
function ridges(field: Float64Array): Float64Array {
  return field.map((value) => (0.75 - Math.abs(value)) / 0.55);
}

/** Grains and ridges, with variance about 1. */
function fragments(grains: Float64Array, ridge: Float64Array, ridged: number): Float64Array {
  const grained = Math.sqrt((1 - ridged) * (1 - ridged) + 0.35 * 0.35);
  const scale = 1 / Math.sqrt(grained * grained + 1.2 * ridged * ridged);
  return grains.map((grain, index) => scale * (grained * grain + ridged * ridge[index]));
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
