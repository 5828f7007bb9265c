import { normalQuantile } from '../../../numeric/normal-quantile.js';
import type { RandomStream } from '../../../numeric/random.js';
import { randomStream } from '../../../numeric/random.js';

/**
 * Every random number of a training has an address: the seed, the step and the worker, or the purpose. So nothing of a
 * random generator has to be saved to go on exactly, and no step depends on how often another has drawn.
 */
const WORKERS_MOST = 64;
const ORDERS = 2 ** 49;
const INITIAL = 2 ** 50;

export const stepStream = (seed: number, step: number, worker: number): RandomStream =>
  randomStream(seed, step * WORKERS_MOST + worker);

/** Of the order in which an epoch shows the patches. */
export const orderStream = (seed: number, epoch: number): RandomStream => randomStream(seed, ORDERS + epoch);

/** Of the initial weights of a network. */
export const initialStream = (seed: number, network: number): RandomStream =>
  randomStream(seed, INITIAL + network);

const LEVELS = 2 ** 16;
let quantiles: Float32Array | undefined;

/**
 * Standard normal numbers, two from each random word: quantiles of 2^16 equally likely steps. Coarser than
 * `RandomStream.normal` and many times faster, which counts where a batch needs two million.
 */
export function fillNormal(stream: RandomStream, values: Float32Array): Float32Array {
  quantiles ??= Float32Array.from({ length: LEVELS }, (_, level) => normalQuantile((level + 0.5) / LEVELS));
  for (let i = 0; i < values.length; i += 2) {
    const word = stream.word();
    values[i] = quantiles[word & 0xffff];
    if (i + 1 < values.length) values[i + 1] = quantiles[word >>> 16];
  }
  return values;
}
