import type { BatchStatistics } from '../../engines/kernels/operations.js';
import type { Tensor, Tfjs } from '../../engines/tfjs-layout.js';
import type { SafeTensor } from '../../safetensors.js';
import type { Losses } from '../common/differentiate.js';
import { update } from '../common/differentiate.js';
import { EpochOrder } from '../common/epoch-order.js';
import type { Learner } from '../common/learner.js';
import { startLearner } from '../common/learner.js';
import { rampedCosine, type OptimiserOptions } from '../common/optimiser.js';
import { stepStream } from '../common/streams.js';
import type { Team } from '../common/team.js';
import { ALONE } from '../common/team.js';
import type { TrainedNetwork } from '../common/trained-network.js';
import type { Training } from '../common/training.js';
import { beginLearners, restoreLearners, saveLearners, shareOf } from '../common/training.js';
import type { Block } from './blocks.js';
import { blockNamed, blocksOf } from './blocks.js';
import { fitToTargets, type DirectTarget } from './fit-to-targets.js';
import type { LossTerm } from './loss-terms.js';
import { startTerms } from './loss-terms.js';
import type { Pair } from './losses.js';
import type { EncoderMaterial } from './material.js';
import type { Recipe } from './recipe.js';
import type { Shown } from './show-batch.js';
import { showBatch, targetsOf } from './show-batch.js';

/** The training of an encoder: all that it knows, and its next step. */
export class EncoderTraining implements Training {
  step = 0;
  readonly phase = 'encoder';
  readonly recipe: Recipe;
  readonly blocks: readonly Block[];
  readonly #tf: Tfjs;
  readonly #material: EncoderMaterial;
  readonly #order: EpochOrder;
  readonly #encoder: Learner;
  readonly #terms: readonly LossTerm[];
  #team: Team = ALONE;
  /** Whether it was begun with a finished encoder, which is fitted before the first step. */
  #isToFit = false;

  constructor(tf: Tfjs, recipe: Recipe, material: EncoderMaterial) {
    const { seed, encoder } = recipe;
    const { count, size } = material.patches;
    this.recipe = recipe;
    this.#tf = tf;
    this.#material = material;
    this.#order = new EpochOrder(seed, count);
    this.#encoder = startLearner(tf, {
      ...{ name: 'encoder', layers: encoder.layers, input: [1, size, size], seed, index: 0 },
    });
    this.blocks = blocksOf(recipe, this.#encoder.network.output[0]);
    this.#terms = startTerms(tf, recipe, this.blocks);
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

  get shareMost(): number {
    return shareOf(this.#learners());
  }

  async next(): Promise<Record<string, number>> {
    const tf = this.#tf;
    if (this.#isToFit) await this.#fit();
    const shown = this.#show();
    const { size } = this.#material.patches;
    const images = tf.tensor(shown.pixels, [2 * shown.count, size, size, 1]);
    const learners = this.#learners();
    const losses = await update({
      ...{ tf, team: this.#team, learners, options: this.#options() },
      loss: (statistics) => this.#losses(shown, images, statistics),
    });
    images.dispose();
    this.step++;
    return losses;
  }

  /** Every worker does it for itself, and comes to the same. */
  async #fit(): Promise<void> {
    const { parameters } = this.#encoder;
    const weights = await fitToTargets(this.#tf, this.encoder(), this.#material, this.#directTargets());
    weights.forEach(({ data }, name) => parameters.of(name).set(data));
    parameters.upload();
    this.#isToFit = false;
  }

  #directTargets(): readonly DirectTarget[] {
    return this.recipe.losses.flatMap((plan, loss) => {
      if (plan.loss !== 'parameters' || plan.head !== 'none') return [];
      return [{ loss, start: blockNamed(this.blocks, plan.block, `losses[${loss}].block`).start }];
    });
  }

  #show(): Shown {
    const { worker, workers } = this.#team;
    const { batch, seed, views } = this.recipe;
    const share = batch / workers;
    const first = this.step * batch + worker * share;
    const indices = Array.from({ length: share }, (_, i) => this.#order.indexAt(first + i));
    return showBatch(this.#material, indices, views, stepStream(seed, this.step, worker));
  }

  #losses(
    shown: Shown,
    images: Tensor,
    statistics: ReadonlyMap<Learner, Map<string, BatchStatistics>>,
  ): Losses {
    const tf = this.#tf;
    const { count } = shown;
    const both = this.#encoder.run(images, { statistics: statistics.get(this.#encoder) });
    const embeddings: Pair = [tf.slice(both, [0, 0], [count, -1]), tf.slice(both, [count, 0], [count, -1])];
    const parts = this.#terms.map((term, index) => {
      const targets = this.#targets(shown, index);
      return { ...term, value: term.value({ tf, embeddings, targets, statistics }) };
    });
    const total = parts
      .map(({ value, weight }) => tf.mul(value, weight))
      .reduce((sum, value) => tf.add(sum, value));
    return { total, ...Object.fromEntries(parts.map(({ name, value }) => [name, value])) };
  }

  #targets(shown: Shown, loss: number): Pair | undefined {
    const names = this.#material.targets[loss]?.names;
    if (!names) return undefined;
    const rows = (view: 0 | 1) =>
      this.#tf.tensor(targetsOf(this.#material, shown, loss, view), [shown.count, names.length]);
    return [rows(0), rows(1)];
  }

  #options(): OptimiserOptions {
    const { op: _, ...options } = this.recipe.optimiser;
    return { ...options, rate: rampedCosine(options.rate, this.recipe, this.images) };
  }

  /** The encoder as it is now. */
  encoder(): TrainedNetwork {
    const { network, parameters } = this.#encoder;
    return { network, weights: parameters.weights() };
  }

  save(): ReadonlyMap<string, SafeTensor> {
    return saveLearners(this.#learners());
  }

  restore(step: number, tensors: ReadonlyMap<string, SafeTensor>): void {
    this.step = step;
    restoreLearners(this.#learners(), tensors);
  }

  /** Heads of the losses begin anew where they are others. A checkpoint knows no spreads, so it is not fitted. */
  begin(tensors: ReadonlyMap<string, SafeTensor>): void {
    const [encoder, ...heads] = this.#learners();
    const isSame = ({ name, parameters }: Learner) =>
      tensors.get(`${name}.values`)?.data.length === parameters.values.length;
    beginLearners([encoder, ...heads.filter(isSame)], tensors);
    this.#isToFit = !tensors.has(`${encoder.name}.values`);
  }

  #learners(): readonly Learner[] {
    return [this.#encoder, ...this.#terms.flatMap(({ learner }) => (learner ? [learner] : []))];
  }

  dispose(): void {
    this.#learners().forEach(({ parameters }) => parameters.dispose());
  }
}

export const startEncoderTraining = (tf: Tfjs, recipe: Recipe, material: EncoderMaterial): EncoderTraining =>
  new EncoderTraining(tf, recipe, material);
