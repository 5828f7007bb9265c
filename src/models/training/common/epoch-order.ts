import { orderStream } from './streams.js';

/** In which order patches are shown: every epoch shows each once, in an order that depends on seed and epoch only. */
export class EpochOrder {
  readonly #seed: number;
  readonly #count: number;
  #epoch = -1;
  #order: readonly number[] = [];

  constructor(seed: number, count: number) {
    this.#seed = seed;
    this.#count = count;
  }

  /** Which patch is shown at a position, counted from the start of the training. */
  indexAt(position: number): number {
    const epoch = Math.floor(position / this.#count);
    if (epoch !== this.#epoch) {
      const all = Array.from({ length: this.#count }, (_, index) => index);
      this.#order = orderStream(this.#seed, epoch).shuffle(all);
      this.#epoch = epoch;
    }
    return this.#order[position % this.#count];
  }
}
