import { fail } from '../../../diagnostics/diagnostic.js';
import { numberOf } from './header.js';
import type { Hdu } from './hdus.js';
import { isBitpix, readNumbers } from './numbers.js';
import { applyScaling, scalingOf } from './scaling.js';

/** The physical values of an uncompressed image whose data are complete, row-major as in the file. */
export function readPlain(
  bytes: Uint8Array,
  hdu: Hdu,
  width: number,
  height: number,
  file: string,
): Float32Array {
  const bitpix = numberOf(hdu.header, 'BITPIX', 0);
  if (!isBitpix(bitpix)) fail('file-damaged', { file, problem: `BITPIX is ${bitpix}` });
  const scaling = scalingOf(hdu.header, bitpix, numberOf(hdu.header, 'BLANK', NaN));
  const rowBytes = (width * Math.abs(bitpix)) / 8;
  if (rowBytes * height > hdu.dataSize) {
    fail('file-truncated', { file, what: 'the image', expected: rowBytes * height, found: hdu.dataSize });
  }
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = hdu.dataStart + row * rowBytes;
    const numbers = readNumbers(bytes.subarray(start, start + rowBytes), bitpix, width);
    applyScaling(numbers, scaling);
    values.set(numbers, row * width);
  }
  return values;
}
