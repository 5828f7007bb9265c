/** Widths of the Rice coder for pixels of 1, 2 and 4 bytes: White & Becker, as in CFITSIO's ricecomp.c. */
interface Coder {
  /** Bits of the field that says how many low bits each pixel of a block keeps. */
  readonly fieldBits: number;
  /** The value of that field that announces uncompressed differences. */
  readonly rawMark: number;
  readonly pixelBits: number;
  /** Wraps a sum to the pixel's type. */
  readonly wrap: (value: number) => number;
}

const CODERS: Readonly<Record<number, Coder>> = {
  1: { fieldBits: 3, rawMark: 6, pixelBits: 8, wrap: (value) => value & 0xff },
  2: { fieldBits: 4, rawMark: 14, pixelBits: 16, wrap: (value) => (value << 16) >> 16 },
  4: { fieldBits: 5, rawMark: 25, pixelBits: 32, wrap: (value) => value | 0 },
};

/** Says what is wrong with the data, and never returns. */
export type Refuse = (problem: string) => never;

/** Bits are read from the most significant one of each byte. */
interface BitStream {
  readonly bytes: Uint8Array;
  readonly refuse: Refuse;
  position: number;
}

/**
 * Decodes a stream of RICE_1.
 *
 * @param count pixels in the tile
 * @param bytesPerPixel 1 (unsigned), 2 or 4 (signed): BYTEPIX
 * @param blockSize pixels that share one coding: BLOCKSIZE
 */
export function decodeRice(
  bytes: Uint8Array,
  count: number,
  bytesPerPixel: number,
  blockSize: number,
  refuse: Refuse,
): Float64Array {
  const coder = CODERS[bytesPerPixel];
  if (!coder) return refuse(`BYTEPIX is ${bytesPerPixel}, expected 1, 2 or 4`);
  if (!(Number.isInteger(blockSize) && blockSize > 0))
    return refuse(`BLOCKSIZE is ${blockSize}, expected at least 1`);
  return decodeBlocks({ bytes, refuse, position: 0 }, new Float64Array(count), coder, blockSize);
}

function decodeBlocks(
  stream: BitStream,
  pixels: Float64Array,
  coder: Coder,
  blockSize: number,
): Float64Array {
  let last = coder.wrap(readBits(stream, coder.pixelBits));
  for (let start = 0; start < pixels.length; start += blockSize) {
    const lowBits = readBits(stream, coder.fieldBits) - 1;
    if (lowBits > coder.rawMark) stream.refuse('its Rice stream has a block of unknown coding');
    const end = Math.min(start + blockSize, pixels.length);
    for (let index = start; index < end; index++) {
      last = coder.wrap(last + readDifference(stream, lowBits, coder));
      pixels[index] = last;
    }
  }
  return pixels;
}

/** Differences alternate in sign: 0, −1, 1, −2, 2, … are coded as 0, 1, 2, 3, 4, … */
function readDifference(stream: BitStream, lowBits: number, coder: Coder): number {
  if (lowBits < 0) return 0;
  const mapped =
    lowBits === coder.rawMark
      ? readBits(stream, coder.pixelBits)
      : ((countZeros(stream) << lowBits) | readBits(stream, lowBits)) >>> 0;
  return mapped & 1 ? ~(mapped >>> 1) : mapped >>> 1;
}

/** Reads 0 to 32 bits as an unsigned number. */
function readBits(stream: BitStream, count: number): number {
  const { bytes } = stream;
  if (stream.position + count > 8 * bytes.length) stream.refuse('its Rice stream ends early');
  let value = 0;
  let wanted = count;
  while (wanted > 0) {
    const left = 8 - (stream.position & 7);
    const taken = Math.min(left, wanted);
    const chunk = (bytes[stream.position >> 3]! >> (left - taken)) & ((1 << taken) - 1);
    value = (value << taken) | chunk;
    stream.position += taken;
    wanted -= taken;
  }
  return value >>> 0;
}

/** Counts the zero bits before the next one bit, and skips that too. */
function countZeros(stream: BitStream): number {
  const { bytes } = stream;
  const start = stream.position;
  let index = start >> 3;
  let rest = bytes[index]! & (0xff >> (start & 7));
  while (rest === 0) {
    if (++index >= bytes.length) stream.refuse('its Rice stream ends early');
    rest = bytes[index]!;
  }
  stream.position = 8 * index + Math.clz32(rest) - 24 + 1;
  return stream.position - 1 - start;
}
