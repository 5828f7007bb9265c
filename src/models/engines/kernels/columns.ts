import type { Tensor, Tensor2D, Tensor4D, Tfjs } from '../tfjs-layout.js';

/**
 * The sums over all axes but the last, [channels]. A product with a row of ones: where reductions transpose first, as in
 * WebAssembly, it is ten times as fast.
 */
export function columnSums(tf: Tfjs, value: Tensor): Tensor {
  const channels = value.shape.at(-1)!;
  const rows = value.size / channels;
  const matrix = tf.reshape(value, [rows, channels]) as Tensor2D;
  return tf.reshape(tf.matMul(tf.ones([1, rows]) as Tensor2D, matrix), [channels]);
}

/** value × scale + shift with one scale and shift a channel, the last axis: a 1 × 1 convolution of each channel. */
export function scaleChannels(tf: Tfjs, value: Tensor, scale: Tensor, shift: Tensor): Tensor {
  if (value.rank !== 4) return tf.add(tf.mul(value, scale), shift);
  return tf.fused.depthwiseConv2d({
    x: value as Tensor4D,
    filter: tf.reshape(scale, [1, 1, -1, 1]),
    strides: 1,
    pad: 'valid',
    bias: shift,
  });
}
