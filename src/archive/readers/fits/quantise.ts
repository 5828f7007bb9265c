import { textOf } from './header.js';
import type { Header } from './header.js';

/** How the integers of a tile stand for floats: zero + scale × (integer − dither + ½). */
export interface Quantisation {
  readonly scale: number;
  readonly zero: number;
  readonly blank: number;
  /** Whether random numbers were added before rounding, and whether an exact zero has a code of its own. */
  readonly isDithered: boolean;
  readonly hasZeroCode: boolean;
  /** Where the tile begins in the table of random numbers. */
  readonly seed: number;
}

/** The integer that stands for an exact 0 in SUBTRACTIVE_DITHER_2, and the usual one for NaN. */
const ZERO_CODE = -2147483646;
export const NAN_CODE = -2147483647;

const RANDOM_COUNT = 10_000;

/** The table of FITS standard 4.0, appendix I: Park & Miller's minimal generator, as 32-bit floats. */
const RANDOM = makeRandom();

function makeRandom(): Float32Array {
  const random = new Float32Array(RANDOM_COUNT);
  let seed = 1;
  for (let index = 0; index < RANDOM_COUNT; index++) {
    seed = (16807 * seed) % 2147483647;
    random[index] = seed / 2147483647;
  }
  return random;
}

/** What ZQUANTIZ says of the whole image. */
export function ditheringOf(header: Header): Pick<Quantisation, 'isDithered' | 'hasZeroCode'> {
  const method = textOf(header, 'ZQUANTIZ')?.toUpperCase() ?? 'NO_DITHER';
  return {
    isDithered: method.startsWith('SUBTRACTIVE_DITHER'),
    hasZeroCode: method === 'SUBTRACTIVE_DITHER_2',
  };
}

/** Turns the integers of a tile into floats, in place (FITS standard 4.0, section 10.2). */
export function dequantise(numbers: Float64Array, how: Quantisation): void {
  const dither = how.isDithered ? ditherOf(how.seed) : () => 0.5;
  for (let index = 0; index < numbers.length; index++) {
    const code = numbers[index]!;
    const shift = 0.5 - dither();
    if (code === how.blank) numbers[index] = NaN;
    else if (how.hasZeroCode && code === ZERO_CODE) numbers[index] = 0;
    else numbers[index] = (code + shift) * how.scale + how.zero;
  }
}

/** Walks the table from a place that the seed decides, and begins anew at the next seed when it ends. */
function ditherOf(firstSeed: number): () => number {
  let seed = firstSeed % RANDOM_COUNT;
  let next = Math.floor(RANDOM[seed]! * 500);
  return () => {
    const value = RANDOM[next]!;
    if (++next === RANDOM_COUNT) {
      seed = (seed + 1) % RANDOM_COUNT;
      next = Math.floor(RANDOM[seed]! * 500);
    }
    return value;
  };
}
