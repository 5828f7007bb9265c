import { fail } from '../../../diagnostics/diagnostic.js';
import type { Reader } from '../../../diagnostics/structure.js';
import {
  choice,
  flag,
  integer,
  listOf,
  literal,
  natural,
  number,
  object,
  optional,
  text,
  tupleOf,
} from '../../../diagnostics/structure.js';
import { plannedLayers } from '../common/planned-layer.js';
import { checkCount, readRecipeFile } from '../common/recipe-file.js';
import { ALIGNABLE } from './alignable.js';

const betas = tupleOf(number, 2) as Reader<readonly [number, number]>;

const recipe = object({
  recipe: literal(1),
  title: text,
  seed: natural,
  /** Patches a step, over all workers. */
  batch: natural,
  /** Image passes in all, those of the warm start included. */
  images: natural,
  /** Side of the patches to train on, in pixels: those of the archive averaged in blocks. */
  size: natural,
  /** Observations to use, from the first; all unless given. */
  observations: optional(natural),
  augment: object({
    /** The other solar cycle. */
    flipSign: flag,
    /** The other hemisphere, once the sign is flipped too: both together keep Hale's law. */
    mirrorNorthSouth: flag,
    /** Swaps leading and following polarity, which differ in the Sun. */
    mirrorEastWest: flag,
    /** Largest shift in pixels, of real and generated patches alike (DiffAugment). */
    translate: integer,
  }),
  generator: object({ latent: natural, layers: plannedLayers }),
  /** One number at the end, without activation, is added to the layers. */
  discriminator: object({
    layers: plannedLayers,
    /** Groups of a batch whose spread is shown to the discriminator as one more channel; none unless given. */
    deviationGroups: optional(natural),
  }),
  /** A variational autoencoder first. The encoder's layers must end in an image or a row; mean and variance are added. */
  warmStart: optional(
    object({
      encoder: plannedLayers,
      images: natural,
      rate: number,
      betas,
      /** Assumed noise of a pixel, in kG. */
      deviation: number,
      /** Weight of the divergence from the prior, reached after `ramp` images. */
      divergence: number,
      ramp: natural,
      translate: integer,
    }),
  ),
  adversarial: object({
    loss: choice('pairing', 'cross-entropy'),
    generatorRate: number,
    discriminatorRate: number,
    betas,
    /** Last share of the training over which the rates fall to a twentieth. */
    decay: number,
    /** Steps in which only the discriminator learns, then steps in which the generator's rate grows. */
    delay: integer,
    grow: integer,
    /** Weight of the squared outputs of the discriminator. */
    drift: number,
    /** Batch norms of the generator use their running statistics, which stay: for a generator that has learnt. */
    fixedStatistics: optional(flag),
    /** Penalty on how much noise changes the discriminator's output: R1 and R2 to first order. */
    noise: optional(object({ deviation: number, weight: number, every: natural })),
  }),
  /** Ties the first latent numbers to the normal scores of physical parameters. */
  alignment: optional(
    object({
      parameters: listOf(choice(...ALIGNABLE)),
      weight: number,
      /** How much each of them counts beside the others; all alike unless given. */
      emphasis: optional(listOf(number)),
    }),
  ),
  /** Weight of what upsampling prints at these periods in pixels; 2 alone unless given. */
  lattice: optional(object({ weight: number, periods: optional(listOf(natural)) })),
  /** Share that the running average of the weights keeps at each step. */
  average: number,
  /** Steps between two of each. */
  every: object({ report: natural, checkpoint: natural, sheet: natural }),
});

/** How a generator is trained: see recipes/. */
export type Recipe = ReturnType<typeof recipe>;

/**
 * A recipe from its YAML.
 *
 * @param file name for messages
 * @throws GiqError `file-not-readable-as`, `file-structure`, `file-unknown-key`
 */
export function readRecipe(yaml: string, file: string): Recipe {
  const read = readRecipeFile(recipe, yaml, file);
  const { parameters, emphasis } = read.alignment ?? {};
  if (parameters) checkCount(file, 'alignment.emphasis', emphasis, parameters.length);
  checkPeriods(read, file);
  return read;
}

/** Another period has no whole wave on the patch, so its power would not be what upsampling prints. */
function checkPeriods({ lattice, size }: Recipe, file: string): void {
  const unfit = lattice?.periods?.find((period) => period < 2 || size % period !== 0);
  if (unfit === undefined) return;
  fail('file-structure', {
    ...{ file, key: 'lattice.periods', found: `${unfit}` },
    expected: `periods of at least 2 pixels that divide ${size}`,
  });
}
