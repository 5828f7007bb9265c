import type * as tfjs from '@tensorflow/tfjs-core';
import type { LayerTable } from '../layer-table.js';
import { applyTable } from '../layer-table.js';
import type { Layer, Weights } from '../network.js';
import { BATCH_NORM_PARTS } from '../network-shapes.js';
import { constantShape } from '../shape.js';
import type { Tfjs } from './tfjs-layout.js';
import { allSides, channelsFirst, channelsLast, flatten } from './tfjs-layout.js';

/**
 * A step of a compiled network. Images flow as [batch, height, width, channels], the only order that all of
 * TensorFlow.js's backends support; rows as [batch, length]. `source` is what the whole network was given.
 */
export type Step = (input: tfjs.Tensor, source: tfjs.Tensor) => tfjs.Tensor;

/** What compiling needs: the library, the weights, and where tensors that outlive the compilation are noted. */
export interface Workshop {
  readonly tf: Tfjs;
  readonly weights: Weights;
  readonly kept: tfjs.Tensor[];
}

/** The steps of some layers, one after the other. Their weights are uploaded and laid out here, once. */
export function compileLayers(layers: readonly Layer[], workshop: Workshop): Step {
  const steps = layers.map((layer) => applyTable(compilers, layer, workshop));
  return (input, source) => steps.reduce((value, step) => step(value, source), input);
}

