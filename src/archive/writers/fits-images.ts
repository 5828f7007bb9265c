import { encodeFits } from './fits.js';
import type { FitsCard } from './fits-cards.js';

/** An image to write, in gauss, row 0 north. */
export interface FitsImage {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly cards: readonly FitsCard[];
}

const CARD = 80;

/** Several images in one file: the first is the primary image, the others IMAGE extensions, each with its own cards. */
export function encodeFitsImages(images: readonly FitsImage[]): Uint8Array {
  const parts = images.map(({ values, width, height, cards }, index) => {
    const bytes = encodeFits(
      values,
      width,
      height,
      index === 0 ? cards : [['PCOUNT', 0], ['GCOUNT', 1], ...cards],
    );
    return index === 0 ? bytes : asExtension(bytes);
  });
  return Buffer.concat(parts);
}

/** A primary image as an extension: its first card says XTENSION instead of SIMPLE, and EXTEND has no place in it. */
function asExtension(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 2880));
  if (!text.startsWith('SIMPLE')) throw new Error('an image without a SIMPLE card was encoded');
  bytes.set(new TextEncoder().encode("XTENSION= 'IMAGE   '           / image extension".padEnd(CARD)), 0);
  return bytes;
}
