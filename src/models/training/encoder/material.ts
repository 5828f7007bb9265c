import type { PatchSet } from '../common/patch-cache.js';
import type { Recipe } from './recipe.js';
import type { Target } from './targets.js';
import { measureTargets } from './targets.js';

/** Standardised parameters of all patches, row by row. */
interface Targets {
  readonly names: readonly Target[];
  readonly values: Float32Array;
}

/** What an encoder is trained on. */
export interface EncoderMaterial {
  readonly patches: PatchSet;
  /** What every loss of the recipe wants to be seen, if anything. */
  readonly targets: readonly (Targets | undefined)[];
}

/** Measures what the losses of a recipe want to know of the patches. */
export function measureMaterial(recipe: Recipe, patches: PatchSet): EncoderMaterial {
  const targets = recipe.losses.map((loss) =>
    loss.loss === 'parameters'
      ? { names: loss.names, values: measureTargets(patches, loss.names) }
      : undefined,
  );
  return { patches, targets };
}
