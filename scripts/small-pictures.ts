/** Pictures for the pages of docs/: small files, of which nobody sees that they are small. */
import { decode, encode } from 'fast-png';
import { pixelsOf } from '../src/render/rasterise.js';

/** Finer first; a picture that is too large is drawn again with fewer dots. */
const DOTS_PER_INCH = [192, 144, 120, 108, 96];

/** Draws a figure as finely as `largest` bytes allow; with 96 dots to the inch it may be larger. */
export async function smallPng(svg: string, largest = 200_000): Promise<Uint8Array> {
  let png: Uint8Array = new Uint8Array();
  for (const dots of DOTS_PER_INCH) {
    const { width, height, data } = await pixelsOf(svg, { scale: dots / 96 });
    png = encode({ width, height, data: fewGreys(data, 4), channels: 3 });
    if (png.length <= largest) break;
  }
  return png;
}

/** The same picture with fewer greys. */
export function posterised(png: Uint8Array): Uint8Array {
  const { data, width, height, channels } = decode(png);
  return encode({ width, height, data: fewGreys(data, channels), channels: 3 });
}

/** Greys in 32 levels: the noise of magnetograms takes half the bytes, and nobody sees it. Colours stay; alpha goes. */
function fewGreys(data: ArrayLike<number>, channels: number): Uint8Array {
  return Uint8Array.from({ length: (data.length / channels) * 3 }, (_, index) => {
    const at = channels * Math.floor(index / 3);
    const value = data[at + (index % 3)];
    const grey = data[at] === data[at + 1] && data[at] === data[at + 2];
    return grey ? (value & 0xf8) | (value >> 5) : value;
  });
}

/** Averages squares of four pixels: sheets are saved twice as fine as a page needs them. */
export function halved(png: Uint8Array): Uint8Array {
  const { data, width, height, channels } = decode(png);
  const [w, h] = [width >> 1, height >> 1];
  const small = new Uint8Array(w * h * channels);
  for (let index = 0; index < small.length; index++) {
    const [channel, pixel] = [index % channels, Math.floor(index / channels)];
    const corner = (2 * Math.floor(pixel / w) * width + 2 * (pixel % w)) * channels + channel;
    const row = width * channels;
    small[index] =
      (data[corner] + data[corner + channels] + data[corner + row] + data[corner + row + channels]) / 4;
  }
  return encode({ width: w, height: h, data: small, channels, depth: 8 });
}
