import { createRequire } from 'node:module';
import type { decode as decodeType } from 'jpeg-js';
import { fail } from '../../diagnostics/diagnostic.js';
import { stemOf } from './file-name.js';
import type { ImageFormat, RawImage, ReadOptions } from './image.js';
import { checkDimensions } from './limits.js';

/** Largest difference of two colours of a grey pixel, in codes: what the conversion from YCbCr rounds. */
const GREY_TOLERANCE = 12;
/** With more colour than this share of its pixels, a picture is no magnetogram. */
const MOST_COLOURED = 0.01;
const MEGAPIXELS_MOST = 68;

export const jpeg: ImageFormat = {
  name: 'JPEG',
  endings: ['jpg', 'jpeg'],
  matches: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  decode: (bytes, file, options) => [decodeJpeg(bytes, file, options)],
};

/**
 * Decodes a grey JPEG into gauss: black is −scale, white +scale, or with `offset` one code is one gauss. Row 0 is north.
 * Neither is guessed: compression has changed the field already, and a wrong scale would not be seen.
 *
 * @throws GiqError `picture-without-scale`, `file-damaged`, `file-feature-unsupported`
 */
function decodeJpeg(bytes: Uint8Array, file: string, { scale, offset }: ReadOptions): RawImage {
  if (scale === undefined && offset === undefined) fail('picture-without-scale', { file });
  const { data, width, height } = decodePicture(bytes, file);
  checkDimensions(file, width, height, bytes.length);
  const gauss = (code: number) =>
    offset !== undefined ? code - offset : (scale ?? 0) * ((2 * code) / 255 - 1);
  const values = new Float32Array(width * height);
  let coloured = 0;
  for (let pixel = 0; pixel < values.length; pixel++) {
    const [red, green, blue] = data.subarray(4 * pixel, 4 * pixel + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_TOLERANCE) coloured++;
    values[pixel] = gauss((red + green + blue) / 3);
  }
  if (coloured > MOST_COLOURED * values.length)
    fail('file-feature-unsupported', {
      file,
      found: 'a coloured picture',
      expected: 'a grey one, whose codes are field strengths',
    });
  return { id: stemOf(file), values, width, height, rowZero: 'north', meta: {}, warnings: [] };
}

function decodePicture(bytes: Uint8Array, file: string): { data: Uint8Array; width: number; height: number } {
  // Loaded here, so that whoever reads no JPEG does not wait for it; decoders are synchronous, so not by import().
  const { decode } = createRequire(import.meta.url)('jpeg-js') as { decode: typeof decodeType };
  try {
    return decode(bytes, { useTArray: true, maxResolutionInMP: MEGAPIXELS_MOST, tolerantDecoding: false });
  } catch (error) {
    return fail('file-damaged', {
      file,
      problem: `its JPEG data cannot be decoded (${(error as Error).message})`,
    });
  }
}
