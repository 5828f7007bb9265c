import { unzipSync } from 'node:zlib';
import { mostDecompressed } from '../limits.js';
import { isBitpix, readNumbers } from './numbers.js';
import { decodeRice } from './rice.js';
import type { Refuse } from './rice.js';

/** What a tile's decompressor must know besides the bytes. */
export interface TileForm {
  /** Pixels in the tile. */
  readonly count: number;
  /** Type of the stored numbers as a BITPIX: 32 for quantised floats. */
  readonly bitpix: number;
  /** BYTEPIX and BLOCKSIZE of the Rice coder. */
  readonly bytesPerPixel: number;
  readonly blockSize: number;
}

type Codec = (bytes: Uint8Array, form: TileForm, refuse: Refuse) => Float64Array;

/** Numbers as they stand. Integers may be stored wider or narrower than BITPIX says; their total size tells. */
export function decodePlain(bytes: Uint8Array, form: TileForm, refuse: Refuse): Float64Array {
  const bits = (8 * bytes.length) / form.count;
  const bitpix = form.bitpix < 0 ? form.bitpix : bits;
  if (!isBitpix(bitpix) || bits !== Math.abs(bitpix)) {
    return refuse(`a tile of ${form.count} pixels has ${bytes.length} bytes`);
  }
  return readNumbers(bytes, bitpix, form.count);
}

/** Inflates to at most eight bytes a pixel, so that a damaged stream cannot fill the memory. */
function inflate(bytes: Uint8Array, form: TileForm, refuse: Refuse): Uint8Array {
  const maxOutputLength = Math.max(1, Math.min(8 * form.count, mostDecompressed(bytes.length)));
  try {
    return unzipSync(bytes, { maxOutputLength });
  } catch (error) {
    return refuse(`a gzip tile does not decompress (${(error as Error).message})`);
  }
}

export const decodeGzip: Codec = (bytes, form, refuse) =>
  decodePlain(inflate(bytes, form, refuse), form, refuse);

/** GZIP_2 stores the first bytes of all numbers, then all second bytes, and so on. */
const decodeShuffledGzip: Codec = (bytes, form, refuse) => {
  const shuffled = inflate(bytes, form, refuse);
  const size = shuffled.length / form.count;
  if (!Number.isInteger(size)) return refuse(`a tile of ${form.count} pixels has ${shuffled.length} bytes`);
  const plain = new Uint8Array(shuffled.length);
  for (let byte = 0; byte < size; byte++) {
    for (let index = 0; index < form.count; index++)
      plain[index * size + byte] = shuffled[byte * form.count + index]!;
  }
  return decodePlain(plain, form, refuse);
};

const decodeRiceTile: Codec = (bytes, form, refuse) =>
  decodeRice(bytes, form.count, form.bytesPerPixel, form.blockSize, refuse);

/** Decompressors by ZCMPTYPE. PLIO_1 (masks) and HCOMPRESS_1 (lossy pictures) are not read. */
export const CODECS: Readonly<Record<string, Codec>> = {
  RICE_1: decodeRiceTile,
  RICE_ONE: decodeRiceTile,
  GZIP_1: decodeGzip,
  GZIP_2: decodeShuffledGzip,
  NOCOMPRESS: decodePlain,
};
