import { join } from 'node:path';
import type { PatchSet } from '../common/patch-cache.js';
import type { TrainingTask } from '../common/run-training.js';
import { runTraining } from '../common/run-training.js';
import { writeTrainedNetwork } from '../common/trained-network.js';
import { measureMaterial } from './material.js';
import type { Recipe } from './recipe.js';
import { spreadBlocks } from './spread-blocks.js';
import { startEncoderTraining } from './training.js';

export interface EncoderTask extends TrainingTask<Recipe> {
  readonly patches: PatchSet;
}

/**
 * Trains an encoder and writes `encoder.json` and `encoder.safetensors` to a folder.
 *
 * @throws GiqError as `runTraining`, and `file-structure` where the parts of a recipe do not fit
 */
export async function trainEncoder(task: EncoderTask): Promise<void> {
  const { recipe, patches, folder } = task;
  const { tf, training } = await runTraining(task, {
    material: measureMaterial(recipe, patches),
    start: startEncoderTraining,
    script: new URL('./worker.js', import.meta.url),
    decisive: withoutSpreads,
  });
  const encoder = await spreadBlocks(tf, training.encoder(), training.blocks, patches);
  await writeTrainedNetwork(join(folder, 'encoder'), encoder);
  training.dispose();
}

/** Spreads are made at the end: a training that is done can be given others, and resumed, to write its result anew. */
function withoutSpreads({ encoder, ...recipe }: Recipe): unknown {
  const blocks = encoder.blocks?.map(({ name, size }) => ({ name, size }));
  return { ...recipe, encoder: { ...encoder, blocks } };
}
