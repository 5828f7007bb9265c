import { fail } from '../../../diagnostics/diagnostic.js';
import { compileNetwork, type CompiledNetwork } from '../../engines/tfjs-network.js';
import type { Tensor, Tfjs } from '../../engines/tfjs-layout.js';
import type { SafeTensor } from '../../safetensors.js';
import { sameShape, shapeText, sizeOf, type Shape } from '../../shape.js';
import { update } from '../common/differentiate.js';
import { startLearner, type Learner } from '../common/learner.js';
import { rampedCosine, type OptimiserOptions } from '../common/optimiser.js';
import { fillNormal, stepStream } from '../common/streams.js';
import { ALONE, type Team } from '../common/team.js';
import type { TrainedNetwork } from '../common/trained-network.js';
import { beginLearners, restoreLearners, saveLearners, shareOf, type Training } from '../common/training.js';
import type { Recipe } from './recipe.js';

/** The training of an inverter, patches to latents, on patches that a generator makes from latents that are known. */
export class InverterTraining implements Training {
  step = 0;
  readonly phase = 'inverter';
  readonly #tf: Tfjs;
  readonly #recipe: Recipe;
  readonly #source: TrainedNetwork['network'];
  readonly #generator: CompiledNetwork;
  readonly #inverter: Learner;
  #team: Team = ALONE;

  constructor(tf: Tfjs, recipe: Recipe, { network, weights }: TrainedNetwork) {
    this.#tf = tf;
    this.#recipe = recipe;
    this.#source = network;
    this.#generator = compileNetwork(tf, network, weights);
    const { seed, inverter } = recipe;
    this.#inverter = startLearner(tf, {
      ...{ name: 'inverter', layers: inverter.layers, input: network.output, seed, index: 0 },
    });
    requireLatents(this.#inverter.network.output, network.input);
  }

  join(team: Team): void {
    this.#team = team;
  }

  get images(): number {
    return this.step * this.#recipe.batch;
  }

  get isDone(): boolean {
    return this.images >= this.#recipe.images;
  }

  get shareMost(): number {
    return shareOf([this.#inverter]);
  }

  async next(): Promise<Record<string, number>> {
    const tf = this.#tf;
    const [patches, latents] = await this.#draw();
    const losses = await update({
      ...{ tf, team: this.#team, learners: [this.#inverter], options: this.#options() },
      loss: (statistics) => {
        const found = this.#inverter.run(patches, { statistics: statistics.get(this.#inverter) });
        return { latents: tf.mean(tf.square(tf.sub(found, latents))) };
      },
    });
    tf.dispose([patches, latents]);
    this.step++;
    return losses;
  }

  /** New latents of the prior, and their patches with noise on them: no step sees what another has seen. */
  async #draw(): Promise<readonly [patches: Tensor, latents: Tensor]> {
    const { seed, batch, noise } = this.#recipe;
    const { worker, workers } = this.#team;
    const count = batch / workers;
    const random = stepStream(seed, this.step, worker);
    const latents = fillNormal(random, new Float32Array(count * sizeOf(this.#source.input)));
    const pixels = await this.#generator.run(latents, count);
    const area = pixels.length / count;
    for (let item = 0; item < count; item++) {
      const level = noise * random.uniform();
      const grain = fillNormal(random, new Float32Array(area));
      for (let i = 0; i < area; i++) pixels[item * area + i] += level * grain[i];
    }
    const [, height, width] = this.#source.output;
    const tf = this.#tf;
    return [
      tf.tensor(pixels, [count, height, width, 1]),
      tf.tensor(latents, [count, latents.length / count]),
    ];
  }

  #options(): OptimiserOptions {
    const { optimiser } = this.#recipe;
    return { ...optimiser, rate: rampedCosine(optimiser.rate, this.#recipe, this.images) };
  }

  /** The inverter as it is now. */
  inverter(): TrainedNetwork {
    const { network, parameters } = this.#inverter;
    return { network, weights: parameters.weights() };
  }

  save(): ReadonlyMap<string, SafeTensor> {
    return saveLearners([this.#inverter]);
  }

  restore(step: number, tensors: ReadonlyMap<string, SafeTensor>): void {
    this.step = step;
    restoreLearners([this.#inverter], tensors);
  }

  begin(tensors: ReadonlyMap<string, SafeTensor>): void {
    beginLearners([this.#inverter], tensors);
  }

  dispose(): void {
    this.#generator.dispose();
    this.#inverter.parameters.dispose();
  }
}

function requireLatents(found: Shape, expected: Shape): void {
  if (sameShape(found, expected)) return;
  const shapes = { found: shapeText(found), expected: shapeText(expected) };
  fail('network-unfit', { file: 'the recipe', layer: 'inverter', ...shapes });
}

export const startInverterTraining = (
  tf: Tfjs,
  recipe: Recipe,
  generator: TrainedNetwork,
): InverterTraining => new InverterTraining(tf, recipe, generator);
