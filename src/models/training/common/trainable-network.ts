import { fail } from '../../../diagnostics/diagnostic.js';
import {
  batchStatistics,
  convolve,
  doubleSize,
  leakyRelu,
  normalise,
  type BatchStatistics,
} from '../../engines/kernels/operations.js';
import type { Tensor, Tensor2D, Tensor4D, Tfjs } from '../../engines/tfjs-layout.js';
import { channelsFirst, channelsLast, flatten } from '../../engines/tfjs-layout.js';
import type { LayerOf } from '../../layer-table.js';
import type { Layer } from '../../network.js';
import type { ParameterSet } from './parameter-set.js';

/** One way through a network. */
export interface Pass {
  /** New random images [count, height, width, channels] in place of constant ones; absent in inference. */
  readonly noise?: (shape: readonly [number, number, number, number]) => Tensor;
  /**
   * Where batch norms note what they have seen, by their prefix, in training; the caller disposes of it. Absent, they
   * use their running statistics.
   */
  readonly statistics?: Map<string, BatchStatistics>;
}

/** A pass, and what the whole network is given. */
interface InnerPass extends Pass {
  readonly source: Tensor;
}

type Step = (input: Tensor, pass: InnerPass) => Tensor;

interface Site {
  readonly tf: Tfjs;
  readonly parameters: ParameterSet;
}

/** A network that can be differentiated by its parameters. Images flow channels last, as in `compileLayers`. */
export type TrainableNetwork = (input: Tensor, pass: Pass) => Tensor;

/**
 * Makes a network of layers whose weights are variables.
 *
 * @throws GiqError `file-structure` for a layer that cannot be trained
 */
export function trainableNetwork(
  tf: Tfjs,
  layers: readonly Layer[],
  parameters: ParameterSet,
): TrainableNetwork {
  const steps: Step[] = [];
  for (let index = 0; index < layers.length; index++) {
    const [layer, next] = [layers[index], layers[index + 1]];
    if ((layer.op === 'concat_constant' || layer.op === 'concat_maps') && next?.op === 'conv2d') {
      steps.push(noisyConvolution(layer, next, { tf, parameters }));
      index++;
    } else steps.push(stepOf(layer, { tf, parameters }));
  }
  return (source, pass) => steps.reduce((value, step) => step(value, { ...pass, source }), source);
}

function stepOf(layer: Layer, site: Site): Step {
  const { tf } = site;
  switch (layer.op) {
    case 'linear':
      return linear(layer, site);
    case 'reshape':
      return reshape(layer, site);
    case 'flatten':
      return (input) => flatten(tf, input);
    case 'conv2d':
      return (input) => {
        const { weight, bias, stride, padding } = layer;
        return convolve(tf, input, filterOf(weight, site), tensorOf(bias, site), stride, padding);
      };
    case 'conv_transpose2d':
      return transposed(layer, site);
    case 'batch_norm':
      return batchNorm(layer, site);
    case 'leaky_relu':
      return (input) => leakyRelu(tf, input, layer.slope);
    case 'relu':
    case 'tanh':
    case 'sigmoid':
      return (input) => tf[layer.op](input);
    case 'upsample':
      return upsample(layer, site);
    case 'concat_constant':
    case 'concat_maps':
      return (input, pass) => tf.concat([input, noiseFor(layer, input, pass, site)], 3);
    case 'pad':
      return pad(layer, site);
    case 'max_pool':
      return (input) => tf.maxPool(input as Tensor4D, layer.size, layer.stride, layer.padding);
    case 'global_max_pool':
      return (input) => tf.max(input, [1, 2]);
    case 'global_average_pool':
      return (input) => tf.mean(input, [1, 2]);
    case 'adaptive_average_pool':
      return averagePool(layer, site);
    case 'concat':
      return concat(layer, site);
    case 'residual':
      return residual(layer, site);
  }
}

function concat({ branches }: LayerOf<'concat'>, { tf, parameters }: Site): Step {
  const all = branches.map((branch) => trainableNetwork(tf, branch, parameters));
  return (input, pass) =>
    tf.concat(
      all.map((branch) => flatten(tf, branch(input, pass))),
      1,
    );
}

function residual({ layers, shortcut }: LayerOf<'residual'>, { tf, parameters }: Site): Step {
  const [main, side] = [layers, shortcut].map((one) => trainableNetwork(tf, one, parameters));
  return (input, pass) => tf.add(main(input, pass), side(input, pass));
}

function reshape({ shape }: LayerOf<'reshape'>, { tf }: Site): Step {
  return (input) => {
    const value = tf.reshape(channelsFirst(tf, input), [input.shape[0], ...shape]);
    return shape.length === 3 ? channelsLast(tf, value) : value;
  };
}

function averagePool({ size }: LayerOf<'adaptive_average_pool'>, { tf }: Site): Step {
  return (input) => {
    const [, height, width] = (input as Tensor4D).shape;
    const block: [number, number] = [height / size[0], width / size[1]];
    return tf.avgPool(input as Tensor4D, block, block, 'valid');
  };
}

function untrainable(op: string): never {
  const expected = 'a layer that can be trained';
  return fail('file-structure', { file: 'the recipe', key: 'op', found: op, expected });
}

/** [out, in, height, width] to the library's [height, width, in, out]. */
const filterOf = (name: string, { tf, parameters }: Site): Tensor =>
  tf.transpose(parameters.tensor(name), [2, 3, 1, 0]);

