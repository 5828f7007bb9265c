import { convertIndexedToRgb, decode } from 'fast-png';
import type { DecodedPng } from 'fast-png';
import { diagnose, fail } from '../../diagnostics/diagnostic.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { stemOf } from './file-name.js';
import { toGrey } from './grey.js';
import type { ImageFormat, RawImage, ReadOptions } from './image.js';
import { checkDimensions } from './limits.js';

const SIGNATURE = '\x89PNG\r\n\x1a\n';

/** The field of white in pictures of 8 bits, in G, where nothing else is said: the range of the paper. */
const DEFAULT_SCALE = 1000;

/** With more colour than this share of its pixels, a picture is no magnetogram with drawings over it. */
const MOST_COLOURED = 0.1;

export const png: ImageFormat = {
  name: 'PNG',
  endings: ['png'],
  matches: (bytes) => Buffer.from(bytes.subarray(0, 8)).toString('latin1') === SIGNATURE,
  decode: (bytes, file, options) => [decodePng(bytes, file, options)],
};

/**
 * Decodes a grey picture of 8 or 16 bits into gauss: black is −scale, white +scale (of 8 bits by default 1000 G), or with
 * `offset` one code is one gauss. Row 0 is north. Transparent pixels, and a few coloured ones, become NaN.
 * Of 16 bits neither is guessed: both ways are in use, and a field of a few G looks like any other.
 *
 * @param file name of the file, for messages and the id
 * @throws GiqError `picture-without-scale`, and when the picture is damaged, of fewer bits, or coloured all over
 */
export function decodePng(bytes: Uint8Array, file: string, options: ReadOptions = {}): RawImage {
  refuseSheet(bytes, file);
  const picture = decodePicture(bytes, file);
  const { width, height, depth } = picture;
  const isStated = options.scale !== undefined || options.offset !== undefined;
  if (depth === 16 && !isStated) fail('picture-without-scale', { file });
  const { codes, coloured } = toGrey(picture);
  const values = codes.map(gaussOf(depth, options));
  const warnings = judgeColour(file, coloured, width * height);
  return { id: stemOf(file), values, width, height, rowZero: 'north', meta: {}, warnings };
}

/** A few coloured pixels are drawings over a magnetogram and are missing; many are another kind of picture. */
function judgeColour(file: string, count: number, pixels: number): Diagnostic[] {
  if (count === 0) return [];
  if (count <= MOST_COLOURED * pixels) {
    return [diagnose('coloured-pixels', { file, count, percent: ((100 * count) / pixels).toFixed(1) })];
  }
  return fail(
    'file-feature-unsupported',
    { file, found: 'a coloured picture', expected: 'a grey one, whose codes are field strengths' },
    {
      hints: [
        'a colour table cannot be undone safely; the FITS file that the picture was made of holds the field',
      ],
    },
  );
}

function gaussOf(depth: number, { scale = DEFAULT_SCALE, offset }: ReadOptions): (code: number) => number {
  if (offset !== undefined) return (code) => code - offset;
  const white = 2 ** depth - 1;
  return (code) => scale * ((2 * code) / white - 1);
}

/** The size is checked in the header first: decoding begins by asking for the memory. */
function decodePicture(bytes: Uint8Array, file: string): DecodedPng {
  if (bytes.length < 33)
    fail('file-truncated', { file, what: 'the PNG header', expected: 33, found: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkDimensions(file, view.getUint32(16), view.getUint32(20), bytes.length);
  if (bytes[24]! < 8) {
    fail('file-feature-unsupported', {
      file,
      found: `a PNG of ${bytes[24]} bits`,
      expected: 'grey of 8 or 16 bits',
    });
  }
  try {
    const picture = decode(bytes, { checkCrc: true });
    return picture.palette ? withoutPalette(picture) : picture;
  } catch (error) {
    return fail('file-damaged', {
      file,
      problem: `its PNG data cannot be decoded (${(error as Error).message})`,
    });
  }
}

/** A sheet that giq has drawn has captions and margins, and a text chunk that says so: it is no magnetogram. */
function refuseSheet(bytes: Uint8Array, file: string): void {
  if (!Buffer.from(bytes.subarray(0, 4096)).includes('iTXtgiq\0', 0, 'latin1')) return;
  const reason = 'it is a labelled sheet that giq has drawn';
  fail('not-a-magnetogram', { file, reason }, { hints: ['`save "….fits"` keeps the field itself'] });
}

function withoutPalette(picture: DecodedPng): DecodedPng {
  return { ...picture, data: convertIndexedToRgb(picture), channels: picture.palette![0]!.length };
}
