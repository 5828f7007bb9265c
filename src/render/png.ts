import { encode } from 'fast-png';
import type { Field } from '../physics/field.js';
import { DEFAULT_LIMIT, colour } from './colormap.js';
import type { ColourMap, Rgb } from './colormap.js';

/**
 * A field as PNG bytes, one pixel a pixel, north up, 8-bit RGB.
 *
 * @param limit field at which the colours saturate, in kG
 * @param text keywords and values for the file's text chunks, such as its provenance; Latin-1
 */
export function pngOf(
  field: Field,
  map: ColourMap = 'grey',
  limit = DEFAULT_LIMIT,
  text: Readonly<Record<string, string>> = {},
): Uint8Array {
  const colours = Array.from(field.pixels, (value) => colour(value, map, limit));
  return pngOfColours(colours, field.size, field.size, text);
}

/** `width` × `height` colours, row-major from the top left, as PNG bytes. */
export function pngOfColours(
  colours: readonly Rgb[],
  width: number,
  height: number,
  text: Readonly<Record<string, string>> = {},
): Uint8Array {
  return encode({ width, height, data: Uint8Array.from(colours.flat()), channels: 3, text });
}

/** The bytes of a PNG as a `data:` address for SVG and HTML. */
export function pngAddress(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
