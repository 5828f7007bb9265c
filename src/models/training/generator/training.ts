import type { Tfjs } from '../../engines/tfjs-layout.js';
import type { Network, Weights } from '../../network.js';
import type { SafeTensor } from '../../safetensors.js';
import { startMoments } from './adam.js';
import { adversarialStep } from './adversarial.js';
import type { Copula } from './alignment.js';
import { measureCopula } from './alignment.js';
import { Batches } from './batches.js';
import type { Learner } from './learner.js';
import { startLearner } from './learner.js';
import type { PatchSet } from './patch-cache.js';
import type { Recipe } from './recipe.js';
import type { StepSite } from './step-site.js';
import { fillNormal, stepStream } from './streams.js';
import type { Team } from './team.js';
import { ALONE } from './team.js';
import { warmStartStep } from './warm-start.js';

/** The training of a generator: all that it knows, and its next step. */
export class Training {
  /** Steps taken. */
  step = 0;
  readonly recipe: Recipe;
  readonly #tf: Tfjs;
  #team: Team = ALONE;
  readonly #batches: Batches;
  readonly #generator: Learner;
  readonly #discriminator: Learner;
  readonly #encoder: Learner | undefined;
  readonly #copula: Copula | undefined;
  /** The running average of the generator's numbers. */
  readonly #average: Float32Array;

  constructor(tf: Tfjs, recipe: Recipe, patches: PatchSet) {
    this.recipe = recipe;
    this.#tf = tf;
    this.#batches = new Batches(patches, recipe);
    const { seed, generator, discriminator, warmStart, alignment } = recipe;
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
    this.#copula = alignment && measureCopula(tf, patches, alignment.parameters);
    this.#average = this.#generator.parameters.values.slice();
  }

  /** Shares the work with others from now on. */
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

  /** The largest count of numbers that a step shares with its team. */
  get shareMost(): number {
    const sizes = this.#learners().map(({ parameters }) => parameters.values.length);
    return sizes.reduce((sum, size) => sum + size, 0) + 64;
  }

  /** Takes a step with the whole team; returns the losses. */
  next(): Record<string, number> {
    if (this.step === this.#warmSteps) this.#startAdversarial();
    const site = this.#site();
    const losses = this.isWarmingUp ? warmStartStep(site) : adversarialStep(site);
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
  generator(): { readonly network: Network; readonly weights: Weights } {
    const { network, parameters } = this.#generator;
    return { network, weights: parameters.weights(this.#average) };
  }

  /** Everything that the next steps depend on, besides recipe and patches. */
  save(): ReadonlyMap<string, SafeTensor> {
    const flat = (data: Float32Array): SafeTensor => ({ type: 'F32', shape: [data.length], data });
    return new Map([...this.#arrays()].map(([name, data]) => [name, flat(data)]));
  }

  /** Goes back to what `save` gave at a step. */
  restore(step: number, tensors: ReadonlyMap<string, SafeTensor>): void {
    this.step = step;
    for (const [name, array] of this.#arrays()) array.set(tensors.get(name)!.data as Float32Array);
    for (const learner of this.#learners()) {
      learner.moments.steps = tensors.get(`${learner.name}.steps`)!.data[0];
      learner.parameters.upload();
    }
  }

  #learners(): readonly Learner[] {
    const all = [this.#generator, this.#discriminator];
    return this.#encoder ? [...all, this.#encoder] : all;
  }

  #arrays(): ReadonlyMap<string, Float32Array> {
    const arrays = new Map([['average', this.#average]]);
    for (const { name, parameters, moments } of this.#learners()) {
      arrays.set(`${name}.values`, parameters.values);
      arrays.set(`${name}.first`, moments.first);
      arrays.set(`${name}.second`, moments.second);
      arrays.set(`${name}.steps`, Float32Array.of(moments.steps));
    }
    return arrays;
  }

  dispose(): void {
    this.#learners().forEach(({ parameters }) => parameters.dispose());
  }
}
