import { fail } from '../../../diagnostics/diagnostic.js';
import type { BatchStatistics } from '../../engines/kernels/operations.js';
import type { Tensor, Tfjs } from '../../engines/tfjs-layout.js';
import type { Learner } from '../common/learner.js';
import { startLearner } from '../common/learner.js';
import { checkCount } from '../common/recipe-file.js';
import type { PlannedLayer } from '../common/planned-layer.js';
import type { Block } from './blocks.js';
import { blockNamed } from './blocks.js';
import type { Pair } from './losses.js';
import { ntXentLoss, parametersLoss, simsiamLoss, vicregLoss } from './losses.js';
import type { LossPlan, Recipe } from './recipe.js';

/** What losses are computed from. */
export interface LossSite {
  readonly tf: Tfjs;
  /** Whole embeddings. */
  readonly embeddings: Pair;
  /** Standardised parameters of the two views, for a loss that wants some. */
  readonly targets: Pair | undefined;
  readonly statistics: ReadonlyMap<Learner, Map<string, BatchStatistics>>;
}

/** A loss of a recipe, with the network that it trains beside the encoder, if any. */
export interface LossTerm {
  readonly name: string;
  readonly weight: number;
  readonly learner: Learner | undefined;
  readonly value: (site: LossSite) => Tensor;
}

/**
 * The losses of a recipe.
 *
 * @param blocks where the recipe's blocks lie in an embedding
 * @throws GiqError `file-structure` where a loss names no block, or its parameters do not fit its block
 */
export function startTerms(tf: Tfjs, recipe: Recipe, blocks: readonly Block[]): readonly LossTerm[] {
  return recipe.losses.map((plan, index) => startTerm(tf, plan, recipe.seed, index, blocks));
}

function startTerm(
  tf: Tfjs,
  plan: LossPlan,
  seed: number,
  index: number,
  blocks: readonly Block[],
): LossTerm {
  const block = blockNamed(blocks, plan.block, `losses[${index}].block`);
  const layers = helperLayers(plan, block, index);
  // The encoder is network 0.
  const learner =
    layers &&
    startLearner(tf, {
      ...{ name: `loss${index}`, layers, input: [block.size], seed, index: 1 + index },
    });
  const value = (site: LossSite) => {
    const views = mapPair((rows) => tf.slice(rows, [0, block.start], [-1, block.size]), site.embeddings);
    const run = (rows: Tensor) => learner!.run(rows, { statistics: site.statistics.get(learner!) });
    return valueOf(plan, tf, views, learner ? runBoth(tf, views, run) : views, site.targets);
  };
  const name = plan.block === undefined ? plan.loss : `${plan.loss} ${plan.block}`;
  return { name, weight: plan.weight, learner, value };
}

/** Layers of the network that a loss trains beside the encoder. */
function helperLayers(plan: LossPlan, { size }: Block, index: number): readonly PlannedLayer[] | undefined {
  if (plan.loss === 'simsiam')
    return [
      { op: 'linear', to: plan.hidden, bias: false },
      { op: 'batch_norm', affine: true },
      { op: 'relu' },
      { op: 'linear', to: size, bias: true },
    ];
  if (plan.loss !== 'parameters') return undefined;
  const count = plan.names.length;
  checkCount('the recipe', `losses[${index}].emphasis`, plan.emphasis, count);
  if (plan.head === 'linear') return [{ op: 'linear', to: count, bias: true }];
  if (count === size) return undefined;
  const found = `${count} parameters for a block of ${size}`;
  const expected = 'as many parameters as numbers where `head` is none';
  return fail('file-structure', { file: 'the recipe', key: `losses[${index}].names`, found, expected });
}

/** Both views in one pass, so that batch norms see them together. */
function runBoth(tf: Tfjs, [one, other]: Pair, run: (rows: Tensor) => Tensor): Pair {
  const count = one.shape[0];
  const both = run(tf.concat([one, other], 0));
  return [tf.slice(both, [0, 0], [count, -1]), tf.slice(both, [count, 0], [count, -1])];
}

function valueOf(plan: LossPlan, tf: Tfjs, views: Pair, read: Pair, targets?: Pair): Tensor {
  switch (plan.loss) {
    case 'simsiam':
      return simsiamLoss(tf, views, read);
    case 'vicreg':
      return vicregLoss(tf, views, plan);
    case 'nt-xent':
      return ntXentLoss(tf, views, plan.temperature);
    case 'parameters':
      return parametersLoss(tf, read, targets!, plan.views, plan.emphasis);
  }
}

const mapPair = (f: (rows: Tensor) => Tensor, [one, other]: Pair): Pair => [f(one), f(other)];
