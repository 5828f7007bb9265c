import { fail } from '../../../diagnostics/diagnostic.js';
import { CODECS, decodeGzip, decodePlain } from './codecs.js';
import type { TileForm } from './codecs.js';
import type { Header } from './header.js';
import { numberOf, textOf } from './header.js';
import type { Hdu } from './hdus.js';
import { isBitpix } from './numbers.js';
import { NAN_CODE, dequantise, ditheringOf } from './quantise.js';
import type { Refuse } from './rice.js';
import { applyScaling, scalingOf } from './scaling.js';
import { cellBytes, cellNumber, openTable } from './table.js';
import type { Table } from './table.js';

/** A compressed image: a table with one row a tile (FITS standard 4.0, section 10). */
interface TiledImage {
  readonly header: Header;
  readonly table: Table;
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly bitpix: number;
  readonly refuse: Refuse;
}

/** Decompresses an image of `width` × `height` pixels to its physical values, row-major as in the file. */
export function readTiled(
  bytes: Uint8Array,
  hdu: Hdu,
  width: number,
  height: number,
  file: string,
): Float32Array {
  const image = openTiled(bytes, hdu, width, height, file);
  const values = new Float32Array(width * height);
  const columns = Math.ceil(width / image.tileWidth);
  const tiles = columns * Math.ceil(height / image.tileHeight);
  if (image.table.rows < tiles) image.refuse(`it has ${image.table.rows} of ${tiles} tiles`);
  for (let tile = 0; tile < tiles; tile++) {
    const left = (tile % columns) * image.tileWidth;
    const top = Math.floor(tile / columns) * image.tileHeight;
    placeTile(image, tile, left, top, values);
  }
  return values;
}

function openTiled(bytes: Uint8Array, hdu: Hdu, width: number, height: number, file: string): TiledImage {
  const refuse: Refuse = (problem) => fail('file-damaged', { file, problem });
  const { header } = hdu;
  const codec = textOf(header, 'ZCMPTYPE') ?? 'none';
  if (!(codec in CODECS)) {
    fail('file-feature-unsupported', {
      file,
      found: `an image compressed by ${codec}`,
      expected: 'RICE_1, GZIP_1 or GZIP_2',
    });
  }
  const bitpix = numberOf(header, 'ZBITPIX', 0);
  if (!isBitpix(bitpix)) refuse(`ZBITPIX is ${bitpix}`);
  const tileWidth = numberOf(header, 'ZTILE1', width);
  const tileHeight = numberOf(header, 'ZTILE2', 1);
  if (!(tileWidth >= 1 && tileHeight >= 1)) refuse(`its tiles have ${tileWidth} × ${tileHeight} pixels`);
  return {
    header,
    table: openTable(bytes, hdu, refuse),
    width,
    height,
    tileWidth,
    tileHeight,
    bitpix,
    refuse,
  };
}

function placeTile(image: TiledImage, tile: number, left: number, top: number, values: Float32Array): void {
  const width = Math.min(image.tileWidth, image.width - left);
  const height = Math.min(image.tileHeight, image.height - top);
  const numbers = readTile(image, tile, width * height);
  for (let row = 0; row < height; row++) {
    values.set(numbers.subarray(row * width, (row + 1) * width), (top + row) * image.width + left);
  }
}

/** The physical values of a tile. A tile that would not compress is found in one of two further columns. */
function readTile(image: TiledImage, tile: number, count: number): Float64Array {
  const cell = (name: string) => {
    const bytes = cellBytes(image.table, name, tile, image.refuse);
    return bytes?.length ? bytes : undefined;
  };
  const compressed = cell('COMPRESSED_DATA');
  if (compressed) return decompress(image, tile, compressed, count);
  const form = formOf(image, image.bitpix, count);
  const gzipped = cell('GZIP_COMPRESSED_DATA');
  const plain = cell('UNCOMPRESSED_DATA');
  if (!gzipped && !plain) return image.refuse(`its tile ${tile + 1} has no data`);
  const numbers = gzipped ? decodeGzip(gzipped, form, image.refuse) : decodePlain(plain!, form, image.refuse);
  applyScaling(numbers, scalingOf(image.header, image.bitpix, blankOf(image, tile)));
  return numbers;
}

function decompress(image: TiledImage, tile: number, bytes: Uint8Array, count: number): Float64Array {
  const { header } = image;
  const codec = CODECS[textOf(header, 'ZCMPTYPE')!]!;
  const scale = parameterOf(image, 'ZSCALE', tile);
  const zero = parameterOf(image, 'ZZERO', tile);
  const isQuantised = image.bitpix < 0 && scale !== undefined && zero !== undefined;
  const numbers = codec(bytes, formOf(image, isQuantised ? 32 : image.bitpix, count), image.refuse);
  if (isQuantised) {
    const seed = Math.max(0, tile + numberOf(header, 'ZDITHER0', 1) - 1);
    dequantise(numbers, { scale, zero, seed, blank: blankOf(image, tile), ...ditheringOf(header) });
  }
  applyScaling(numbers, scalingOf(image.header, image.bitpix, blankOf(image, tile)));
  return numbers;
}

/** A number that stands in a column, one for each tile, or in the header, one for all. NaN makes a tile missing. */
function parameterOf({ header, table }: TiledImage, name: string, tile: number): number | undefined {
  const ofAll = header.has(name) ? numberOf(header, name, NaN) : undefined;
  return cellNumber(table, name, tile) ?? ofAll;
}

/** BYTEPIX and BLOCKSIZE stand in the pairs ZNAMEn, ZVALn. */
function formOf({ header }: TiledImage, bitpix: number, count: number): TileForm {
  const option = (name: string, otherwise: number) => {
    const index = [1, 2, 3, 4, 5].find((each) => textOf(header, `ZNAME${each}`)?.toUpperCase() === name);
    return index === undefined ? otherwise : numberOf(header, `ZVAL${index}`, otherwise);
  };
  return { count, bitpix, bytesPerPixel: option('BYTEPIX', 4), blockSize: option('BLOCKSIZE', 32) };
}

/** The integer that stands for a missing value in a tile, or NaN where there is none. */
function blankOf({ header, table, bitpix }: TiledImage, tile: number): number {
  const usual = bitpix > 0 ? numberOf(header, 'BLANK', NaN) : NAN_CODE;
  return cellNumber(table, 'ZBLANK', tile) ?? numberOf(header, 'ZBLANK', usual);
}
