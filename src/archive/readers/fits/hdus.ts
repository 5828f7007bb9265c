import { fail } from '../../../diagnostics/diagnostic.js';
import { BLOCK, numberOf, parseHeader, textOf } from './header.js';
import type { Header } from './header.js';

/** One header and data unit of a FITS file. */
export interface Hdu {
  readonly header: Header;
  /** Offset of the data in the file, and their size in bytes without padding. */
  readonly dataStart: number;
  readonly dataSize: number;
}

/** The card by which giq names the images that it writes. */
export const OWN_ID = 'GIQID';

const MAX_AXES = 999;

/**
 * Walks the HDUs of a file, lazily: what comes after the wanted one may be missing.
 *
 * @throws GiqError `file-truncated` when a header or the data of a visited HDU are incomplete
 */
export function* readHdus(bytes: Uint8Array, file: string): Generator<Hdu> {
  for (let start = 0; start === 0 || isExtension(bytes, start);) {
    const parsed = parseHeader(bytes, start);
    if (!parsed)
      fail('file-damaged', {
        file,
        problem: `the header at byte ${start} has no END card; it might be cut short`,
      });
    const { header, dataStart } = parsed;
    const dataSize = sizeOfData(header, file);
    if (dataStart + dataSize > bytes.length && dataSize > 0) {
      fail('file-truncated', {
        file,
        what: describeHdu(header),
        expected: dataStart + dataSize,
        found: bytes.length,
      });
    }
    yield { header, dataStart, dataSize };
    start = dataStart + BLOCK * Math.ceil(dataSize / BLOCK);
  }
}

function isExtension(bytes: Uint8Array, start: number): boolean {
  return /^XTENSION/i.test(Buffer.from(bytes.subarray(start, start + 8)).toString('latin1'));
}

/** |BITPIX| / 8 × GCOUNT × (PCOUNT + NAXIS1 × NAXIS2 × …) bytes (FITS standard 4.0, eq. 2). */
function sizeOfData(header: Header, file: string): number {
  const lengths = axes(header, 'NAXIS', file);
  if (lengths.length === 0) return 0;
  const pixels = lengths.reduce((product, length) => product * length, 1);
  const groups = numberOf(header, 'GCOUNT', 1) * (numberOf(header, 'PCOUNT', 0) + pixels);
  const size = (Math.abs(numberOf(header, 'BITPIX', 8)) / 8) * groups;
  if (!(size >= 0)) fail('file-damaged', { file, problem: `the header announces ${size} bytes of data` });
  return size;
}

/** The lengths that PREFIX and PREFIX1, PREFIX2, … announce. */
function axes(header: Header, prefix: 'NAXIS' | 'ZNAXIS', file: string): number[] {
  const count = numberOf(header, prefix, 0);
  if (!Number.isInteger(count) || count < 0 || count > MAX_AXES) {
    fail('file-damaged', { file, problem: `${prefix} is ${count}, expected 0 to ${MAX_AXES}` });
  }
  return Array.from({ length: count }, (_, index) => axisLength(header, `${prefix}${index + 1}`, file));
}

function axisLength(header: Header, keyword: string, file: string): number {
  const length = numberOf(header, keyword, NaN);
  if (Number.isInteger(length) && length >= 0) return length;
  fail('file-damaged', { file, problem: `the header has no usable ${keyword}` });
}

/** Whether the HDU is a table that holds a compressed image. */
export function isCompressed(header: Header): boolean {
  return header.get('ZIMAGE') === true;
}

/** Lengths of the axes of the image in an HDU, x first, without trailing axes of length 1; undefined for a table. */
function imageAxes(header: Header, file: string): number[] | undefined {
  const extension = textOf(header, 'XTENSION')?.toUpperCase() ?? 'IMAGE';
  if (!isCompressed(header) && extension !== 'IMAGE') return undefined;
  const lengths = axes(header, isCompressed(header) ? 'ZNAXIS' : 'NAXIS', file);
  while (lengths.length > 2 && lengths.at(-1) === 1) lengths.pop();
  return lengths;
}

/** What an HDU is, in words. */
function describeHdu(header: Header): string {
  if (isCompressed(header)) return 'the compressed image';
  return header.has('XTENSION') ? `the ${textOf(header, 'XTENSION')} extension` : 'the primary image';
}

/** An HDU with a two-dimensional image, and its size. */
export interface ImageHdu {
  readonly hdu: Hdu;
  readonly width: number;
  readonly height: number;
}

/** The first two-dimensional image of a file; of a file that giq has written, all of them. */
export function findImages(bytes: Uint8Array, file: string): ImageHdu[] {
  const seen: string[] = [];
  const images: ImageHdu[] = [];
  for (const hdu of readHdus(bytes, file)) {
    const lengths = imageAxes(hdu.header, file);
    if (lengths?.length === 2) images.push({ hdu, width: lengths[0]!, height: lengths[1]! });
    else seen.push(lengths ? sizeInWords(lengths) : 'a table');
    if (images.length > 0 && !images[0].hdu.header.has(OWN_ID)) break;
  }
  return images.length > 0 ? images : failWithoutImage(seen, file);
}

function failWithoutImage(seen: readonly string[], file: string): never {
  const hints = seen.some((each) => each.startsWith('a cube'))
    ? ['one plane of the cube can be saved as its own image']
    : [];
  const found = seen.filter((each) => each !== 'no data').join(' and ') || 'headers without data';
  return fail('no-image', { file, found }, { hints });
}

function sizeInWords(lengths: readonly number[]): string {
  if (lengths.length === 0) return 'no data';
  return `a ${lengths.length > 2 ? 'cube' : 'row'} of ${lengths.join(' × ')} values`;
}
