/** The colour maps of magnetograms: 256 colours each, from −limit to +limit, zero in the middle. */

/** `grey`: negative black, zero mid grey, positive white, as magnetograms are shown. `red-blue`: blue, white, red. */
export type ColourMap = 'grey' | 'red-blue';

/** Red, green and blue, 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The field, in kG, at which the maps saturate unless another limit is given: giq's patches are clipped there. */
export const DEFAULT_LIMIT = 1;

const ENTRIES = 256;

/** Lightness at zero and at the limit, chroma at the limit, hues in degrees: OKLab coordinates inside sRGB. */
const DIVERGING = { zero: 0.97, limit: 0.42, chroma: 0.155, negativeHue: 258, positiveHue: 27 };

const TABLES: Readonly<Record<ColourMap, readonly Rgb[]>> = {
  grey: Array.from({ length: ENTRIES }, (_, entry): Rgb => [entry, entry, entry]),
  'red-blue': Array.from({ length: ENTRIES }, (_, entry) => diverging((2 * entry) / (ENTRIES - 1) - 1)),
};

/** The 256 colours of a map, −limit first. */
export function colourTable(map: ColourMap): readonly Rgb[] {
  return TABLES[map];
}

/**
 * The colour of one field value.
 *
 * @param field in kG; beyond ±`limit` it saturates, NaN is shown as zero
 * @param limit in kG
 */
export function colour(field: number, map: ColourMap, limit = DEFAULT_LIMIT): Rgb {
  const position = Number.isNaN(field) ? 0.5 : (field / limit + 1) / 2;
  return TABLES[map][Math.round(Math.min(1, Math.max(0, position)) * (ENTRIES - 1))];
}

/**
 * Diverging colour of a signed fraction −1..1. Both arms have the same lightness and chroma at the same distance from
 * zero, so neither polarity looks stronger than the other.
 */
function diverging(fraction: number): Rgb {
  const distance = Math.abs(fraction);
  const lightness = DIVERGING.zero + (DIVERGING.limit - DIVERGING.zero) * distance;
  const chroma = DIVERGING.chroma * (1 - (1 - distance) ** 2);
  return fromOklch(lightness, chroma, fraction < 0 ? DIVERGING.negativeHue : DIVERGING.positiveHue);
}

/** OKLCh to sRGB (Ottosson 2020, "A perceptual color space for image processing"). */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gammaEncode(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    gammaEncode(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    gammaEncode(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** A linear light 0..1 as an sRGB byte (IEC 61966-2-1). */
function gammaEncode(light: number): number {
  const bounded = Math.min(1, Math.max(0, light));
  const encoded = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055;
  return Math.round(255 * encoded);
}
