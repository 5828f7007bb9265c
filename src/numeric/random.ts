import { exp, log } from './exponential.js';
import { normalQuantile } from './normal-quantile.js';
import { philox4x32 } from './philox.js';

/** The generator's name and version, as a world's manifest writes it. Any change of what it draws changes the version. */
export const RANDOM_GENERATOR = 'philox4x32-10/1';

const TWO_TO_26 = 2 ** 26;
const TWO_TO_32 = 2 ** 32;
const TWO_TO_52 = 2 ** 52;
const TWO_TO_53 = 2 ** 53;

/**
 * Random numbers number `stream` of the seed: an endless sequence that shares nothing with that of any other
 * (seed, stream). Both are whole numbers from 0 to 2^53 − 1; a RangeError otherwise.
 */
export function randomStream(seed: number, stream: number): RandomStream {
  return new RandomStream(seed, stream);
}

/** A place in the sequence of a (seed, stream): every draw moves it on. */
export class RandomStream {
  readonly #key: Uint32Array;
  /** Block number in the two lower words, stream in the two upper. */
  readonly #counter: Uint32Array;
  readonly #block = new Uint32Array(4);
  #used = 4;

  constructor(seed: number, stream: number) {
    const [streamLow, streamHigh] = wordsOf(stream, 'stream');
    this.#key = Uint32Array.from(wordsOf(seed, 'seed'));
    this.#counter = Uint32Array.of(0, 0, streamLow, streamHigh);
  }

  /** The next 32 bits. */
  word(): number {
    if (this.#used === 4) this.#nextBlock();
    return this.#block[this.#used++];
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  uniform(): number {
    return ((this.word() >>> 5) * TWO_TO_26 + (this.word() >>> 6)) / TWO_TO_53;
  }

  /** Uniform in [lowest, highest). */
  between(lowest: number, highest: number): number {
    return lowest + (highest - lowest) * this.uniform();
  }

  /** Normal, by inversion: the quantile (AS 241) of a uniform number in the middle of one of 2^52 equal steps. */
  normal(mean = 0, deviation = 1): number {
    const step = (this.word() >>> 6) * TWO_TO_26 + (this.word() >>> 6);
    return mean + deviation * normalQuantile((step + 0.5) / TWO_TO_52);
  }

  /** exp of a normal number. */
  lognormal(mean: number, deviation: number): number {
    return exp(this.normal(mean, deviation));
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -log(1 - this.uniform());
  }

  /** A Poisson count, by Knuth's product of uniforms: for means of a few. */
  poisson(mean: number): number {
    const limit = exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  /** A whole number from 0 to `count` − 1. */
  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** +1 or −1. */
  sign(): 1 | -1 {
    return this.chance(0.5) ? 1 : -1;
  }

  /** One of the values, each as likely. */
  choice<T>(values: readonly T[]): T {
    return values[this.integer(values.length)];
  }

  /** The values in random order (Fisher and Yates); the given ones stay as they are. */
  shuffle<T>(values: readonly T[]): T[] {
    const shuffled = [...values];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  }

  #nextBlock(): void {
    philox4x32(this.#counter, this.#key, this.#block);
    this.#counter[0]++;
    if (this.#counter[0] === 0) this.#counter[1]++;
    this.#used = 0;
  }
}

/** The lower and upper 32 bits of a whole number. */
function wordsOf(value: number, name: string): [low: number, high: number] {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} ${value} is not a whole number ≥ 0`);
  return [value % TWO_TO_32, Math.floor(value / TWO_TO_32)];
}

/**
 * The latent vector of item `item` of a seed: `dimension` standard normal numbers of the stream (seed, item).
 *
 * With `truncate`, numbers further than that from 0 are drawn again, which keeps to the usual patches; a RangeError
 * unless it is above 0.
 */
export function latentVector(
  seed: number,
  item: number,
  dimension: number,
  truncate = Infinity,
): Float64Array {
  if (!(truncate > 0)) throw new RangeError(`truncate ${truncate} is not above 0`);
  const stream = randomStream(seed, item);
  return Float64Array.from({ length: dimension }, () => normalWithin(stream, truncate));
}

function normalWithin(stream: RandomStream, limit: number): number {
  let value = stream.normal();
  while (Math.abs(value) > limit) value = stream.normal();
  return value;
}
