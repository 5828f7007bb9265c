import { basename } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import type { ImageFormat, RawImage, ReadOptions } from './image.js';
import { checkDimensions } from './limits.js';

/** Width, height and largest code stand as text before the pixels; `#` begins a comment. */
const HEADER = /^P5(?:\s+|#.*\n)+(\d+)(?:\s+|#.*\n)+(\d+)(?:\s+|#.*\n)+(\d+)\s/;

/** Netpbm's portable grey map, binary, of 8 or 16 bits: black is −`scale` G (default 1000), the largest code +`scale`. */
export const pgm: ImageFormat = {
  name: 'PGM',
  endings: ['pgm'],
  matches: (bytes) => bytes[0] === 0x50 && bytes[1] === 0x35,
  decode: (bytes, file, options) => [decodePgm(bytes, file, options)],
};

function decodePgm(bytes: Uint8Array, file: string, { scale = 1000 }: ReadOptions): RawImage {
  const header = HEADER.exec(Buffer.from(bytes.subarray(0, 1024)).toString('latin1'));
  if (!header) return fail('file-damaged', { file, problem: 'its PGM header cannot be read' });
  const [width, height, white] = header.slice(1).map(Number);
  checkDimensions(file, width, height, bytes.length);
  const codes = codesIn(bytes.subarray(header[0].length), white, width * height, file);
  const values = codes.map((code) => scale * ((2 * code) / white - 1));
  return { id: basename(file, '.pgm'), values, width, height, rowZero: 'north', meta: {}, warnings: [] };
}

/** Codes above 255 take two bytes, the larger one first. */
function codesIn(bytes: Uint8Array, white: number, count: number, file: string): Float32Array {
  const size = white > 255 ? 2 : 1;
  const expected = size * count;
  if (bytes.length < expected)
    fail('file-truncated', { file, what: 'the image', expected, found: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset, expected);
  return Float32Array.from({ length: count }, (_, index) =>
    size === 1 ? view.getUint8(index) : view.getUint16(2 * index),
  );
}
