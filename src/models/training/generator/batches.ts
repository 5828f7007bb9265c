import type { RandomStream } from '../../../numeric/random.js';
import { EpochOrder } from '../common/epoch-order.js';
import type { PatchSet, Pose } from '../common/patch-cache.js';
import { readPatch } from '../common/patch-cache.js';
import type { Recipe } from './recipe.js';

/** Which patches a step shows, and how. */
export class Batches {
  readonly #patches: PatchSet;
  readonly #recipe: Recipe;
  readonly #order: EpochOrder;

  constructor(patches: PatchSet, recipe: Recipe) {
    this.#patches = patches;
    this.#recipe = recipe;
    this.#order = new EpochOrder(recipe.seed, patches.count);
  }

  /** The share of worker `worker` of `workers` of the batch of a step: [batch / workers, size, size, 1] in kG. */
  read(step: number, worker: number, workers: number, random: RandomStream): Float32Array {
    const { batch } = this.#recipe;
    const share = batch / workers;
    const area = this.#patches.size ** 2;
    const images = new Float32Array(share * area);
    for (let i = 0; i < share; i++) {
      const index = this.#order.indexAt(step * batch + worker * share + i);
      readPatch(this.#patches, index, this.#pose(random), images.subarray(i * area, (i + 1) * area));
    }
    return images;
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
