import { readRecipe } from '../../models/training/encoder/recipe.js';
import { trainEncoder as train } from '../../models/training/encoder/train-encoder.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';
import { readRecipeText, trainingTask, type TrainingFlags } from './training-run.js';

/** `giq train encoder`: trains an encoder on the archive of a world, as a recipe says; goes on after a kill. */
export async function trainEncoder(
  flags: TrainingFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const recipe = readRecipe(await readRecipeText(flags.recipe), flags.recipe);
  const narrator = new Narrator(terminal, false);
  await train(await trainingTask(recipe, flags, narrator, signal));
  narrator.note(`wrote the encoder to ${flags.out}`);
  return EXIT.ok;
}
