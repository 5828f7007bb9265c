/** Files that people hand to giq and that are not what they seem. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { encodeFits, encodeNpy, type FitsCard } from '../../src/archive/writers/index.js';

const SIDE = 64;

/** A bipole in gauss, so that there is something to see. */
const bipole = image(
  (row, column) => 800 * Math.exp(-spread(row, column, 24)) - 800 * Math.exp(-spread(row, column, 40)),
);
const ring = image((row, column) =>
  Math.hypot(row - 32, column - 32) < 30 ? bipole[row * SIDE + column] : NaN,
);

function image(value: (row: number, column: number) => number): Float32Array {
  return Float32Array.from({ length: SIDE * SIDE }, (_, pixel) =>
    value(Math.floor(pixel / SIDE), pixel % SIDE),
  );
}

function spread(row: number, column: number, centre: number): number {
  return ((row - 32) ** 2 + (column - centre) ** 2) / 50;
}

const fits = (values: Float32Array, cards: readonly FitsCard[] = [['BUNIT', 'Gauss']]) =>
  encodeFits(values, SIDE, SIDE, cards);

/** The bytes with one character of the header's ASCII text replaced by as many others. */
function withHeader(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  if (from.length !== to.length || !text.includes(from)) throw new Error(`no ${from} to replace`);
  return Buffer.from(text.replace(from, to), 'latin1');
}

/** The bytes with another DATASUM than theirs. */
function withWrongSum(bytes: Uint8Array): Uint8Array {
  const [card] = /DATASUM = '\d+' */.exec(Buffer.from(bytes).toString('latin1')) ?? [''];
  return withHeader(bytes, card, "DATASUM = '12345'".padEnd(card.length));
}

const synoptic: readonly FitsCard[] = [
  ['BUNIT', 'Gauss'],
  ['CTYPE1', 'CRLN-CEA'],
  ['CTYPE2', 'CRLT-CEA'],
  ['CDELT1', 360 / SIDE],
];

function picture(colour: (pixel: number) => readonly [number, number, number]): Uint8Array {
  const data = Uint8Array.from({ length: 3 * SIDE * SIDE }, (_, i) => colour(Math.floor(i / 3))[i % 3]);
  return encode({ width: SIDE, height: SIDE, data, channels: 3, depth: 8 });
}

const grey = (pixel: number) => Math.round(127.5 + bipole[pixel] / 8);

const files: Readonly<Record<string, () => string | Uint8Array>> = {
  'bipole.fits': () => fits(bipole),
  'unipolar.fits': () => fits(bipole.map((value) => Math.max(value, 0))),
  'text.fits': () => 'SHARP 377 of 2011-02-15, to be downloaded\n',
  'page.fits': () => '<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n',
  'cut.fits': () => fits(bipole).subarray(0, 9000),
  'empty.fits': () => '',
  'sizeless.fits': () =>
    withHeader(fits(bipole), 'NAXIS1  =                   64', 'NAXIS1  =                  -64'),
  'summed.fits': () => withWrongSum(fits(bipole)),
  'bitmap.fits': () =>
    fits(
      image((row, column) => (row + column) % 3),
      [],
    ),
  'continuum.fits': () =>
    fits(
      image((row) => 50_000 + row),
      [['BUNIT', 'DN/s']],
    ),
  'strength.fits': () => fits(bipole.map((value) => 100 + Math.abs(value))),
  'missing.fits': () => fits(bipole.map(() => NaN)),
  'disk.fits': () => fits(ring),
  'synoptic.fits': () => fits(bipole, synoptic),
  'kilogauss.npy': () =>
    encodeNpy(
      bipole.map((value) => value / 1000),
      [SIDE, SIDE],
    ),
  'row.npy': () => encodeNpy(bipole, [SIDE * SIDE]),
  'matlab.mat': () => 'MATLAB 5.0 MAT-file, Platform: GLNXA64, Created on: Tue Feb 15 2011\n',
  'array.h5': () => Uint8Array.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
  'drawn-on.png': () =>
    picture((pixel) => (pixel < 200 ? [255, 0, 0] : [grey(pixel), grey(pixel), grey(pixel)])),
};

/** Writes every file, and two folders, into a folder. */
export function writeOddFiles(folder: string): void {
  for (const name of ['a-folder', 'folder.png']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content());
}
