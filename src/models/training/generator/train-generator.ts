import { join } from 'node:path';
import { latentVector } from '../../../numeric/random.js';
import { compileNetwork } from '../../engines/tfjs-network.js';
import type { Tfjs } from '../../engines/tfjs-layout.js';
import type { PatchSet } from '../common/patch-cache.js';
import type { TrainingTask } from '../common/run-training.js';
import { runTraining } from '../common/run-training.js';
import { writeTrainedNetwork } from '../common/trained-network.js';
import { watchDistances, type Distances } from './distances.js';
import type { Recipe } from './recipe.js';
import type { GeneratorTraining } from './training.js';
import { startGeneratorTraining } from './training.js';

/** Patches of the averaged generator from always the same latents, in kG. */
export interface Samples {
  readonly pixels: Float32Array;
  readonly count: number;
  readonly size: number;
  readonly images: number;
}

export interface GeneratorTask extends TrainingTask<Recipe> {
  readonly patches: PatchSet;
  readonly onSamples?: (samples: Samples) => Promise<void>;
  /** Whenever there are samples: how far the averaged generator's parameters are from the archive's. */
  readonly onDistances?: (course: Course) => Promise<void>;
}

/** Where a training stands, by what it generates. */
export interface Course {
  readonly step: number;
  readonly images: number;
  /** Kolmogorov–Smirnov distances by parameter. */
  readonly distances: Distances;
}

const SAMPLES = 24;
/** Seed of the latents of the samples. */
const SAMPLE_SEED = 23;

/**
 * Trains a generator and writes `generator.json` and `generator.safetensors`, the averaged weights, to a folder.
 *
 * @throws GiqError as `runTraining`
 */
export async function trainGenerator(task: GeneratorTask): Promise<void> {
  const { recipe, patches, folder, onSamples, onDistances } = task;
  const distancesOf = onDistances && watchDistances(patches);
  const { training } = await runTraining(task, {
    material: patches,
    start: startGeneratorTraining,
    script: new URL('./worker.js', import.meta.url),
    afterStep: async (tf, current) => {
      if (current.step % recipe.every.sheet !== 0 && !current.isDone) return;
      await onSamples?.(await samplesOf(tf, current));
      if (!onDistances || !distancesOf) return;
      const { step, images } = current;
      await onDistances({ step, images, distances: await distancesOf(tf, current.generator()) });
    },
  });
  await writeTrainedNetwork(join(folder, 'generator'), training.generator());
  training.dispose();
}

async function samplesOf(tf: Tfjs, training: GeneratorTraining): Promise<Samples> {
  const { network, weights } = training.generator();
  const [, size] = network.output;
  const dimension = network.input[0];
  const latents = Float32Array.from(
    Array.from({ length: SAMPLES }, (_, i) => [...latentVector(SAMPLE_SEED, i, dimension)]).flat(),
  );
  const compiled = compileNetwork(tf, network, weights);
  const pixels = await compiled.run(latents, SAMPLES);
  compiled.dispose();
  return { pixels, count: SAMPLES, size, images: training.images };
}
