import { fail } from '../../diagnostics/diagnostic.js';
import type { Details } from '../../diagnostics/diagnostic.js';

/** A kind of content that people hand to giq and that it does not read. */
interface Foreign {
  readonly found: string;
  /** Matches the beginning of the file, read as latin-1. */
  readonly pattern: RegExp;
  readonly hint?: string;
}

const EXPORT_HINT = 'NumPy (`np.save`) or astropy can write the array in a format that giq reads';

const FOREIGN: readonly Foreign[] = [
  { found: 'an HDF5 file', pattern: /^\x89HDF\r\n/, hint: EXPORT_HINT },
  { found: 'a MATLAB file', pattern: /^MATLAB [\d.]+ MAT-file/, hint: EXPORT_HINT },
  {
    found: 'an HTML page',
    pattern: /^\s*(<!doctype html|<html|<head|<body)/i,
    hint: 'a download might have saved an error page',
  },
  { found: 'an XML file', pattern: /^\s*<\?xml/ },
  {
    found: 'a JPEG 2000 picture',
    pattern: /^\0\0\0\x0cjP /,
    hint: 'the same image as FITS keeps the field in gauss',
  },
  { found: 'a GIF picture', pattern: /^GIF8[79]a/ },
  { found: 'a TIFF picture', pattern: /^(II\*\0|MM\0\*)/ },
  { found: 'a PDF document', pattern: /^%PDF/ },
  { found: 'a Parquet file', pattern: /^PAR1/ },
  { found: 'a classic netCDF file', pattern: /^CDF[\x01\x02\x05]/ },
  { found: 'an ASDF file', pattern: /^#ASDF/ },
  {
    found: 'a Python pickle',
    pattern: /^\x80[\x02-\x05]/,
    hint: 'giq never runs pickles; `np.save` writes a plain array',
  },
  { found: 'a JSON file', pattern: /^\s*[[{]\s*["[{\d-]/ },
  { found: 'an empty zip archive', pattern: /^PK\x05\x06/ },
];

const PRINTABLE = /^[\t\n\r\x20-\x7e\x80-\xff]+$/;

/** Says what a file that no reader recognises might be. Never returns. */
export function refuseForeign(bytes: Uint8Array, file: string, supported: string): never {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  const known = FOREIGN.find(({ pattern }) => pattern.test(start));
  const details: Details = known?.hint ? { hints: [known.hint] } : {};
  fail('file-format-unknown', { file, found: known?.found ?? describe(start), supported }, details);
}

function describe(start: string): string {
  if (PRINTABLE.test(start))
    return `text that begins with \`${start
      .trim()
      .split(/[\r\n]/)[0]!
      .slice(0, 30)}\``;
  const hex = Buffer.from(start.slice(0, 4), 'latin1')
    .toString('hex')
    .replace(/(..)(?=.)/g, '$1 ');
  return `of an unknown format (it begins with the bytes ${hex})`;
}
