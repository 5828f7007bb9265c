import type * as tfjs from '@tensorflow/tfjs-core';

export type Tfjs = typeof tfjs;
export type Tensor = tfjs.Tensor;
export type Tensor2D = tfjs.Tensor2D;
export type Tensor4D = tfjs.Tensor4D;
export type Variable = tfjs.Variable;

/** [batch, channels, height, width] to [batch, height, width, channels], the only order that all backends support. */
export function channelsLast(tf: Tfjs, image: tfjs.Tensor): tfjs.Tensor {
  return tf.transpose(image, [0, 2, 3, 1]);
}

/** Back to PyTorch's order, in which images are flattened and given back; rows stay as they are. */
export function channelsFirst(tf: Tfjs, value: tfjs.Tensor): tfjs.Tensor {
  return value.rank === 4 ? tf.transpose(value, [0, 3, 1, 2]) : value;
}

export function flatten(tf: Tfjs, value: tfjs.Tensor): tfjs.Tensor {
  return tf.reshape(channelsFirst(tf, value), [value.shape[0], -1]);
}

/** The same padding on all sides of an image; given as one number the library takes every kernel to be square. */
export function allSides(pad: number): tfjs.backend_util.ExplicitPadding {
  return [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
}
