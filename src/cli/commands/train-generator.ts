import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../archive/atomic-write.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { cachePatches, type PatchSet } from '../../models/training/generator/patch-cache.js';
import { readRecipe, type Recipe } from '../../models/training/generator/recipe.js';
import {
  trainGenerator as train,
  type Report,
  type Samples,
} from '../../models/training/generator/train-generator.js';
import { openWorld } from '../../models/world.js';
import { rasterise, sheet } from '../../render/index.js';
import { DEFAULT_WORLD } from '../../runtime/session.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';
import { durationText, Pace } from './pace.js';

export interface TrainGeneratorFlags {
  readonly recipe: string;
  readonly world?: string;
  readonly engine?: string;
  readonly out: string;
  readonly workers: number;
  readonly resume?: boolean;
}

/** `giq train generator`: trains a generator on the archive of a world, as a recipe says; goes on after a kill. */
export async function trainGenerator(
  flags: TrainGeneratorFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const recipe = readRecipe(await readText(flags.recipe), flags.recipe);
  const narrator = new Narrator(terminal, false);
  const { patches, archive } = await readPatches(recipe, flags, narrator, signal);
  const log = join(flags.out, 'log.jsonl');
  const pace = new Pace();
  await train({
    recipe,
    patches,
    archive,
    engine: flags.engine ?? 'auto',
    workers: flags.workers,
    folder: flags.out,
    resume: flags.resume ?? false,
    signal,
    onStart: async (step, engine) => {
      narrator.note(`training on ${engine}, ${flags.workers} at a time, from step ${step}`);
      await cutLog(log, step);
    },
    onStep: (images) => narrator.progress('training', images, recipe.images),
    onReport: async (report) => {
      narrator.note(describe(report, recipe, pace));
      await appendFile(log, JSON.stringify(report) + '\n');
    },
    onSamples: (samples) => writeSheet(samples, flags.out),
  });
  narrator.note(`wrote the generator to ${flags.out}`);
  return EXIT.ok;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return fail('usage', { problem: `the recipe ${file} cannot be read` });
  }
}

async function readPatches(
  recipe: Recipe,
  { world: name = DEFAULT_WORLD, out }: TrainGeneratorFlags,
  narrator: Narrator,
  signal: AbortSignal,
): Promise<{ patches: PatchSet; archive: string }> {
  const world = await openWorld(name);
  try {
    const archive = await world.archive();
    const { catalogue: _, ...described } = world.manifest.archive;
    const count = Math.min(recipe.observations ?? archive.size, archive.size);
    const key = JSON.stringify(described);
    const path = join(out, 'patches.int16');
    const onProgress = (done: number, total: number) => narrator.progress('reading patches', done, total);
    return {
      patches: await cachePatches({ archive, count, size: recipe.size, path, key, signal, onProgress }),
      archive: JSON.stringify({ ...described, count }),
    };
  } finally {
    world.dispose();
  }
}

/** Removes lines of steps that a killed run took after its last checkpoint. */
async function cutLog(log: string, step: number): Promise<void> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  const isKept = (line: string) => /^\{"step":(\d+),.*\}$/.test(line) && Number(/\d+/.exec(line)![0]) <= step;
  await writeAtomically(
    log,
    lines
      .filter(isKept)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

function describe({ step, images, phase, losses }: Report, recipe: Recipe, pace: Pace): string {
  const rate = pace.at(images);
  const left = rate === undefined ? '' : `, ${durationText((recipe.images - images) / rate)} left`;
  const speed = rate === undefined ? '' : `, ${rate.toFixed(1)} images/s`;
  const values = Object.entries(losses).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
  return `${phase}, step ${step}, ${images} images${speed}${left}: ${values.join(', ')}`;
}

async function writeSheet({ pixels, count, size, images }: Samples, folder: string): Promise<void> {
  const pictures = Array.from({ length: count }, (_, i) => ({
    field: { pixels: pixels.slice(i * size * size, (i + 1) * size * size), size },
  }));
  const svg = sheet({ title: `${images} images`, rows: [{ pictures }], across: 6, map: 'grey' });
  await writeAtomically(join(folder, `sheet-${images}.png`), await rasterise(svg, { scale: 1 }));
}