const compilers: LayerTable<[workshop: Workshop], Step> = {
  linear: ({ weight, bias }, workshop) => {
    const { tf } = workshop;
    const matrix = keep(workshop, tf.transpose(load(workshop, weight)));
    const add = adder(bias, workshop);
    return (input) => add(tf.matMul(input as tfjs.Tensor2D, matrix as tfjs.Tensor2D));
  },
  reshape:
    ({ shape }, { tf }) =>
    (input) => {
      const value = tf.reshape(channelsFirst(tf, input), [input.shape[0], ...shape]);
      return shape.length === 3 ? channelsLast(tf, value) : value;
    },
  flatten:
    (_, { tf }) =>
    (input) =>
      flatten(tf, input),
  conv2d: ({ weight, bias, stride, padding }, workshop) => {
    const { tf } = workshop;
    const filter = keep(workshop, tf.transpose(load(workshop, weight), [2, 3, 1, 0])) as tfjs.Tensor4D;
    const add = adder(bias, workshop);
    return (input) => add(tf.conv2d(input as tfjs.Tensor4D, filter, stride, allSides(padding)));
  },
  conv_transpose2d: ({ weight, bias, stride, padding, output_padding = 0 }, workshop) => {
    const { tf } = workshop;
    const filter = keep(workshop, tf.transpose(load(workshop, weight), [2, 3, 1, 0])) as tfjs.Tensor4D;
    const add = adder(bias, workshop);
    const [kernelHeight, kernelWidth, channels] = filter.shape;
    const side = (length: number, kernel: number) =>
      (length - 1) * stride + kernel + output_padding - 2 * padding;
    return (input) => {
      const [count, height, width] = input.shape;
      const shape: [number, number, number, number] = [
        count,
        side(height, kernelHeight),
        side(width, kernelWidth),
        channels,
      ];
      return add(tf.conv2dTranspose(input as tfjs.Tensor4D, filter, shape, stride, allSides(padding)));
    };
  },
  batch_norm: ({ prefix, eps }, workshop) => {
    const { tf } = workshop;
    const [gamma, beta, mean, variance] = BATCH_NORM_PARTS.map((part) => load(workshop, `${prefix}.${part}`));
    const scale = keep(workshop, tf.div(gamma, tf.sqrt(tf.add(variance, eps))));
    const shift = keep(workshop, tf.sub(beta, tf.mul(mean, scale)));
    return (input) => tf.add(tf.mul(input, scale), shift);
  },
  relu: (_, { tf }) => tf.relu,
  tanh: (_, { tf }) => tf.tanh,
  sigmoid: (_, { tf }) => tf.sigmoid,
  leaky_relu:
    ({ slope }, { tf }) =>
    (input) =>
      tf.leakyRelu(input, slope),
  upsample:
    ({ mode, scale, half_pixel = true }, { tf }) =>
    (input) => {
      const size: [number, number] = [input.shape[1]! * scale, input.shape[2]! * scale];
      const image = input as tfjs.Tensor4D;
      if (mode === 'nearest') return tf.image.resizeNearestNeighbor(image, size);
      return tf.image.resizeBilinear(image, size, false, half_pixel);
    },
  concat_constant: ({ tensor }, workshop) => {
    const { tf } = workshop;
    const image = tf.reshape(load(workshop, tensor), [1, ...constantShape(workshop.weights.get(tensor)!)]);
    const constant = keep(workshop, channelsLast(tf, image));
    return (input) => tf.concat([input, tf.tile(constant, [input.shape[0], 1, 1, 1])], 3);
  },
  concat_maps: ({ tensor }, workshop) => {
    const { tf, weights } = workshop;
    const [count, ...sides] = weights.get(tensor)!.shape;
    const image = channelsLast(tf, load(workshop, tensor));
    const [channels, height, width] = sides;
    const flat = tf.reshape(tf.div(image, Math.sqrt(count)), [count, height * width * channels]);
    const maps = keep(workshop, flat) as tfjs.Tensor2D;
    return (input, source) => {
      const [batch, length] = source.shape;
      const shares = tf.slice(source as tfjs.Tensor2D, [0, length! - count], [batch, count]);
      return tf.concat([input, tf.reshape(tf.matMul(shares, maps), [batch, height, width, channels])], 3);
    };
  },
  pad:
    ({ pads }, { tf }) =>
    (input) => {
      const [top, bottom, left, right] = pads.map((pad) => Math.max(pad, 0));
      const grown = tf.pad(input, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]);
      const [cutTop, cutBottom, cutLeft, cutRight] = pads.map((pad) => Math.max(-pad, 0));
      const [, height, width] = grown.shape;
      return tf.slice(
        grown,
        [0, cutTop, cutLeft, 0],
        [-1, height - cutTop - cutBottom, width - cutLeft - cutRight, -1],
      );
    },
  max_pool:
    ({ size, stride, padding }, { tf }) =>
    (input) =>
      tf.maxPool(input as tfjs.Tensor4D, size, stride, padding),
  global_max_pool:
    (_, { tf }) =>
    (input) =>
      tf.max(input, [1, 2]),
  global_average_pool:
    (_, { tf }) =>
    (input) =>
      tf.mean(input, [1, 2]),
  adaptive_average_pool:
    ({ size }, { tf }) =>
    (input) => {
      const block: [number, number] = [input.shape[1]! / size[0], input.shape[2]! / size[1]];
      return tf.avgPool(input as tfjs.Tensor4D, block, block, 'valid');
    },
  concat: ({ branches }, workshop) => {
    const steps = branches.map((branch) => compileLayers(branch, workshop));
    return (input, source) =>
      workshop.tf.concat(
        steps.map((step) => flatten(workshop.tf, step(input, source))),
        1,
      );
  },
  residual: ({ layers, shortcut }, workshop) => {
    const main = compileLayers(layers, workshop);
    const side = compileLayers(shortcut, workshop);
    return (input, source) => workshop.tf.add(main(input, source), side(input, source));
  },
};

function load({ tf, weights }: Workshop, name: string): tfjs.Tensor {
  const { shape, data } = weights.get(name)!;
  return tf.tensor(data, [...shape], 'float32');
}

/** Saves a tensor from the tidy around the compilation. */
function keep({ tf, kept }: Workshop, tensor: tfjs.Tensor): tfjs.Tensor {
  kept.push(tensor);
  return tf.keep(tensor);
}

/** Adds a bias to the last axis. */
function adder(bias: string | null, workshop: Workshop): (input: tfjs.Tensor) => tfjs.Tensor {
  if (bias === null) return (input) => input;
  const values = keep(workshop, load(workshop, bias));
  return (input) => workshop.tf.add(input, values);
}
