import type { Reader } from '../../../diagnostics/structure.js';
import {
  choice,
  flag,
  listOf,
  literal,
  natural,
  number,
  object,
  optional,
  tagged,
  text,
  tupleOf,
} from '../../../diagnostics/structure.js';
import { plannedLayers } from '../common/planned-layer.js';
import { readRecipeFile } from '../common/recipe-file.js';
import { TARGETS } from './targets.js';

const betas = tupleOf(number, 2) as Reader<readonly [number, number]>;

/** How a patch is changed at random before it is shown. */
const view = object({
  /** Every second patch upside down. */
  mirrorNorthSouth: flag,
  /** Largest angle, in degrees. */
  rotate: number,
  /** Magnification between 1 − zoom and 1 + zoom. */
  zoom: number,
  /** Largest shift, in pixels. */
  shift: number,
  /** Largest share of a mean of 3 × 3 pixels in a pixel, in every second patch: other resolutions. */
  blur: number,
  /** Largest standard deviation of noise, in kG. */
  noise: number,
});

/** What every loss says: the block of the embedding that it sees, the whole unless given, and its weight. */
const common = { weight: number, block: optional(text) };

const loss = tagged('loss', {
  /** Both views point the same way, one of them through a predictor (Chen and He 2021). */
  simsiam: { ...common, hidden: natural },
  /** Views agree, numbers vary, and do not vary together (Bardes et al. 2022). */
  vicreg: { ...common, invariance: number, variance: number, covariance: number },
  /** The other view of a patch is told from all others of the batch (Chen et al. 2020). */
  'nt-xent': { ...common, temperature: number },
  /** Standardised parameters of the patch, for each of the two views its weight. */
  parameters: {
    ...common,
    names: listOf(choice(...TARGETS)),
    views: tupleOf(number, 2) as Reader<readonly [number, number]>,
    /** How much each parameter's error counts beside the others'; all alike unless given. */
    emphasis: optional(listOf(number)),
    /** `linear` learns to read them in the block; with `none` the numbers of the block are the parameters. */
    head: choice('linear', 'none'),
  },
});

const optimiser = tagged('op', {
  adam: { rate: number, betas },
  descent: { rate: number, momentum: number, decay: number },
});

const recipe = object({
  recipe: literal(1),
  title: text,
  seed: natural,
  /** Patches a step, over all workers; each is shown in two views. */
  batch: natural,
  /** Patches in all. */
  images: natural,
  /** Side of the patches to train on, in pixels: those of the archive averaged in blocks. */
  size: natural,
  /** Observations to use, from the first; all unless given. */
  observations: optional(natural),
  views: tupleOf(view, 2) as Reader<readonly [ReturnType<typeof view>, ReturnType<typeof view>]>,
  encoder: object({
    layers: plannedLayers,
    /**
     * Parts of the embedding, in order, for losses of their own. In the result the distances of the archive's patches
     * in a block have this spread: the square root of the sum of the variances. As trained, unless given.
     */
    blocks: optional(
      listOf(
        object({
          name: text,
          size: natural,
          spread: optional(number),
          /** How much each of its numbers counts beside the others; all alike unless given. */
          emphasis: optional(listOf(number)),
        }),
      ),
    ),
  }),
  losses: listOf(loss),
  optimiser,
  /** The rate grows for the first images, then falls as a cosine to a hundredth. */
  ramp: number,
  /** Steps between two of each. */
  every: object({ report: natural, checkpoint: natural }),
});

/** How an encoder is trained: see recipes/. */
export type Recipe = ReturnType<typeof recipe>;
export type View = ReturnType<typeof view>;
export type LossPlan = ReturnType<typeof loss>;

/**
 * A recipe from its YAML.
 *
 * @param file name for messages
 * @throws GiqError `file-not-readable-as`, `file-structure`, `file-unknown-key`
 */
export function readRecipe(yaml: string, file: string): Recipe {
  return readRecipeFile(recipe, yaml, file);
}
