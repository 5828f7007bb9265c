import type { Tensor, Tensor4D, Tfjs } from '../tfjs-layout.js';
import { allSides } from '../tfjs-layout.js';
import { columnSums, scaleChannels } from './columns.js';

/** Operations with gradients of their own: faster, or not to be had from the library's. */

/** A convolution with a bias in one pass. @param filter [height, width, in, out] */
export function convolve(
  tf: Tfjs,
  x: Tensor,
  filter: Tensor,
  bias: Tensor | null,
  stride: number,
  padding: number,
): Tensor {
  if (bias === null) return tf.conv2d(x as Tensor4D, filter as Tensor4D, stride, allSides(padding));
  return tf.engine().runKernel<Tensor4D>(
    'FusedConv2D',
    { x, filter, bias },
    {
      strides: [stride, stride],
      pad: allSides(padding),
      dataFormat: 'NHWC',
      dilations: [1, 1],
      activation: 'linear',
    },
  );
}

/** x where it is positive, slope × x elsewhere, as a product with a step: the library's own is slow in WebAssembly. */
export function leakyRelu(tf: Tfjs, input: Tensor, slope: number): Tensor {
  return tf.customGrad((x, save) => {
    const factor = tf.step(x as Tensor, slope);
    (save as (saved: Tensor[]) => void)([factor]);
    return {
      value: tf.mul(x as Tensor, factor),
      gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(dy, saved[0]),
    };
  })(input);
}

/** What batch norm has seen of a batch. */
export interface BatchStatistics {
  readonly mean: Tensor;
  /** Divided by the number of values, as the norm itself uses it. */
  readonly variance: Tensor;
  /** Values a channel. */
  readonly count: number;
}

/** Mean and variance of every channel; not differentiated. */
export function batchStatistics(tf: Tfjs, x: Tensor): BatchStatistics {
  const count = x.size / x.shape.at(-1)!;
  const mean = tf.div(columnSums(tf, x), count);
  const centred = scaleChannels(tf, x, tf.onesLike(mean), tf.neg(mean));
  return { mean, variance: tf.div(columnSums(tf, tf.square(centred)), count), count };
}

/**
 * Batch norm by the statistics of the batch, through which the gradient goes too (Ioffe and Szegedy 2015): with x̂ the
 * normalised values, dx = γ/σ · (dy − mean(dy) − x̂ · mean(dy · x̂)).
 */
export function normalise(
  tf: Tfjs,
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  { mean, variance, count }: BatchStatistics,
  eps: number,
): Tensor {
  return tf.customGrad((x, g, b, save) => {
    const scale = tf.rsqrt(tf.add(variance, eps));
    const normal = scaleChannels(tf, x as Tensor, scale, tf.neg(tf.mul(mean, scale)));
    (save as (saved: Tensor[]) => void)([normal, scale, g as Tensor]);
    const value = scaleChannels(tf, normal, g as Tensor, b as Tensor);
    return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => normalisedGradients(tf, dy, saved, count) };
  })(input, gamma, beta);
}

function normalisedGradients(tf: Tfjs, dy: Tensor, [normal, scale, gamma]: Tensor[], count: number) {
  const dBeta = columnSums(tf, dy);
  const dGamma = columnSums(tf, tf.mul(dy, normal));
  const factor = tf.mul(gamma, scale);
  const first = scaleChannels(tf, dy, factor, tf.neg(tf.div(tf.mul(factor, dBeta), count)));
  const second = scaleChannels(tf, normal, tf.div(tf.mul(factor, dGamma), count), tf.zerosLike(dBeta));
  return [tf.sub(first, second), dGamma, dBeta];
}

/**
 * Twice the size, bilinear with half-pixel centres: the library's gradient ignores half-pixel centres. Every pixel goes
 * into four rows with the weights ¼ ¾ ¾ ¼, those beyond the edge being the edge's; and so with columns.
 */
export function doubleSize(tf: Tfjs, input: Tensor): Tensor {
  return tf.customGrad((x) => {
    const image = x as Tensor4D;
    const [, height, width] = image.shape;
    return {
      value: tf.image.resizeBilinear(image, [2 * height, 2 * width], false, true),
      gradFunc: (dy: Tensor) => halve(tf, halve(tf, dy, 1), 2),
    };
  })(input);
}

/** The adjoint of doubling along one axis of [batch, height, width, channels]. */
function halve(tf: Tfjs, dy: Tensor, axis: 1 | 2): Tensor {
  const channels = (dy as Tensor4D).shape[3];
  const edges = [0, 1, 2, 3].map((one): [number, number] => (one === axis ? [1, 1] : [0, 0]));
  const grown = tf.mirrorPad(dy, edges, 'symmetric') as Tensor4D;
  // Rows (or columns) in pairs: then the pairs that a pixel went to are neighbours along an axis of half the length.
  const weights = tf.tensor4d([0.25, 0.75, 0.75, 0.25], axis === 1 ? [4, 1, 1, 1] : [1, 4, 1, 1]);
  const strides: [number, number] = axis === 1 ? [2, 1] : [1, 2];
  return tf.depthwiseConv2d(grown, tf.tile(weights, [1, 1, channels, 1]) as Tensor4D, strides, 'valid');
}

/** Moves every image of a batch by its own (rows, columns); what comes in is 0. The gradient is moved back. */
export function translate(tf: Tfjs, input: Tensor, shifts: readonly (readonly [number, number])[]): Tensor {
  return tf.customGrad((x) => ({
    value: moved(tf, x as Tensor, shifts),
    gradFunc: (dy: Tensor) =>
      moved(
        tf,
        dy,
        shifts.map(([down, right]) => [-down, -right] as const),
      ),
  }))(input);
}

function moved(tf: Tfjs, images: Tensor, shifts: readonly (readonly [number, number])[]): Tensor {
  const [, height, width, channels] = images.shape;
  const reach = Math.max(...shifts.flat().map(Math.abs));
  const grown = tf.pad(images, [
    [0, 0],
    [reach, reach],
    [reach, reach],
    [0, 0],
  ]);
  const parts = shifts.map(([down, right], image) =>
    tf.slice(grown, [image, reach - down, reach - right, 0], [1, height, width, channels]),
  );
  return tf.concat(parts, 0);
}

/** What is computed from values that are held fixed, themselves unless given: no gradient goes through. */
export function constant(
  tf: Tfjs,
  input: Tensor,
  compute: (held: Tensor) => Tensor = (held) => tf.clone(held),
): Tensor {
  return tf.customGrad((x) => {
    const { shape } = x as Tensor;
    return { value: compute(x as Tensor), gradFunc: () => tf.zeros(shape) };
  })(input);
}
