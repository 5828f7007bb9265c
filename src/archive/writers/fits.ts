import { encodeCards } from './fits-cards.js';
import type { FitsCard } from './fits-cards.js';

const BLOCK = 2880;

/** Keywords that say how the pixels are stored: only this file may write them. */
const STRUCTURE = new Set([
  'SIMPLE',
  'BITPIX',
  'NAXIS',
  'NAXIS1',
  'NAXIS2',
  'EXTEND',
  'BSCALE',
  'BZERO',
  'BLANK',
  'END',
]);

/**
 * Encodes an image as a FITS file with one primary image of 32-bit floats.
 *
 * @param values row-major, `height` rows of `width` values in gauss, row 0 north; the file has row 0 south, as FITS wants
 * @param cards further header cards, COMMENT and HISTORY among them, in the order in which they are written
 */
export function encodeFits(
  values: Float32Array,
  width: number,
  height: number,
  cards: readonly FitsCard[] = [],
): Uint8Array {
  if (values.length !== width * height)
    throw new Error(`${values.length} values are not ${width} × ${height}`);
  const header = encodeHeader(width, height, cards);
  const bytes = new Uint8Array(header.length + padded(4 * values.length));
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  values.forEach((value, index) => {
    const row = height - 1 - Math.floor(index / width);
    view.setFloat32(4 * (row * width + (index % width)), value);
  });
  return bytes;
}

function encodeHeader(width: number, height: number, cards: readonly FitsCard[]): Uint8Array {
  const structure: FitsCard[] = [
    ['SIMPLE', true, 'conforms to the FITS standard'],
    ['BITPIX', -32, '32-bit floating point'],
    ['NAXIS', 2],
    ['NAXIS1', width, 'east to west'],
    ['NAXIS2', height, 'south to north'],
    ['BUNIT', 'Gauss'],
  ];
  const given = cards.filter(([keyword]) => !STRUCTURE.has(keyword.toUpperCase()));
  const hasUnit = given.some(([keyword]) => keyword.toUpperCase() === 'BUNIT');
  const records = encodeCards([
    ...(hasUnit ? structure.slice(0, -1) : structure),
    ...longTextNote(given),
    ...given,
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
