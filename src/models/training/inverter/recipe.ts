import type { Reader } from '../../../diagnostics/structure.js';
import { literal, natural, number, object, tupleOf, text } from '../../../diagnostics/structure.js';
import { plannedLayers } from '../common/planned-layer.js';
import { readRecipeFile } from '../common/recipe-file.js';

const recipe = object({
  recipe: literal(1),
  title: text,
  seed: natural,
  /** Patches a step, over all workers. */
  batch: natural,
  /** Patches in all; each is generated, shown once, and forgotten. */
  images: natural,
  /** Largest standard deviation of noise on a patch, in kG: observations are noisier than what a generator makes. */
  noise: number,
  /** Their output is as long as a latent. */
  inverter: object({ layers: plannedLayers }),
  optimiser: object({ rate: number, betas: tupleOf(number, 2) as Reader<readonly [number, number]> }),
  /** The rate grows for the first images, then falls as a cosine to a hundredth. */
  ramp: number,
  /** Steps between two of each. */
  every: object({ report: natural, checkpoint: natural }),
});

/** How an inverter is trained: see recipes/inverter.yaml. */
export type Recipe = ReturnType<typeof recipe>;

/**
 * A recipe from its YAML.
 *
 * @param file name for messages
 * @throws GiqError `file-not-readable-as`, `file-structure`, `file-unknown-key`
 */
export function readRecipe(yaml: string, file: string): Recipe {
  return readRecipeFile(recipe, yaml, file);
}
