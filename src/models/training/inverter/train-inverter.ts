import { join } from 'node:path';
import { runTraining, type TrainingTask } from '../common/run-training.js';
import { writeTrainedNetwork, type TrainedNetwork } from '../common/trained-network.js';
import type { Recipe } from './recipe.js';
import { startInverterTraining } from './training.js';

export interface InverterTask extends TrainingTask<Recipe> {
  readonly generator: TrainedNetwork;
}

/**
 * Trains an inverter of a generator and writes `inverter.json` and `inverter.safetensors` to a folder.
 *
 * @throws GiqError as `runTraining`, and `network-unfit` where the recipe's output is no latent
 */
export async function trainInverter(task: InverterTask): Promise<void> {
  const { generator, folder } = task;
  const { training } = await runTraining(task, {
    material: generator,
    start: startInverterTraining,
    script: new URL('./worker.js', import.meta.url),
  });
  await writeTrainedNetwork(join(folder, 'inverter'), training.inverter());
  training.dispose();
}
