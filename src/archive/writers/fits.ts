import { onesComplementSum } from '../readers/fits/checksum.js';
import { encodeCards } from './fits-cards.js';
import type { FitsCard } from './fits-cards.js';
import { NO_CHECKSUM, setChecksum } from './fits-checksum.js';

const BLOCK = 2880;

/** Keywords that say how the pixels are stored: only this file may write them. */
const STRUCTURE = new Set([
  ...['SIMPLE', 'XTENSION', 'BITPIX', 'NAXIS', 'NAXIS1', 'NAXIS2', 'EXTEND', 'PCOUNT', 'GCOUNT'],
  ...['BSCALE', 'BZERO', 'BLANK', 'LONGSTRN', 'CHECKSUM', 'DATASUM', 'END'],
]);

/** The first image of a file, or one that follows it. */
export type FitsPlace = 'primary' | 'extension';

/**
 * Encodes an image as a FITS header and data unit of 32-bit floats with its checksums: a file, or an IMAGE extension to
 * go after one.
 *
 * @param values row-major, `height` rows of `width` values in gauss, row 0 north; the file has row 0 south, as FITS wants
 * @param cards further header cards, COMMENT and HISTORY among them, in the order in which they are written
 */
export function encodeFits(
  values: Float32Array,
  width: number,
  height: number,
  cards: readonly FitsCard[] = [],
  place: FitsPlace = 'primary',
): Uint8Array {
  if (values.length !== width * height)
    throw new Error(`${values.length} values are not ${width} × ${height}`);
  const data = encodeData(values, width, height);
  const sums: FitsCard[] = [
    ['DATASUM', String(onesComplementSum(data)), 'of the data'],
    ['CHECKSUM', NO_CHECKSUM, 'of header and data'],
  ];
  const unit = Buffer.concat([encodeHeader(structureOf(place, width, height), cards, sums), data]);
  setChecksum(unit);
  return unit;
}

function encodeData(values: Float32Array, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(padded(4 * values.length));
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    const row = height - 1 - Math.floor(index / width);
    view.setFloat32(4 * (row * width + (index % width)), value);
  });
  return bytes;
}

/** In the order that the standard wants. */
function structureOf(place: FitsPlace, width: number, height: number): FitsCard[] {
  const isPrimary = place === 'primary';
  return [
    isPrimary ? ['SIMPLE', true, 'conforms to the FITS standard'] : ['XTENSION', 'IMAGE', 'image extension'],
    ['BITPIX', -32, '32-bit floating point'],
    ['NAXIS', 2],
    ['NAXIS1', width, 'east to west'],
    ['NAXIS2', height, 'south to north'],
    ...(isPrimary
      ? [['EXTEND', true, 'extensions may follow'] as const]
      : [['PCOUNT', 0] as const, ['GCOUNT', 1] as const]),
  ];
}

function encodeHeader(
  structure: readonly FitsCard[],
  cards: readonly FitsCard[],
  sums: readonly FitsCard[],
): Uint8Array {
  const given = cards.filter(([keyword]) => !STRUCTURE.has(keyword.toUpperCase()));
  const hasUnit = given.some(([keyword]) => keyword.toUpperCase() === 'BUNIT');
  const records = encodeCards([
    ...structure,
    ...(hasUnit ? [] : [['BUNIT', 'Gauss'] as const]),
    ...longTextNote(given),
    ...given,
    ...sums,
  ]);
  const text = [...records, 'END'.padEnd(80)].join('');
  return Buffer.from(text.padEnd(padded(text.length)), 'latin1');
}

/** Readers of before FITS 4.0 are told that texts may go on in CONTINUE cards. */
function longTextNote(cards: readonly FitsCard[]): FitsCard[] {
  const isLong = encodeCards(cards).some((record) => record.startsWith('CONTINUE'));
  return isLong ? [['LONGSTRN', 'OGIP 1.0', 'texts can go on in CONTINUE cards']] : [];
}

function padded(size: number): number {
  return BLOCK * Math.ceil(size / BLOCK);
}
