import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { writeAtomically } from '../../../archive/atomic-write.js';
import { fail } from '../../../diagnostics/diagnostic.js';
import { latentVector } from '../../../numeric/random.js';
import { openTrainingBackend } from '../../engines/training-backend.js';
import { compileNetwork } from '../../engines/tfjs-network.js';
import type { Tfjs } from '../../engines/tfjs-layout.js';
import { writeNetwork } from '../../network-schema.js';
import type { Network } from '../../network.js';
import type { SafeTensor } from '../../safetensors.js';
import { asTensors, writeSafetensors } from '../../safetensors.js';
import type { Origin } from './checkpoint.js';
import { hasCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint.js';
import type { PatchSet } from './patch-cache.js';
import type { Recipe } from './recipe.js';
import type { Team } from './team.js';
import { ALONE, joinTeam, teamMemory } from './team.js';
import { Training } from './training.js';
import type { WorkerData } from './worker.js';

/** How far a training is. */
export interface Report {
  readonly step: number;
  readonly images: number;
  readonly phase: 'warm start' | 'adversarial';
  readonly losses: Readonly<Record<string, number>>;
}

/** Patches of the averaged generator from always the same latents, in kG. */
export interface Samples {
  readonly pixels: Float32Array;
  readonly count: number;
  readonly size: number;
  readonly images: number;
}

export interface GeneratorTask {
  readonly recipe: Recipe;
  readonly patches: PatchSet;
  /** Says which archive the patches are of. */
  readonly archive: string;
  /** Name of an engine, or `auto`. */
  readonly engine: string;
  readonly workers: number;
  readonly folder: string;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  readonly onStart?: (step: number, engine: string) => Promise<void>;
  readonly onStep?: (images: number) => void;
  readonly onReport?: (report: Report) => Promise<void>;
  readonly onSamples?: (samples: Samples) => Promise<void>;
}

const WORKERS_MOST = 64;
const SAMPLES = 24;
/** Seed of the latents of the samples. */
const SAMPLE_SEED = 23;

/**
 * Trains a generator and writes `generator.json` and `generator.safetensors`, the averaged weights, to a folder. With
 * checkpoints as the recipe says: a training that was killed and is resumed ends with the same bytes.
 *
 * @throws GiqError `training-exists`, `training-absent`, `training-changed`, `workers-unfit`; `cancelled` after a
 *   checkpoint when the signal is aborted
 */
export async function trainGenerator(task: GeneratorTask): Promise<void> {
  const { recipe, workers, folder, resume } = task;
  if (recipe.batch % workers !== 0 || workers > WORKERS_MOST)
    fail('workers-unfit', { workers, batch: recipe.batch });
  if (!resume && (await hasCheckpoint(folder))) fail('training-exists', { folder });
  const { name, tf } = await openTrainingBackend(task.engine);
  const training = new Training(tf, recipe, task.patches);
  const origin = originOf(task, name);
  if (resume) await readCheckpoint(folder, training, origin);
  const { team, stop } = startTeam(task, name, training, origin);
  training.join(team);
  await task.onStart?.(training.step, name);
  try {
    await loop(task, tf, training, team, origin);
  } finally {
    await stop();
  }
  await writeGenerator(folder, training);
  training.dispose();
}

async function loop(
  task: GeneratorTask,
  tf: Tfjs,
  training: Training,
  team: Team,
  origin: Origin,
): Promise<void> {
  const { recipe, folder, signal } = task;
  const { report, checkpoint, sheet } = recipe.every;
  while (team.agree(!training.isDone && !signal.aborted)) {
    const phase = training.isWarmingUp ? 'warm start' : 'adversarial';
    const losses = training.next();
    const { step, images } = training;
    task.onStep?.(images);
    if (step % report === 0 || training.isDone) await task.onReport?.({ step, images, phase, losses });
    if (step % checkpoint === 0) await writeCheckpoint(folder, training, origin);
    if (task.onSamples && (step % sheet === 0 || training.isDone))
      await task.onSamples(samplesOf(tf, training));
    await breathe();
  }
  await writeCheckpoint(folder, training, origin);
  if (signal.aborted && !training.isDone) fail('cancelled', {});
}

function originOf({ recipe, archive, workers }: GeneratorTask, engine: string): Origin {
  const hash = createHash('sha256').update(JSON.stringify(recipe)).digest('hex');
  return { recipe: hash, archive, engine, workers: String(workers) };
}

function startTeam(task: GeneratorTask, engine: string, training: Training, origin: Origin) {
  const { recipe, patches, workers, folder, resume } = task;
  if (workers === 1) return { team: ALONE, stop: () => Promise.resolve() };
  const memory = teamMemory(workers, training.shareMost);
  const others = Array.from({ length: workers - 1 }, (_, index) => {
    const workerData: WorkerData = {
      ...{ recipe, patches, engine, memory, worker: index + 1, workers },
      resume: resume ? { folder, origin } : null,
    };
    return new Worker(new URL('./worker.js', import.meta.url), { workerData });
  });
  // What went wrong in a worker is met by `average`, which then throws here.
  others.forEach((worker) => worker.on('error', () => {}));
  const stop = async () => {
    await Promise.all(others.map((worker) => worker.terminate()));
  };
  return { team: joinTeam(memory, 0, workers), stop };
}

function samplesOf(tf: Tfjs, training: Training): Samples {
  const { network, weights } = training.generator();
  const [, size] = network.output;
  const dimension = network.input[0];
  const latents = Float32Array.from(
    Array.from({ length: SAMPLES }, (_, i) => [...latentVector(SAMPLE_SEED, i, dimension)]).flat(),
  );
  const compiled = compileNetwork(tf, network, weights);
  const pixels = compiled.run(latents, SAMPLES);
  compiled.dispose();
  return { pixels, count: SAMPLES, size, images: training.images };
}

async function writeGenerator(folder: string, training: Training): Promise<void> {
  const { network, weights } = training.generator();
  await writeAtomically(join(folder, 'generator.json'), writeNetwork(network));
  await writeAtomically(
    join(folder, 'generator.safetensors'),
    writeSafetensors(withHalfNoise(asTensors(weights), network)),
  );
}

/** Noise is drawn so that half precision holds it. */
function withHalfNoise(
  tensors: ReadonlyMap<string, SafeTensor>,
  { layers }: Network,
): ReadonlyMap<string, SafeTensor> {
  const noise = new Set(layers.flatMap((layer) => (layer.op === 'concat_maps' ? [layer.tensor] : [])));
  return new Map(
    [...tensors].map(([name, tensor]) => [name, noise.has(name) ? { ...tensor, type: 'F16' } : tensor]),
  );
}
