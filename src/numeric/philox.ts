/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3" (SC'11): for each 64-bit key a bijection of 128-bit counters, whose output passes BigCrush.
 */
const ROUNDS = 10;
const FIRST_MULTIPLIER = 0xd2511f53;
const SECOND_MULTIPLIER = 0xcd9e8d57;
const FIRST_WEYL = 0x9e3779b9;
const SECOND_WEYL = 0xbb67ae85;

/** Writes to `output` the four 32-bit words of a counter (four words, least significant first) under a key (two). */
export function philox4x32(counter: Uint32Array, key: Uint32Array, output: Uint32Array): void {
  let c0 = counter[0];
  let c1 = counter[1];
  let c2 = counter[2];
  let c3 = counter[3];
  let k0 = key[0];
  let k1 = key[1];
  for (let round = 0; round < ROUNDS; round++) {
    const fromFirst = highProduct(FIRST_MULTIPLIER, c0) ^ c3 ^ k1;
    const fromSecond = highProduct(SECOND_MULTIPLIER, c2) ^ c1 ^ k0;
    c3 = Math.imul(FIRST_MULTIPLIER, c0);
    c1 = Math.imul(SECOND_MULTIPLIER, c2);
    c0 = fromSecond;
    c2 = fromFirst;
    k0 = (k0 + FIRST_WEYL) | 0;
    k1 = (k1 + SECOND_WEYL) | 0;
  }
  output[0] = c0;
  output[1] = c1;
  output[2] = c2;
  output[3] = c3;
}

/** The upper 32 bits of the 64-bit product of two unsigned 32-bit words, from their 16-bit halves. */
function highProduct(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const first = (Math.imul(aHigh, bLow) >>> 0) + (Math.imul(aLow, bLow) >>> 16);
  const second = (Math.imul(aLow, bHigh) >>> 0) + (first & 0xffff);
  return (Math.imul(aHigh, bHigh) + (first >>> 16) + (second >>> 16)) | 0;
}