const tensorOf = (name: string | null, { parameters }: Site): Tensor | null =>
  name === null ? null : parameters.tensor(name);

function linear({ weight, bias }: LayerOf<'linear'>, site: Site): Step {
  const { tf, parameters } = site;
  return (input) => {
    const product = tf.matMul(input as Tensor2D, tf.transpose(parameters.tensor(weight)) as Tensor2D);
    return bias === null ? product : tf.add(product, parameters.tensor(bias));
  };
}

function transposed(layer: LayerOf<'conv_transpose2d'>, site: Site): Step {
  const { weight, bias, stride, padding, output_padding = 0 } = layer;
  const { tf } = site;
  return (input) => {
    const filter = filterOf(weight, site) as Tensor4D;
    const [height, width, channels] = filter.shape;
    const side = (length: number, kernel: number) =>
      (length - 1) * stride + kernel + output_padding - 2 * padding;
    const [count, rows, columns] = (input as Tensor4D).shape;
    const value = tf.conv2dTranspose(
      input as Tensor4D,
      filter,
      [count, side(rows, height), side(columns, width), channels],
      stride,
      [
        [0, 0],
        [padding, padding],
        [padding, padding],
        [0, 0],
      ],
    );
    return bias === null ? value : tf.add(value, tensorOf(bias, site)!);
  };
}

function batchNorm({ prefix, eps }: LayerOf<'batch_norm'>, { tf, parameters }: Site): Step {
  const part = (name: string) => parameters.tensor(`${prefix}.${name}`);
  return (input, { statistics }) => {
    if (statistics) {
      const seen = batchStatistics(tf, input);
      statistics.set(prefix, { ...seen, mean: tf.keep(seen.mean), variance: tf.keep(seen.variance) });
      return normalise(tf, input, part('weight'), part('bias'), seen, eps);
    }
    const scale = tf.div(part('weight'), tf.sqrt(tf.add(part('running_var'), eps)));
    return tf.add(tf.mul(input, scale), tf.sub(part('bias'), tf.mul(part('running_mean'), scale)));
  };
}

function upsample({ mode, scale, half_pixel }: LayerOf<'upsample'>, { tf }: Site): Step {
  if (mode === 'bilinear' && scale === 2 && half_pixel !== false) return (input) => doubleSize(tf, input);
  return untrainable(`upsample ${mode} ${scale}`);
}

type Noise = Extract<Layer, { readonly op: 'concat_constant' | 'concat_maps' }>;

function noiseFor({ op, tensor }: Noise, input: Tensor, pass: InnerPass, site: Site): Tensor {
  const { tf, parameters } = site;
  const [count, height, width] = (input as Tensor4D).shape;
  const constant = parameters.tensor(tensor);
  const channels = constant.shape.at(-3)!;
  if (pass.noise) return pass.noise([count, height, width, channels]);
  if (op === 'concat_maps') return channelsLast(tf, weightedMaps(tf, constant, pass.source));
  const image = channelsLast(tf, tf.reshape(constant, [1, channels, height, width]));
  return tf.tile(image, [count, 1, 1, 1]);
}

/** Maps [k, c, h, w] weighted by the last k latents, over √k. */
function weightedMaps(tf: Tfjs, maps: Tensor, latents: Tensor): Tensor {
  const [batch, length] = latents.shape;
  const [count, ...sides] = maps.shape;
  const shares = tf.slice(latents, [0, length! - count], [batch, count]) as Tensor2D;
  const flat = tf.reshape(tf.div(maps, Math.sqrt(count)), [count, -1]) as Tensor2D;
  return tf.reshape(tf.matMul(shares, flat), [batch, ...sides]);
}

/**
 * A convolution of an image and noise is the sum of their convolutions. Joining channels and taking their gradients apart
 * again costs more than the convolution where memory is slow.
 */
function noisyConvolution(noise: Noise, layer: LayerOf<'conv2d'>, site: Site): Step {
  const { tf } = site;
  const { weight, bias, stride, padding } = layer;
  return (input, pass) => {
    const random = noiseFor(noise, input, pass, site);
    const [filters, , ...kernel] = site.parameters.tensor(weight).shape;
    const part = (first: number, channels: number) =>
      tf.transpose(
        tf.slice(site.parameters.tensor(weight), [0, first, 0, 0], [filters, channels, ...kernel]),
        [2, 3, 1, 0],
      );
    const channels = (input as Tensor4D).shape[3];
    const ofImage = convolve(tf, input, part(0, channels), tensorOf(bias, site), stride, padding);
    const more = (random as Tensor4D).shape[3];
    return tf.add(ofImage, convolve(tf, random, part(channels, more), null, stride, padding));
  };
}

function pad({ pads }: LayerOf<'pad'>, { tf }: Site): Step {
  const [top, bottom, left, right] = pads.map((side) => Math.max(side, 0));
  const [cutTop, cutBottom, cutLeft, cutRight] = pads.map((side) => Math.max(-side, 0));
  return (input) => {
    const grown = tf.pad(input, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
    const [count, height, width, channels] = (grown as Tensor4D).shape;
    const size = [count, height - cutTop - cutBottom, width - cutLeft - cutRight, channels];
    return tf.slice(grown, [0, cutTop, cutLeft, 0], size);
  };
}
