import type * as tfjs from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, Tfjs } from '../tfjs-layout.js';
import { columnSums } from './columns.js';

/** What a gradient gets: the gradient of the output, what was saved, and the attributes of the kernel. */
interface Site {
  readonly tf: Tfjs;
  readonly dy: Tensor;
  readonly saved: readonly Tensor[];
  readonly attrs: tfjs.NamedAttrMap;
}

type Gradient = (site: Site) => Readonly<Record<string, () => Tensor>>;

interface Entry {
  readonly inputs?: readonly string[];
  /** Is the output needed? It comes after the inputs. */
  readonly output?: boolean;
  /** Are the inputs a list, all of it needed? */
  readonly list?: boolean;
  readonly gradient: Gradient;
}

/**
 * Registers how every kernel that training uses is differentiated.
 *
 * The main file of tfjs-core registers no gradient; those of its package are spread over modules that Node cannot
 * import (ES modules without extensions), unless the whole of tfjs-layers is installed. These few are all we need. Those
 * that a package such as tfjs-node brings along are left as they are.
 */
export function registerGradients(tf: Tfjs): void {
  for (const [kernelName, { inputs = [], output = false, list = false, gradient }] of Object.entries(
    gradients,
  )) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: [...inputs],
      saveAllInputs: list,
      outputsToSave: [output],
      gradFunc: (dy, saved, attrs) => ({ ...gradient({ tf, dy: dy as Tensor, saved, attrs }) }),
    });
  }
}

const unary = (derivative: (tf: Tfjs, dy: Tensor, x: Tensor) => Tensor): Entry => ({
  inputs: ['x'],
  gradient: ({ tf, dy, saved: [x] }) => ({ x: () => derivative(tf, dy, x) }),
});

const ofOutput = (derivative: (tf: Tfjs, dy: Tensor, y: Tensor) => Tensor): Entry => ({
  output: true,
  gradient: ({ tf, dy, saved: [y] }) => ({ x: () => derivative(tf, dy, y) }),
});

const binary = (
  left: (tf: Tfjs, dy: Tensor, a: Tensor, b: Tensor) => Tensor,
  right: (tf: Tfjs, dy: Tensor, a: Tensor, b: Tensor) => Tensor,
): Entry => ({
  inputs: ['a', 'b'],
  gradient: ({ tf, dy, saved: [a, b] }) => ({
    a: () => reduceTo(tf, left(tf, dy, a, b), a.shape),
    b: () => reduceTo(tf, right(tf, dy, a, b), b.shape),
  }),
});

