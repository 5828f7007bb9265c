import { GiqError } from '../../diagnostics/diagnostic.js';
import { checkDataSum } from '../readers/fits/checksum.js';
import { readHdus } from '../readers/fits/hdus.js';
import { Trouble } from './trouble.js';

const BLOCK = 2880;

/**
 * Refuses bytes that are no whole FITS file: another format, shorter or longer than the headers say, or with data that
 * do not have the sum in DATASUM.
 *
 * @throws Trouble `file`
 */
export function checkWhole(bytes: Uint8Array, file: string): void {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (!/^SIMPLE *=/.test(start))
    throw new Trouble('file', `the site sends ${kindOf(start)}, not a FITS file`);
  const end = endOfData(bytes, file);
  const padded = BLOCK * Math.ceil(end / BLOCK);
  if (bytes.length > padded)
    throw new Trouble('file', `it has ${bytes.length} bytes, but its headers announce ${padded}`);
}

/** The offset after the data of the last HDU. */
function endOfData(bytes: Uint8Array, file: string): number {
  let end = 0;
  try {
    for (const hdu of readHdus(bytes, file)) {
      const [wrong] = checkDataSum(bytes, hdu, file);
      if (wrong) throw new Trouble('file', wrong.message);
      end = hdu.dataStart + hdu.dataSize;
    }
  } catch (error) {
    throw error instanceof GiqError ? new Trouble('file', error.message) : error;
  }
  return end;
}

function kindOf(start: string): string {
  if (start === '') return 'nothing';
  return /^\s*<(!doctype|html|head|\?xml)/i.test(start) ? 'a web page' : 'something else';
}
