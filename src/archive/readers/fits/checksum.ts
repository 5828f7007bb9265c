import { diagnose } from '../../../diagnostics/diagnostic.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { BLOCK } from './header.js';
import type { Hdu } from './hdus.js';

const ALL_ONES = 0xffffffff;

/** Compares the data with the DATASUM of the header, where there is one (FITS standard 4.0, appendix J). */
export function checkDataSum(bytes: Uint8Array, hdu: Hdu, file: string): Diagnostic[] {
  const stated = Number(hdu.header.get('DATASUM') || NaN);
  if (!Number.isInteger(stated) || stated < 0) return [];
  const end = hdu.dataStart + BLOCK * Math.ceil(hdu.dataSize / BLOCK);
  const found = onesComplementSum(bytes.subarray(hdu.dataStart, end));
  return found === stated ? [] : [diagnose('checksum-mismatch', { file, expected: stated, found })];
}

/** The sum of big-endian 32-bit words with the carry added at the low end; a missing tail counts as zeros. */
export function onesComplementSum(data: Uint8Array): number {
  const padded =
    data.length % 4 === 0
      ? data
      : Uint8Array.from({ length: 4 * Math.ceil(data.length / 4) }, (_, at) => data[at] ?? 0);
  const view = new DataView(padded.buffer, padded.byteOffset, padded.byteLength);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) {
    sum += view.getUint32(at);
    if (sum > ALL_ONES) sum -= ALL_ONES;
  }
  return sum;
}
