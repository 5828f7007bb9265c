import type { DecodedPng } from 'fast-png';

/** Channels that differ by at most this share of full scale are still grey: rounding in a colour conversion. */
const GREY_TOLERANCE = 0.02;

/** The grey codes of a picture, NaN where it is transparent or coloured, and how many pixels are coloured. */
export interface Grey {
  readonly codes: Float32Array;
  readonly coloured: number;
}

/** Reduces grey, grey + alpha, RGB or RGBA (by `channels`) to the grey codes 0 .. 2^depth − 1. */
export function toGrey({ data, width, height, channels, depth }: DecodedPng): Grey {
  const codes = new Float32Array(width * height);
  const tolerance = GREY_TOLERANCE * (2 ** depth - 1);
  const hasAlpha = channels === 2 || channels === 4;
  let coloured = 0;
  for (let pixel = 0; pixel < codes.length; pixel++) {
    const at = pixel * channels;
    const isColoured = channels > 2 && spread(data, at) > tolerance;
    const isTransparent = hasAlpha && data[at + channels - 1] === 0;
    if (isColoured && !isTransparent) coloured += 1;
    codes[pixel] = isColoured || isTransparent ? NaN : greyAt(data, at, channels);
  }
  return { codes, coloured };
}

function greyAt(data: DecodedPng['data'], at: number, channels: number): number {
  return channels > 2 ? (data[at]! + data[at + 1]! + data[at + 2]!) / 3 : data[at]!;
}

/** The largest difference between the three colours of a pixel. */
function spread(data: DecodedPng['data'], at: number): number {
  const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
  return Math.max(red, green, blue) - Math.min(red, green, blue);
}
