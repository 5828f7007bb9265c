/** A field as a picture that every browser shows, and with what a picture cannot hold beside it. */
import { encode } from 'fast-png';
import { DEFAULT_LIMIT } from '../colormap.js';
import { pngAddress } from '../png.js';
import type { Field } from '../../physics/field.js';

const LEVELS = 255;

export interface FieldData {
  /** `data:` address of an 8-bit grey PNG, rows unfiltered: black −1000 G, white +1000 G. */
  readonly address: string;
  /** Base64: which quarter of its grey level each pixel lies in, 2 bits a pixel, four pixels a byte, the first lowest. */
  readonly quarters: string;
}

/**
 * A field in steps of 2000 G / 1020 = 1.96 G. Eight bits are the picture, as `pngOf` makes it; two more, of noise alone,
 * would double a PNG of 16 bits and cost a third beside one of eight.
 */
export function fieldData({ pixels, size }: Field): FieldData {
  const places = Float64Array.from(pixels, placeOf);
  const levels = Uint8Array.from(places, Math.round);
  const png = encode({ width: size, height: size, channels: 1, data: levels }, { zlib: { level: 9 } });
  return { address: pngAddress(png), quarters: packed(places, levels) };
}

/** On the scale from black, 0, to white, 255; missing is zero field. */
function placeOf(kilogauss: number): number {
  const position = Number.isNaN(kilogauss) ? 0.5 : (kilogauss / DEFAULT_LIMIT + 1) / 2;
  return LEVELS * Math.min(1, Math.max(0, position));
}

function packed(places: Float64Array, levels: Uint8Array): string {
  const bytes = new Uint8Array(Math.ceil(places.length / 4));
  places.forEach((place, index) => {
    const quarter = Math.min(3, Math.floor(4 * (place - levels[index] + 0.5)));
    bytes[index >> 2] |= quarter << (2 * (index & 3));
  });
  return Buffer.from(bytes).toString('base64');
}
