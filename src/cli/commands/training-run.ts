import { createHash } from 'node:crypto';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { orNotWritable, writeAtomically } from '../../archive/atomic-write.js';
import { readBytes } from '../../archive/readers/file.js';
import { readImage } from '../../archive/readers/index.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { cachePatches, type PatchSet } from '../../models/training/common/patch-cache.js';
import { withFurtherPatches } from '../../models/training/common/further-patches.js';
import type { Report, TrainingTask } from '../../models/training/common/run-training.js';
import { trainingArchive } from '../../models/split.js';
import { openWorld } from '../../models/world.js';
import type { Patch } from '../../physics/field.js';
import { toPatch } from '../../physics/resample.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import type { Narrator } from '../narrator.js';
import { durationText, Pace } from './pace.js';

/** What all trainings by recipe are told on the command line. */
export interface TrainingFlags {
  readonly recipe: string;
  readonly world?: string;
  readonly engine?: string;
  readonly out: string;
  /** Threads that share each batch; without it one a core, as far as they divide the batch. */
  readonly workers?: number;
  readonly resume?: boolean;
  readonly start?: string;
  /** Files of further patches. */
  readonly also?: readonly string[];
}

/** What all recipes say of their patches. */
interface Extent {
  readonly images: number;
  readonly batch: number;
  readonly size: number;
  readonly observations?: number;
}

/** The text of a recipe; throws `usage` where there is none. */
export async function readRecipeText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return fail('usage', { problem: `the recipe ${file} cannot be read` });
  }
}

/** The task of a training on the patches of the world's archive. */
export async function trainingTask<R extends Extent>(
  recipe: R,
  flags: TrainingFlags,
  narrator: Narrator,
  signal: AbortSignal,
): Promise<TrainingTask<R> & { readonly patches: PatchSet }> {
  const { patches, archive } = await readPatches(recipe, flags, narrator, signal);
  const start = flags.start === undefined ? {} : { start: await startFolder(flags.start) };
  return { ...narratedTask(recipe, flags, narrator, signal), ...start, patches, archive };
}

/** A folder, or the folder of the world of that name. */
async function startFolder(start: string): Promise<string> {
  const isFolder = await stat(start).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return start;
  const world = await openWorld(start).catch(() => undefined);
  world?.dispose();
  return world?.directory ?? start;
}

/** Each takes about a gigabyte. */
const MOST_WORKERS = 4;

/** From sources there is no script that a worker could run. */
const isCompiled = import.meta.url.endsWith('.js');

/** The most workers, one a core, that a batch can be shared out to evenly. */
export function workersFor(batch: number, cores = isCompiled ? availableParallelism() : 1): number {
  const counts = Array.from({ length: Math.min(MOST_WORKERS, cores) }, (_, index) => index + 1);
  return Math.max(...counts.filter((count) => batch % count === 0));
}

/** What all trainings have in common: tells the narrator how far it is, and keeps the losses in `log.jsonl`. */
export function narratedTask<R extends { readonly images: number; readonly batch: number }>(
  recipe: R,
  flags: TrainingFlags,
  narrator: Narrator,
  signal: AbortSignal,
): Omit<TrainingTask<R>, 'archive'> {
  const log = join(flags.out, 'log.jsonl');
  const pace = new Pace();
  const workers = flags.workers ?? workersFor(recipe.batch);
  return {
    ...{ recipe, signal, workers, folder: flags.out },
    engine: flags.engine ?? 'auto',
    resume: flags.resume ?? false,
    ...(flags.start !== undefined && { start: flags.start }),
    onStart: async (step, engine) => {
      narrator.note(`training on ${engine}, ${workers} at a time, from step ${step}`);
      await cutLog(log, step);
    },
    onStep: (images) => narrator.progress('training', images, recipe.images),
    onReport: async (report) => {
      narrator.note(describe(report, recipe.images, pace));
      await orNotWritable(log, () => appendFile(log, JSON.stringify(report) + '\n'));
    },
  };
}

async function readPatches(
  recipe: Extent,
  { world: name = DEFAULT_WORLD, out, also = [] }: TrainingFlags,
  narrator: Narrator,
  signal: AbortSignal,
): Promise<{ patches: PatchSet; archive: string }> {
  const world = await openWorld(name);
  try {
    const archive = trainingArchive(world.manifest, await world.archive());
    const { catalogue: _, ...source } = world.manifest.archive;
    const described = { ...source, ...(world.manifest.split && { split: world.manifest.split }) };
    const count = Math.min(recipe.observations ?? archive.size, archive.size);
    const key = JSON.stringify(described);
    const path = join(out, 'patches.int16');
    const onProgress = (done: number, total: number) => narrator.progress('reading patches', done, total);
    const patches = await cachePatches({ archive, count, size: recipe.size, path, key, signal, onProgress });
    const further = await readFurther(also, narrator);
    return {
      patches: further.patches.length === 0 ? patches : withFurtherPatches(patches, further.patches),
      archive: JSON.stringify({ ...described, count, ...(also.length > 0 && { also: further.hashes }) }),
    };
  } finally {
    world.dispose();
  }
}

/** Magnetograms of files, brought to patches as `load` does, and the SHA-256 of the files. */
async function readFurther(files: readonly string[], narrator: Narrator) {
  const patches: Patch[] = [];
  const hashes: string[] = [];
  for (const file of files) {
    const images = await readImage(file);
    images.flatMap(({ warnings }) => warnings).forEach(({ message }) => narrator.note(`warning: ${message}`));
    patches.push(...images.map((image) => toPatch(image)));
    // HDF5 is read from disk by its library, so the bytes are read for the hash alone.
    const bytes = await readBytes(file);
    hashes.push(createHash('sha256').update(bytes).digest('hex'));
    narrator.note(`${images.length} further patches of ${file}`);
  }
  return { patches, hashes };
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

function describe({ step, images, phase, losses }: Report, all: number, pace: Pace): string {
  const rate = pace.at(images);
  const left = rate === undefined ? '' : `, ${durationText((all - images) / rate)} left`;
  const speed = rate === undefined ? '' : `, ${rate.toFixed(1)} images/s`;
  const values = Object.entries(losses).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
  return `${phase}, step ${step}, ${images} images${speed}${left}: ${values.join(', ')}`;
}
