import { constant } from '../../engines/kernels/operations.js';
import type { Tensor, Tensor2D, Tfjs } from '../../engines/tfjs-layout.js';

/** The embeddings of the two views of a batch: [count, length] each. */
export type Pair = readonly [Tensor, Tensor];

/** Keeps roots and divisions finite. */
const TINY = 1e-8;

/**
 * Minus the mean cosine between what is predicted from one view and the other view, which is held fixed (Chen and He 2021,
 * algorithm 1).
 */
export function simsiamLoss(tf: Tfjs, views: Pair, predicted: Pair): Tensor {
  const similarity = (from: Tensor, to: Tensor) =>
    tf.mean(tf.sum(tf.mul(directions(tf, from), directions(tf, constant(tf, to))), 1));
  return tf.mul(tf.add(similarity(predicted[0], views[1]), similarity(predicted[1], views[0])), -0.5);
}

export interface VicregWeights {
  readonly invariance: number;
  readonly variance: number;
  readonly covariance: number;
}

/** Variance, invariance, covariance (Bardes et al. 2022, section 4). */
export function vicregLoss(tf: Tfjs, [one, other]: Pair, weights: VicregWeights): Tensor {
  const apart = tf.mean(tf.square(tf.sub(one, other)));
  const spreads = tf.div(tf.add(missingSpread(tf, one), missingSpread(tf, other)), 2);
  const together = tf.div(tf.add(covariance(tf, one), covariance(tf, other)), 2);
  return tf.add(
    tf.mul(apart, weights.invariance),
    tf.add(tf.mul(spreads, weights.variance), tf.mul(together, weights.covariance)),
  );
}

/** How far the standard deviations over the batch are below 1, on average. */
function missingSpread(tf: Tfjs, rows: Tensor): Tensor {
  const count = rows.shape[0];
  const centred = tf.sub(rows, tf.mean(rows, 0, true));
  const variance = tf.div(tf.sum(tf.square(centred), 0), Math.max(count - 1, 1));
  return tf.mean(tf.relu(tf.sub(1, tf.sqrt(tf.add(variance, 1e-4)))));
}

/** The squared covariances of different numbers, summed and divided by their count. */
function covariance(tf: Tfjs, rows: Tensor): Tensor {
  const [count, length] = rows.shape;
  const centred = tf.sub(rows, tf.mean(rows, 0, true)) as Tensor2D;
  const matrix = tf.div(tf.matMul(tf.transpose(centred), centred), Math.max(count - 1, 1));
  const different = tf.sub(1, tf.eye(length));
  return tf.div(tf.sum(tf.square(tf.mul(matrix, different))), length);
}

/** Normalised temperature-scaled cross-entropy of telling the other view from the rest of the batch (Chen et al. 2020). */
export function ntXentLoss(tf: Tfjs, [one, other]: Pair, temperature: number): Tensor {
  const count = one.shape[0];
  const all = directions(tf, tf.concat([one, other], 0)) as Tensor2D;
  // At most 0: exponentials cannot overflow.
  const logits = tf.div(tf.sub(tf.matMul(all, tf.transpose(all)), 1), temperature);
  const others = tf.sub(1, tf.eye(2 * count));
  const total = tf.log(tf.sum(tf.mul(tf.exp(logits), others), 1));
  const first = tf.slice(all, [0, 0], [count, -1]);
  const second = tf.slice(all, [count, 0], [count, -1]);
  const right = tf.div(tf.sub(tf.mean(tf.sum(tf.mul(first, second), 1)), 1), temperature);
  return tf.sub(tf.mean(total), right);
}

/**
 * Mean squared error of standardised parameters over the two views, each with its weight.
 *
 * @param emphasis how much each parameter's error counts beside the others', [parameters]; all alike unless given
 */
export function parametersLoss(
  tf: Tfjs,
  read: Pair,
  targets: Pair,
  weights: readonly [number, number],
  emphasis: readonly number[] = Array.from({ length: read[0].shape[1]! }, () => 1),
): Tensor {
  const whole = emphasis.reduce((sum, one) => sum + one, 0);
  const shares = tf.tensor1d(emphasis.map((one) => one / whole));
  const error = (view: 0 | 1) => {
    const squares = tf.mean(tf.square(tf.sub(read[view], targets[view])), 0);
    return tf.mul(tf.sum(tf.mul(squares, shares)), weights[view]);
  };
  return tf.add(error(0), error(1));
}

/** Rows of length 1. */
function directions(tf: Tfjs, rows: Tensor): Tensor {
  const squares = tf.sum(tf.square(rows), 1, true);
  return tf.div(rows, tf.sqrt(tf.add(squares, TINY)));
}
