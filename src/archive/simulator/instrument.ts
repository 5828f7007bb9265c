import { clamp, exp, hypotenuse, pow } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { blurred } from './blur.js';
import type { Box } from './box.js';
import { pixelArea } from './box.js';
import type { Network } from './network.js';
import { band, randomFields } from './random-field.js';
import type { Scene } from './scene.js';

/** Area in Mm² of a pixel of HMI's SHARPs in cylindrical equal-area coordinates. */
const HMI_PIXEL_AREA = 0.13;

/** Blur in Mm of the telescope, and of a pixel as a part of its size. */
const TELESCOPE_BLUR = 0.4;
const PIXEL_BLUR = 0.25;

/** Fields above some times this, in gauss, are measured well. */
const WEAK_FIELD = 300;

/** What the telescope makes of the field: blurs it as its optics and pixels do. */
export function observed(field: Float64Array, box: Box): Float64Array {
  return blurred(
    field,
    box,
    hypotenuse(TELESCOPE_BLUR, (PIXEL_BLUR * Math.min(box.width, box.height)) / PATCH_SIZE),
  );
}

/**
 * Adds the noise of a vector magnetogram to `field` (gauss), for regions seen at `mu`.
 *
 * Photon noise is less where a pixel averages many of HMI's; the noise of the transverse field and of its
 * disambiguation grows to the limb, in blotches, where the field is weak.
 */
export function addNoise(
  field: Float64Array,
  stream: RandomStream,
  mu: number,
  network: Network,
  { header: box, textures }: Scene,
): void {
  const limb = Math.sqrt(1 - mu * mu);
  const photon = (11 * mu + 30 * limb * limb) / Math.sqrt(averagedPixels(box));
  const blotch = 3.5 + 37 * pow(Math.max(0, limb - 0.45), 1.3);
  const [blotches] = randomFields(stream, band(box, 2, 14, 0.4));
  const { positive, negative, edges } = textures;
  for (let index = 0; index < field.length; index++) {
    const strong = field[index] / WEAK_FIELD;
    const background = 3.5 * network.strength * (positive[index] - negative[index]) + 4.5 * edges[index];
    const uncertain = exp(-strong * strong) * (blotch * blotches[index] + background);
    field[index] += 0.05 * limb * blotches[index] * field[index] + stream.normal(0, photon) + uncertain;
  }
}

/** How much averaging helps: the square root of the number of HMI's pixels in one of the patch. */
function averagedPixels(box: Box): number {
  return Math.sqrt(clamp(pixelArea(box) / HMI_PIXEL_AREA, 0.6, 12));
}
