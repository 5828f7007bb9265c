import { clamp, exp, hypotenuse, pow } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { blurredPixels } from './blur.js';
import type { Box } from './box.js';
import { pixelArea } from './box.js';
import { band, randomFields } from './random-field.js';
import type { Scene } from './scene.js';

/** Area in Mm² of a pixel of HMI's SHARPs in cylindrical equal-area coordinates. */
const HMI_PIXEL_AREA = 0.3644 * 0.3644;

/** Standard deviation in Mm of the telescope's blur, and, in pixels, of one that stands for the mean over a pixel. */
const TELESCOPE_BLUR = 0.4;
const PIXEL_BLUR = 0.45;

/** Fields above some times this, in gauss, are measured well. */
const WEAK_FIELD = 300;

/** Noise in gauss of one of HMI's pixels at the centre of the disc, and what the transverse field adds at the limb. */
const CENTRE_NOISE = 5;
const LIMB_NOISE = 48;

/** Noise in gauss at the limb that neighbouring pixels share, and the longest distance in Mm that they do. */
const SHARED_NOISE = 84;
const SHARED_WITHIN = 20;

/** Plage seems stronger by up to this part, most so at this cosine and within such a range of it. */
const OVERESTIMATE = 0.42;
const OVERESTIMATED_AT = 0.62;
const OVERESTIMATED_WITHIN = 0.25;

/**
 * What the telescope makes of the field at `mu`: blurs it as its optics and the patch's pixels do.
 *
 * Away from the centre of the disc it also overestimates it, since the inversion takes every pixel for filled with field:
 * the flux of 61 real regions followed from limb to limb (USFLUX) is 1.4 times larger at 50° than at the centre.
 */
export function observed(field: Float64Array, { width, height }: Box, mu: number): Float64Array {
  const pixels = (side: number): number => hypotenuse((TELESCOPE_BLUR * PATCH_SIZE) / side, PIXEL_BLUR);
  const off = (mu - OVERESTIMATED_AT) / OVERESTIMATED_WITHIN;
  const gain = 1 + OVERESTIMATE * exp(-off * off);
  return blurredPixels(field, pixels(width), pixels(height)).map((gauss) => gain * gauss);
}

/**
 * Adds the noise of a vector magnetogram to `field` (gauss), for regions seen at `mu`.
 *
 * The radial field of a region away from the centre of the disc holds the transverse field, whose noise is 100 G, and of
 * random sign where the field is weak: noise of both single pixels and blotches grows to the limb. It is less where a
 * pixel averages many of HMI's.
 */
export function addNoise(
  field: Float64Array,
  stream: RandomStream,
  mu: number,
  { header: box }: Scene,
): void {
  const limb = Math.sqrt(1 - mu * mu);
  const averaged = clamp(pixelArea(box) / HMI_PIXEL_AREA, 0.8, 40);
  const single = (CENTRE_NOISE + LIMB_NOISE * limb) / Math.sqrt(averaged);
  const shared = (2 + SHARED_NOISE * limb) * pow(averaged, -0.2);
  const [blotches] = randomFields(stream, band(box, 0.9, SHARED_WITHIN, 0.8));
  for (let index = 0; index < field.length; index++) {
    const strong = field[index] / WEAK_FIELD;
    const uncertain = exp(-strong * strong);
    field[index] +=
      0.04 * limb * blotches[index] * field[index] +
      stream.normal(0, single * (0.4 + 0.6 * uncertain)) +
      uncertain * shared * blotches[index];
  }
}
