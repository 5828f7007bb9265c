import type { RandomStream } from '../../../numeric/random.js';
import type { PatchSet, Pose } from './patch-cache.js';
import { readPatch } from './patch-cache.js';
import type { Recipe } from './recipe.js';
import { orderStream } from './streams.js';

/** Which patches a step shows: every epoch shows each once, in an order that depends on the seed and the epoch only. */
export class Batches {
  readonly #patches: PatchSet;
  readonly #recipe: Recipe;
  #epoch = -1;
  #order: readonly number[] = [];

  constructor(patches: PatchSet, recipe: Recipe) {
    this.#patches = patches;
    this.#recipe = recipe;
  }

  /** The share of worker `worker` of `workers` of the batch of a step: [batch / workers, size, size, 1] in kG. */
  read(step: number, worker: number, workers: number, random: RandomStream): Float32Array {
    const { batch } = this.#recipe;
    const share = batch / workers;
    const area = this.#patches.size ** 2;
    const images = new Float32Array(share * area);
    for (let i = 0; i < share; i++) {
      const index = this.#indexAt(step * batch + worker * share + i);
      readPatch(this.#patches, index, this.#pose(random), images.subarray(i * area, (i + 1) * area));
    }
    return images;
  }

  #indexAt(position: number): number {
    const { count } = this.#patches;
    const epoch = Math.floor(position / count);
    if (epoch !== this.#epoch) {
      const all = Array.from({ length: count }, (_, index) => index);
      this.#order = orderStream(this.#recipe.seed, epoch).shuffle(all);
      this.#epoch = epoch;
    }
    return this.#order[position % count];
  }

  #pose(random: RandomStream): Pose {
    const { flipSign, mirrorNorthSouth, mirrorEastWest } = this.#recipe.augment;
    const [sign, northSouth, eastWest] = [random.sign(), random.chance(0.5), random.chance(0.5)];
    return {
      sign: flipSign ? sign : 1,
      northSouth: northSouth && mirrorNorthSouth,
      eastWest: eastWest && mirrorEastWest,
    };
  }
}
