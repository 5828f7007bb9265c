import type { Tfjs } from '../../engines/tfjs-layout.js';
import type { SafeTensor } from '../../safetensors.js';
import { startMoments } from '../common/adam.js';
import type { TrainedNetwork } from '../common/trained-network.js';
import type { Training } from '../common/training.js';
import { beginLearners, knowsLearner, restoreLearners, saveLearners, shareOf } from '../common/training.js';
import { adversarialStep } from './adversarial.js';
import type { Copula } from './alignment.js';
import { measureCopula } from './alignment.js';
import { Batches } from './batches.js';
import type { Learner } from '../common/learner.js';
import { startLearner } from '../common/learner.js';
import type { PatchSet } from '../common/patch-cache.js';
import type { Recipe } from './recipe.js';
import type { StepSite } from './step-site.js';
import { fillNormal, stepStream } from '../common/streams.js';
import type { Team } from '../common/team.js';
import { ALONE } from '../common/team.js';
import { warmStartStep } from './warm-start.js';

/** The training of a generator: all that it knows, and its next step. */
export class GeneratorTraining implements Training {
  /** Steps taken. */
  step = 0;
  readonly recipe: Recipe;
  readonly #tf: Tfjs;
  #team: Team = ALONE;
  readonly #batches: Batches;
  readonly #generator: Learner;
  readonly #discriminator: Learner;
  readonly #encoder: Learner | undefined;
  readonly #patches: PatchSet;
  #copula: Copula | undefined;
  /** The running average of the generator's numbers. */
  readonly #average: Float32Array;

  constructor(tf: Tfjs, recipe: Recipe, patches: PatchSet) {
    this.recipe = recipe;
    this.#tf = tf;
    this.#batches = new Batches(patches, recipe);
    this.#patches = patches;
    const { seed, generator, discriminator, warmStart } = recipe;
    const image = [1, patches.size, patches.size];
    this.#generator = startLearner(tf, {
      ...{ name: 'generator', layers: generator.layers, input: [generator.latent], seed, index: 0 },
    });
    this.#discriminator = startLearner(tf, {
      ...{ name: 'discriminator', layers: discriminator.layers, input: image, seed, index: 1, head: 1 },
      deviationGroups: discriminator.deviationGroups,
    });
    this.#encoder =
      warmStart &&
      startLearner(tf, {
        ...{ name: 'encoder', layers: warmStart.encoder, input: image, seed, index: 2 },
        head: 2 * generator.latent,
      });
    this.#average = this.#generator.parameters.values.slice();
  }

  join(team: Team): void {
    this.#team = team;
  }

  get images(): number {
    return this.step * this.recipe.batch;
  }

  get isDone(): boolean {
    return this.images >= this.recipe.images;
  }

  get isWarmingUp(): boolean {
    return this.step < this.#warmSteps;
  }

  get #warmSteps(): number {
    const { warmStart, batch } = this.recipe;
    return warmStart ? Math.ceil(warmStart.images / batch) : 0;
  }

  get phase(): string {
    return this.isWarmingUp ? 'warm start' : 'adversarial';
  }

  get shareMost(): number {
    return shareOf(this.#learners());
  }

  async next(): Promise<Record<string, number>> {
    const { alignment } = this.recipe;
    if (alignment) this.#copula ??= await measureCopula(this.#tf, this.#patches, alignment.parameters);
    if (this.step === this.#warmSteps) this.#startAdversarial();
    const site = this.#site();
    const losses = await (this.isWarmingUp ? warmStartStep(site) : adversarialStep(site));
    this.step++;
    this.#updateAverage();
    return losses;
  }

  /** The optimiser forgets the warm start, whose gradients were others; so does the average. */
  #startAdversarial(): void {
    this.#generator.moments = startMoments(this.#generator.parameters.trained);
    this.#average.set(this.#generator.parameters.values);
  }

  #site(): StepSite {
    const { recipe } = this;
    const { worker, workers } = this.#team;
    const tf = this.#tf;
    const random = stepStream(recipe.seed, this.step, worker);
    const count = recipe.batch / workers;
    const size = this.#generator.network.output[1];
    const normal = (shape: readonly number[]) => {
      const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
      return tf.tensor(fillNormal(random, values), [...shape]);
    };
    return {
      ...{ tf, recipe, team: this.#team, copula: this.#copula, images: this.images, normal, noise: normal },
      ...{ generator: this.#generator, discriminator: this.#discriminator, encoder: this.#encoder },
      step: this.isWarmingUp ? this.step : this.step - this.#warmSteps,
      realImages: () =>
        tf.tensor(this.#batches.read(this.step, worker, workers, random), [count, size, size, 1]),
      shifts: (most) =>
        Array.from({ length: count }, () => {
          const shift = () => random.integer(2 * most + 1) - most;
          return [shift(), shift()] as const;
        }),
    };
  }

  /** Young averages forget faster, so that they do not remember the start. */
  #updateAverage(): void {
    const taken = this.isWarmingUp ? this.step : this.step - this.#warmSteps;
    const keep = Math.min(this.recipe.average, (1 + taken) / (10 + taken));
    const { values } = this.#generator.parameters;
    for (let i = 0; i < values.length; i++)
      this.#average[i] = keep * this.#average[i] + (1 - keep) * values[i];
  }

  /** The generator with averaged weights, for worlds and engines. */
  generator(): TrainedNetwork {
    const { network, parameters } = this.#generator;
    return { network, weights: parameters.weights(this.#average) };
  }

  save(): ReadonlyMap<string, SafeTensor> {
    return saveLearners(this.#learners(), this.#more);
  }

  restore(step: number, tensors: ReadonlyMap<string, SafeTensor>): void {
    this.step = step;
    restoreLearners(this.#learners(), tensors, this.#more);
  }

  /**
   * Few worlds have a discriminator: without one it begins anew, and recipes say how long it learns alone (`delay`). The
   * encoder of a world is for embeddings, not the one of a warm start.
   */
  begin(tensors: ReadonlyMap<string, SafeTensor>): void {
    const average = tensors.get('average');
    const values = average ? new Map([...tensors, ['generator.values', average]]) : tensors;
    const [generator, ...others] = this.#learners();
    const isAnother = (learner: Learner) => learner === this.#encoder && !tensors.has('encoder.values');
    const known = others.filter((learner) => knowsLearner(learner, tensors) && !isAnother(learner));
    beginLearners([generator, ...known], values);
    this.#average.set(this.#generator.parameters.values);
  }

  get #more(): ReadonlyMap<string, Float32Array> {
    return new Map([['average', this.#average]]);
  }

  #learners(): readonly Learner[] {
    const all = [this.#generator, this.#discriminator];
    return this.#encoder ? [...all, this.#encoder] : all;
  }

  dispose(): void {
    this.#learners().forEach(({ parameters }) => parameters.dispose());
  }
}

export const startGeneratorTraining = (tf: Tfjs, recipe: Recipe, patches: PatchSet): GeneratorTraining =>
  new GeneratorTraining(tf, recipe, patches);
