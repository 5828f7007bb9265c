import type { BatchStatistics } from '../../engines/kernels/operations.js';
import type { Tensor, Tensor2D, Tensor4D, Tfjs } from '../../engines/tfjs-layout.js';
import { flatten } from '../../engines/tfjs-layout.js';
import type { Network } from '../../network.js';
import { sizeOf, type Shape } from '../../shape.js';
import type { Moments } from './adam.js';
import { startMoments } from './adam.js';
import { ParameterSet } from './parameter-set.js';
import { planNetwork } from './plan-network.js';
import type { PlannedLayer } from './planned-layer.js';
import { initialStream } from './streams.js';
import type { Pass } from './trainable-network.js';
import { trainableNetwork } from './trainable-network.js';

/** A network that learns: its numbers, what the optimiser remembers of them, and how it is run. */
export interface Learner {
  readonly name: string;
  readonly network: Network;
  readonly parameters: ParameterSet;
  moments: Moments;
  run(input: Tensor, pass: Pass): Tensor;
}

export interface LearnerPlan {
  readonly name: string;
  readonly layers: readonly PlannedLayer[];
  readonly input: Shape;
  readonly seed: number;
  /** Which network of the training it is, for its initial weights. */
  readonly index: number;
  /** Numbers a linear layer at the end gives; the layers' own output without it. */
  readonly head?: number;
  /** Groups of the batch whose spread is a further channel before the head. */
  readonly deviationGroups?: number;
}

export function startLearner(tf: Tfjs, plan: LearnerPlan): Learner {
  const random = initialStream(plan.seed, plan.index);
  const body = planNetwork(plan.layers, plan.input, random);
  const weights = new Map(body.weights);
  if (plan.head !== undefined) {
    for (const [name, tensor] of headWeights(plan, body.network.output, random)) weights.set(name, tensor);
  }
  const parameters = new ParameterSet(tf, weights);
  const trunk = trainableNetwork(tf, body.network.layers, parameters);
  const run = (input: Tensor, pass: Pass) => {
    const output = trunk(input, pass);
    return plan.head === undefined ? output : head(tf, output, parameters, plan.deviationGroups);
  };
  const { name } = plan;
  return { name, network: body.network, parameters, moments: startMoments(parameters.trained), run };
}

function headWeights(
  { head = 1, deviationGroups }: LearnerPlan,
  output: Shape,
  random: { between: (a: number, b: number) => number },
) {
  const more = deviationGroups === undefined ? 0 : sizeOf(output.slice(1));
  const inputs = sizeOf(output) + more;
  const bound = 1 / Math.sqrt(inputs);
  const draw = (size: number) => Float32Array.from({ length: size }, () => random.between(-bound, bound));
  return new Map([
    ['head.weight', { shape: [head, inputs], data: draw(head * inputs) }],
    ['head.bias', { shape: [head], data: draw(head) }],
  ]);
}

function head(tf: Tfjs, output: Tensor, parameters: ParameterSet, groups?: number): Tensor {
  const rows = flatten(tf, groups === undefined ? output : withDeviation(tf, output as Tensor4D, groups));
  const weight = tf.transpose(parameters.tensor('head.weight')) as Tensor2D;
  return tf.add(tf.matMul(rows as Tensor2D, weight), parameters.tensor('head.bias'));
}

/**
 * Appends a channel with the mean standard deviation over a group of the batch (Karras et al. 2018): so the discriminator
 * sees when patches are all alike. Item i is in the group of those with the same i modulo batch / groups.
 */
function withDeviation(tf: Tfjs, output: Tensor4D, groups: number): Tensor {
  const [count, height, width, channels] = output.shape;
  const size = count % groups === 0 ? groups : 1;
  const grouped = tf.reshape(output, [size, (count / size) * height * width * channels]);
  const centred = tf.sub(grouped, tf.mean(grouped, 0, true));
  const deviation = tf.sqrt(tf.add(tf.mean(tf.square(centred), 0), 1e-8));
  const means = tf.mean(tf.reshape(deviation, [count / size, height * width * channels]), 1);
  const each = tf.reshape(tf.mul(means, tf.ones([size, count / size])), [count, 1, 1, 1]);
  return tf.concat([output, tf.mul(each, tf.ones([count, height, width, 1]))], 3);
}

/** How much of a batch's statistics the running ones take over, as in PyTorch. */
const MOMENTUM = 0.1;

/** What batch norms have seen, as numbers, in the order of their prefixes; disposes of the tensors. */
export async function readStatistics(
  seen: ReadonlyMap<string, BatchStatistics>,
): Promise<Map<string, Float32Array>> {
  const read = new Map<string, Float32Array>();
  for (const [prefix, { mean, variance, count }] of seen) {
    read.set(`${prefix}.running_mean`, (await mean.data<'float32'>()).slice());
    const unbiased = count / Math.max(count - 1, 1);
    read.set(
      `${prefix}.running_var`,
      (await variance.data<'float32'>()).map((value) => value * unbiased),
    );
    mean.dispose();
    variance.dispose();
  }
  return read;
}

export function updateStatistics(parameters: ParameterSet, seen: ReadonlyMap<string, Float32Array>): void {
  for (const [name, fresh] of seen) {
    const running = parameters.of(name);
    for (let i = 0; i < running.length; i++) running[i] += MOMENTUM * (fresh[i] - running[i]);
  }
}
