/** Animations as GIF, in greys and one colour. */
import { createRequire } from 'node:module';
import type * as gifenc from 'gifenc';
import type { Film } from './film.js';

/** 16 shades of the bars' colour; the rest are greys, so that magnetograms keep nearly all of theirs. */
const SHADES = 16;
const GREYS = 256 - SHADES;
const BLUE = [0x00, 0x72, 0xb2];
/** Browsers take anything shorter than 20 ms for a mistake, and GIF counts in hundredths of a second. */
const HUNDREDTH = 10;

const PALETTE: readonly (readonly number[])[] = [
  ...Array.from({ length: GREYS }, (_, index) =>
    Array<number>(3).fill(Math.round((255 * index) / (GREYS - 1))),
  ),
  ...Array.from({ length: SHADES }, (_, index) =>
    BLUE.map((part) => Math.round(part + ((255 - part) * index) / SHADES)),
  ),
];

/** @param comment stands in the file as text */
export function encodeGif({ frames, width, height, rate }: Film, comment: string): Uint8Array {
  // CommonJS, whose exports loaders give in different ways when it is imported.
  const { GIFEncoder } = createRequire(import.meta.url)('gifenc') as typeof gifenc;
  const encoder = GIFEncoder();
  const delay = HUNDREDTH * Math.round(1000 / rate / HUNDREDTH);
  frames.forEach((frame, index) => {
    const palette = index === 0 ? { palette: PALETTE } : {};
    encoder.writeFrame(indexed(frame), width, height, { ...palette, delay, repeat: 0 });
  });
  encoder.finish();
  return withComment(encoder.bytes(), comment);
}

function indexed(rgba: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, pixel) =>
    indexOf(rgba[4 * pixel], rgba[4 * pixel + 1], rgba[4 * pixel + 2]),
  );
}

/** Red tells how far a colour has faded from the bars' blue to white; without a tint it is a grey. */
function indexOf(red: number, green: number, blue: number): number {
  if (blue - red < 12) return Math.round(((red + green + blue) / 3 / 255) * (GREYS - 1));
  return GREYS + Math.min(SHADES - 1, Math.round(((red - BLUE[0]) / (255 - BLUE[0])) * SHADES));
}

/**
 * A comment extension (GIF89a, section 24) in blocks of at most 255 bytes. It stands before the first picture, where
 * programs look for it, and after the extension that says how often to repeat, which old browsers want first.
 */
function withComment(gif: Uint8Array, comment: string): Uint8Array {
  const text = Buffer.from(comment, 'utf8');
  const blocks = Array.from({ length: Math.ceil(text.length / 255) }, (_, index) => {
    const block = text.subarray(255 * index, 255 * (index + 1));
    return Buffer.concat([Buffer.of(block.length), block]);
  });
  const extension = Buffer.concat([Buffer.of(0x21, 0xfe), ...blocks, Buffer.of(0)]);
  const at = Buffer.from(gif).indexOf(REPEAT) + REPEAT.length + REPEAT_DATA;
  return Buffer.concat([gif.subarray(0, at), extension, gif.subarray(at)]);
}

const REPEAT = Buffer.from('!\xff\x0bNETSCAPE2.0', 'latin1');
/** A block of three bytes with its length, and the end of the extension. */
const REPEAT_DATA = 5;