const gradients: Readonly<Record<string, Entry>> = {
  Add: binary(
    (_, dy) => dy,
    (_, dy) => dy,
  ),
  Sub: binary(
    (_, dy) => dy,
    (tf, dy) => tf.neg(dy),
  ),
  Multiply: binary(
    (tf, dy, _a, b) => tf.mul(dy, b),
    (tf, dy, a) => tf.mul(dy, a),
  ),
  RealDiv: binary(
    (tf, dy, _a, b) => tf.div(dy, b),
    (tf, dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
  ),
  Neg: { gradient: ({ tf, dy }) => ({ x: () => tf.neg(dy) }) },
  Abs: unary((tf, dy, x) => tf.mul(dy, tf.step(x, -1))),
  Square: unary((tf, dy, x) => tf.mul(dy, tf.mul(x, 2))),
  Sqrt: ofOutput((tf, dy, y) => tf.div(dy, tf.mul(y, 2))),
  Log: unary((tf, dy, x) => tf.div(dy, x)),
  Exp: ofOutput((tf, dy, y) => tf.mul(dy, y)),
  Tanh: ofOutput((tf, dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))),
  Sigmoid: ofOutput((tf, dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))),
  Softplus: unary((tf, dy, x) => tf.mul(dy, tf.sigmoid(x))),
  Relu: unary((tf, dy, x) => tf.mul(dy, tf.step(x))),
  Asin: unary((tf, dy, x) => tf.div(dy, tf.sqrt(tf.sub(1, tf.square(x))))),
  ClipByValue: {
    inputs: ['x'],
    gradient: ({ tf, dy, saved: [x], attrs: { clipValueMin, clipValueMax } }) => ({
      x: () => {
        const above = tf.step(tf.sub(x, clipValueMin as number));
        return tf.mul(dy, tf.mul(above, tf.step(tf.sub(clipValueMax as number, x))));
      },
    }),
  },
  Reshape: unary((tf, dy, x) => tf.reshape(dy, x.shape)),
  Identity: { gradient: ({ tf, dy }) => ({ x: () => tf.clone(dy) }) },
  Cast: { gradient: ({ tf, dy }) => ({ x: () => tf.clone(dy) }) },
  Transpose: {
    gradient: ({ tf, dy, attrs: { perm } }) => ({
      x: () => {
        const order = perm as number[];
        return tf.transpose(
          dy,
          order.map((_, axis) => order.indexOf(axis)),
        );
      },
    }),
  },
  Sum: {
    inputs: ['x'],
    gradient: ({ tf, dy, saved: [x], attrs: { axis } }) => ({
      x: () => spread(tf, dy, x.shape, axis as number[]),
    }),
  },
  Mean: {
    inputs: ['x'],
    gradient: ({ tf, dy, saved: [x], attrs: { axis } }) => ({
      x: () => spread(tf, tf.mul(dy, dy.size / x.size), x.shape, axis as number[]),
    }),
  },
  Max: {
    inputs: ['x'],
    output: true,
    gradient: ({ tf, dy, saved: [x, y], attrs: { reductionIndices } }) => ({
      x: () => {
        const axes = reductionIndices as number[];
        const largest = tf.equal(x, spread(tf, y, x.shape, axes));
        return tf.mul(spread(tf, dy, x.shape, axes), tf.cast(largest, 'float32'));
      },
    }),
  },
  Concat: {
    list: true,
    gradient: ({ tf, dy, saved, attrs: { axis } }) => {
      const [along] = tf.util.parseAxisParam(axis as number, saved[0].shape);
      const parts = tf.split(
        dy,
        saved.map(({ shape }) => shape[along]),
        along,
      );
      return Object.fromEntries(parts.map((part, index) => [index, () => part]));
    },
  },
  Slice: {
    inputs: ['x'],
    gradient: ({ tf, dy, saved: [x], attrs: { begin } }) => ({
      x: () => {
        const starts = begin as number[];
        return tf.pad(
          dy,
          x.shape.map((side, axis): [number, number] => [starts[axis], side - starts[axis] - dy.shape[axis]]),
        );
      },
    }),
  },
  PadV2: {
    inputs: ['x'],
    gradient: ({ tf, dy, saved: [x], attrs: { paddings } }) => ({
      x: () =>
        tf.slice(
          dy,
          (paddings as [number, number][]).map(([before]) => before),
          x.shape,
        ),
    }),
  },
  BatchMatMul: {
    inputs: ['a', 'b'],
    gradient: ({ tf, dy, saved: [a, b], attrs: { transposeA, transposeB } }) => {
      if (transposeA || transposeB)
        throw new Error('the gradient of a transposed matrix product is not known');
      return { a: () => tf.matMul(dy, b, false, true), b: () => tf.matMul(a, dy, true, false) };
    },
  },
  Conv2D: { inputs: ['x', 'filter'], gradient: ofConvolution },
  FusedConv2D: {
    inputs: ['x', 'filter'],
    gradient: (site) => ({ ...ofConvolution(site), bias: () => columnSums(site.tf, site.dy) }),
  },
  Conv2DBackpropInput: {
    inputs: ['dy', 'filter'],
    gradient: ({ tf, dy, saved: [input, filter], attrs }) => ({
      dy: () => run(tf, 'Conv2D', { x: dy, filter }, { ...attrs, dilations: [1, 1] }),
      filter: () =>
        run(tf, 'Conv2DBackpropFilter', { x: dy, dy: input }, { ...attrs, filterShape: filter.shape }),
    }),
  },
  MaxPool: {
    inputs: ['x'],
    output: true,
    gradient: ({ tf, dy, saved: [input, output], attrs }) => ({
      x: () => run(tf, 'MaxPoolGrad', { dy, input, output }, attrs),
    }),
  },
  AvgPool: {
    inputs: ['x'],
    gradient: ({ tf, dy, saved: [input], attrs }) => ({
      x: () => run(tf, 'AvgPoolGrad', { dy, input }, attrs),
    }),
  },
};

function ofConvolution({ tf, dy, saved: [x, filter], attrs }: Site) {
  return {
    x: () => run(tf, 'Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: x.shape }),
    filter: () => run(tf, 'Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: filter.shape }),
  };
}

function run(tf: Tfjs, kernel: string, inputs: tfjs.NamedTensorMap, attrs: tfjs.NamedAttrMap): Tensor {
  return tf.engine().runKernel<Tensor4D>(kernel, inputs, attrs);
}

/** Repeats a tensor along the axes that were reduced, all of them where none are named. */
function spread(tf: Tfjs, dy: Tensor, shape: readonly number[], axis?: number | readonly number[]): Tensor {
  const axes = tf.util.parseAxisParam(axis as number[], [...shape]);
  const kept = shape.map((side, index) => (axes.includes(index) ? 1 : side));
  return tf.mul(tf.reshape(dy, kept), tf.ones([...shape]));
}

/** Sums over the axes along which a tensor of this shape was repeated. */
function reduceTo(tf: Tfjs, dy: Tensor, shape: number[]): Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, dy.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(dy, axes) : dy, shape);
}
