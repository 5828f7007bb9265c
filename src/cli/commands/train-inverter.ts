import { readRecipe } from '../../models/training/inverter/recipe.js';
import { trainInverter as train } from '../../models/training/inverter/train-inverter.js';
import { openWorld } from '../../models/world.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';
import { narratedTask, readRecipeText, type TrainingFlags } from './training-run.js';

/** `giq train inverter`: trains an inverter of the world's generator, as a recipe says; goes on after a kill. */
export async function trainInverter(
  flags: TrainingFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const recipe = readRecipe(await readRecipeText(flags.recipe), flags.recipe);
  const narrator = new Narrator(terminal, false);
  const world = await openWorld(flags.world ?? DEFAULT_WORLD);
  const { generator } = world.manifest;
  const source = [generator.network, generator.weights].map((file) => world.manifest.files[file].sha256);
  await train({
    ...narratedTask(recipe, flags, narrator, signal),
    generator: await world.network('generator'),
    archive: `patches of generator ${source.join(' ')}`,
  });
  narrator.note(`wrote the inverter to ${flags.out}`);
  return EXIT.ok;
}
