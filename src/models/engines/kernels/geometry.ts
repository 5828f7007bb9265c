import type * as tfjs from '@tensorflow/tfjs-core';
import type { Tfjs } from '../tfjs-layout.js';

/** Attributes that the kernels of a convolution share. */
interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | tfjs.backend_util.ExplicitPadding;
}

/** Sizes and padding of a convolution with the same stride in both directions. */
export function geometry(
  tf: Tfjs,
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: tfjs.NamedAttrMap,
) {
  const { strides, pad } = attrs as tfjs.NamedAttrMap & ConvolutionAttributes;
  const info = tf.backend_util.computeConv2DInfo(
    [...inputShape] as [number, number, number, number],
    [...filterShape] as [number, number, number, number],
    strides,
    1,
    pad,
  );
  if (info.strideHeight !== info.strideWidth) throw new Error('strides that differ are not known');
  return { info, stride: info.strideHeight };
}
