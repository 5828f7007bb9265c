import type * as tfjs from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, Tfjs } from '../tfjs-layout.js';
import { geometry } from './geometry.js';
import { inputGradient } from './input-gradient.js';

const BACKEND = 'wasm';

type Inputs = Readonly<Record<string, Tensor>>;

/**
 * Registers the three kernels that training needs and that TensorFlow.js's WebAssembly backend lacks (the gradient of a
 * filter) or has in a slow form (the gradient of a convolution's input, products of transposed matrices), composed of
 * its fast ones: convolution and plain matrix product, which are XNNPACK's. A fourth, the gradient of a max pool, is
 * wrong there where a window is negative. Other backends keep their own.
 */
export function registerWasmKernels(tf: Tfjs): void {
  compose(tf, 'Conv2DBackpropFilter', filterGradient);
  compose(tf, 'Conv2DBackpropInput', inputGradient);
  const product = tf.getKernel('BatchMatMul', BACKEND).kernelFunc;
  replace(tf, 'BatchMatMul', (parameters) => multiply(tf, product, parameters));
  const pool = tf.getKernel('MaxPoolGrad', BACKEND).kernelFunc;
  replace(tf, 'MaxPoolGrad', (parameters) => poolGradient(tf, pool, parameters));
}

type Composition = (tf: Tfjs, inputs: Inputs, attrs: tfjs.NamedAttrMap) => Tensor;

function compose(tf: Tfjs, kernelName: string, composition: Composition): void {
  replace(tf, kernelName, ({ inputs, attrs }) =>
    tf.tidy(() => composition(tf, inputs as Inputs, attrs ?? {})),
  );
}

function replace(tf: Tfjs, kernelName: string, kernelFunc: tfjs.KernelFunc): void {
  if (tf.getKernel(kernelName, BACKEND)) tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({ kernelName, backendName: BACKEND, kernelFunc });
}

/**
 * dL/dfilter[a, b, i, o] = Σ x[n, stride·r + a − pad, stride·c + b − pad, i] · dy[n, r, c, o]: a convolution of x by dy in
 * which the images of the batch are the channels, the channels of x the batch, and the stride is a dilation.
 */
function filterGradient(tf: Tfjs, { x, dy }: Inputs, attrs: tfjs.NamedAttrMap): Tensor {
  const shape = attrs.filterShape as [number, number, number, number];
  const { info, stride } = geometry(tf, x.shape, shape, attrs);
  const { top, left } = info.padInfo;
  const bottom = (info.outHeight - 1) * stride + shape[0] - top - info.inHeight;
  const right = (info.outWidth - 1) * stride + shape[1] - left - info.inWidth;
  const images = tf.transpose(cropEnd(tf, x, bottom, right), [3, 1, 2, 0]) as Tensor4D;
  const kernel = tf.transpose(dy, [1, 2, 0, 3]) as Tensor4D;
  const pads: tfjs.backend_util.ExplicitPadding = [
    [0, 0],
    [top, Math.max(bottom, 0)],
    [left, Math.max(right, 0)],
    [0, 0],
  ];
  return tf.transpose(tf.conv2d(images, kernel, 1, pads, 'NHWC', stride), [1, 2, 0, 3]);
}

/** Removes the last rows and columns where their number is negative: a strided window did not reach them. */
function cropEnd(tf: Tfjs, x: Tensor, bottom: number, right: number): Tensor {
  if (bottom >= 0 && right >= 0) return x;
  const [count, height, width, channels] = x.shape;
  const size = [count, height + Math.min(bottom, 0), width + Math.min(right, 0), channels];
  return tf.slice(x, [0, 0, 0, 0], size);
}

/** A product whose transposed matrices are transposed first. */
function multiply(tf: Tfjs, product: tfjs.KernelFunc, parameters: Parameters<tfjs.KernelFunc>[0]) {
  const { transposeA, transposeB } = parameters.attrs ?? {};
  if (!transposeA && !transposeB) return product(parameters);
  return tf.tidy(() => {
    const { a, b } = parameters.inputs as { a: Tensor; b: Tensor };
    return tf.matMul(transposeA ? flipped(tf, a) : a, transposeB ? flipped(tf, b) : b);
  });
}

function flipped(tf: Tfjs, matrix: Tensor): Tensor {
  const axes = matrix.shape.map((_, axis) => axis);
  return tf.transpose(matrix, [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!]);
}

/** The backend looks for the largest number above 0 in a window, so the input is made positive. */
function poolGradient(tf: Tfjs, gradient: tfjs.KernelFunc, parameters: Parameters<tfjs.KernelFunc>[0]) {
  const { input } = parameters.inputs as { input: Tensor };
  const positive = tf.tidy(() => tf.add(tf.sub(input, tf.min(input)), 1));
  const result = gradient({ ...parameters, inputs: { ...parameters.inputs, input: positive } });
  tf.dispose(positive);
  return result;
}
