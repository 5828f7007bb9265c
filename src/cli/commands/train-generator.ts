import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { orNotWritable, writeAtomically } from '../../archive/atomic-write.js';
import { readRecipe } from '../../models/training/generator/recipe.js';
import {
  trainGenerator as train,
  type Course,
  type Samples,
} from '../../models/training/generator/train-generator.js';
import { rasterise, sheet } from '../../render/index.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';
import { readRecipeText, trainingTask, type TrainingFlags } from './training-run.js';

/** `giq train generator`: trains a generator on the archive of a world, as a recipe says; goes on after a kill. */
export async function trainGenerator(
  flags: TrainingFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const recipe = readRecipe(await readRecipeText(flags.recipe), flags.recipe);
  const narrator = new Narrator(terminal, false);
  const task = await trainingTask(recipe, flags, narrator, signal);
  await train({
    ...task,
    onSamples: (samples) => writeSheet(samples, flags.out),
    onDistances: async (course) => {
      narrator.note(describe(course));
      const log = join(flags.out, 'log.jsonl');
      await orNotWritable(log, () => appendFile(log, JSON.stringify(course) + '\n'));
    },
  });
  narrator.note(`wrote the generator to ${flags.out}`);
  return EXIT.ok;
}

function describe({ images, distances }: Course): string {
  const values = Object.entries(distances).map(([name, distance]) => `${name} ${distance}`);
  return `Kolmogorov–Smirnov distances to the archive after ${images} images: ${values.join(', ')}`;
}

async function writeSheet({ pixels, count, size, images }: Samples, folder: string): Promise<void> {
  const pictures = Array.from({ length: count }, (_, i) => ({
    field: { pixels: pixels.slice(i * size * size, (i + 1) * size * size), size },
  }));
  const svg = sheet({ title: `${images} images`, rows: [{ pictures }], across: 6, map: 'grey' });
  await writeAtomically(join(folder, `sheet-${images}.png`), await rasterise(svg, { scale: 1 }));
}
