import { fail } from '../../diagnostics/diagnostic.js';

/** The most pixels of one image: 8192 × 8192, four full-disk HMI images. */
const MAX_PIXELS = 2 ** 26;

/** The most bytes of one file: what Node can read into one buffer. */
export const MAX_FILE_BYTES = 2 ** 31 - 1;

/** Deflate cannot expand a byte to more than this (1032), nor can Rice coding with its usual blocks (64 pixels). */
const MAX_EXPANSION = 1100;

/**
 * Refuses dimensions that no honest file of this size has, before memory is asked for.
 *
 * @throws GiqError `image-too-large` above 2^26 pixels, `file-damaged` when the file is too small to hold them
 */
export function checkDimensions(file: string, width: number, height: number, fileBytes: number): void {
  const positive = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!positive) fail('file-damaged', { file, problem: `an image of ${width} × ${height} pixels cannot be` });
  const size = `${width} × ${height}`;
  if (width * height > MAX_PIXELS) fail('image-too-large', { file, size, limit: MAX_PIXELS });
  if (width * height > fileBytes * MAX_EXPANSION) {
    fail('file-damaged', { file, problem: `${fileBytes} bytes cannot hold an image of ${size} pixels` });
  }
}

/**
 * Refuses more images than a file of this size can hold.
 *
 * @throws GiqError `file-damaged`
 */
export function checkCount(file: string, count: number, pixels: number, fileBytes: number): void {
  if (count * pixels <= fileBytes * MAX_EXPANSION) return;
  fail('file-damaged', {
    file,
    problem: `${fileBytes} bytes cannot hold ${count} images of ${pixels} pixels`,
  });
}

/** What any file may become: a stack of a thousand patches in 64-bit numbers. */
const ALWAYS_DECOMPRESSED = 2 ** 27;
/** Magnetograms shrink to a half or a fifth; masks and missing pixels to less. Beyond this, a file means harm. */
const HONEST_EXPANSION = 32;

/** The most bytes that `size` bytes are decompressed to. */
export function mostDecompressed(size: number): number {
  const honest = Math.max(ALWAYS_DECOMPRESSED, size * HONEST_EXPANSION);
  return Math.min(MAX_FILE_BYTES, size * MAX_EXPANSION, honest);
}
