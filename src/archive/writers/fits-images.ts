import { encodeFits } from './fits.js';
import type { FitsCard } from './fits-cards.js';

/** An image to write, in gauss, row 0 north. */
export interface FitsImage {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly cards: readonly FitsCard[];
}

/** Several images in one file: the first is the primary image, the others IMAGE extensions, each with its own cards. */
export function encodeFitsImages(images: readonly FitsImage[]): Uint8Array {
  const units = images.map(({ values, width, height, cards }, index) =>
    encodeFits(values, width, height, cards, index === 0 ? 'primary' : 'extension'),
  );
  return Buffer.concat(units);
}
