import type { LayerTable } from './layer-table.js';
import { applyTable } from './layer-table.js';
import type { Layer, Network, Weights } from './network.js';
import type { Site } from './network-checks.js';
import {
  biasSize,
  check,
  checkConstant,
  checkMaps,
  checkVector,
  expectSame,
  imageSides,
  rowLength,
  solid,
  weightShape,
} from './network-checks.js';
import type { Shape } from './shape.js';
import { shapeText, sizeOf } from './shape.js';

/** What a layer makes of one item. */
export interface Effect {
  readonly output: Shape;
  /** Numbers that training changes: not running statistics, not constants. */
  readonly parameters: number;
  /** Multiply–accumulates of convolutions and linear layers; the rest is not counted. */
  readonly multiplications: number;
}

export interface LayerSummary extends Effect {
  /** Such as `layers[3] (conv2d)`. */
  readonly layer: string;
}

export interface NetworkSummary extends Effect {
  /** The outermost layers, in order. */
  readonly layers: readonly LayerSummary[];
}

/**
 * Follows the shape of one item through a network, checking every layer against its input and its weights.
 *
 * @param file name for messages
 * @throws GiqError `network-unfit`: naming the layer, what was found and what was expected
 */
export function summariseNetwork(network: Network, weights: Weights, file: string): NetworkSummary {
  const source = network.input;
  const summary = follow(network.layers, source, { weights, file, layer: '', source });
  expectSame(summary.output, network.output, { weights, file, layer: 'output', source });
  return summary;
}

/**
 * The shape of one item after a layer.
 *
 * @param source the shape of what the whole network is given
 */
export function outputShape(layer: Layer, input: Shape, weights: Weights, source: Shape): Shape {
  return applyTable(effects, layer, input, { weights, file: 'network', layer: layer.op, source }).output;
}

function follow(layers: readonly Layer[], input: Shape, site: Site): NetworkSummary {
  const summaries: LayerSummary[] = [];
  for (const [index, layer] of layers.entries()) {
    const name = `${site.layer}layers[${index}] (${layer.op})`;
    const before = summaries.at(-1)?.output ?? input;
    const effect = applyTable(effects, layer, before, { ...site, layer: name });
    requireSize(effect.output, { ...site, layer: name });
    summaries.push({ layer: name, ...effect });
  }
  return { output: summaries.at(-1)?.output ?? input, ...costs(summaries), layers: summaries };
}

/** What a layer may make of one item: eight times the largest of the paper's networks, 32 MB. */
const MOST_NUMBERS = 2 ** 23;

function requireSize(output: Shape, site: Site): void {
  check(sizeOf(output) <= MOST_NUMBERS, site, shapeText(output), `at most ${MOST_NUMBERS} numbers an item`);
}

const effects: LayerTable<[input: Shape, site: Site], Effect> = {
  linear: ({ weight, bias }, input, site) => {
    const length = rowLength(input, site);
    const [out, into] = weightShape(weight, 2, site);
    check(into === length, site, `${weight} for ${into} inputs`, `one for ${length}`);
    return { output: [out], parameters: out * into + biasSize(bias, out, site), multiplications: out * into };
  },
  reshape: ({ shape }, input, site) => {
    check(sizeOf(shape) === sizeOf(input), site, shapeText(shape), `${sizeOf(input)} numbers`);
    return free(shape);
  },
  flatten: (_, input) => free([sizeOf(input)]),
  conv2d: ({ weight, bias, stride, padding }, input, site) => {
    const [channels, ...sides] = imageSides(input, site);
    const [out, into, ...kernel] = weightShape(weight, 4, site);
    check(into === channels, site, `${weight} for ${into} channels`, `one for ${channels}`);
    const output = sides.map((side, axis) => windows(side + 2 * padding, kernel[axis], stride));
    return convolution([out, ...output], out * into * sizeOf(kernel), sizeOf(output), bias, site);
  },
  conv_transpose2d: ({ weight, bias, stride, padding, output_padding = 0 }, input, site) => {
    const [channels, ...sides] = imageSides(input, site);
    const [into, out, ...kernel] = weightShape(weight, 4, site);
    check(into === channels, site, `${weight} for ${into} channels`, `one for ${channels}`);
    check(
      output_padding < stride,
      site,
      `output_padding ${output_padding}`,
      `less than the stride, ${stride}`,
    );
    const extra = output_padding - 2 * padding;
    const output = sides.map((side, axis) => (side - 1) * stride + kernel[axis] + extra);
    return convolution([out, ...output], out * into * sizeOf(kernel), sizeOf(sides), bias, site);
  },
  batch_norm: ({ prefix }, input, site) => {
    for (const part of BATCH_NORM_PARTS) checkVector(`${prefix}.${part}`, input[0], site);
    return { output: input, parameters: 2 * input[0], multiplications: 0 };
  },
  relu: (_, input) => free(input),
  tanh: (_, input) => free(input),
  sigmoid: (_, input) => free(input),
  leaky_relu: (_, input) => free(input),
  upsample: ({ scale }, input, site) => {
    const [channels, height, width] = imageSides(input, site);
    return free([channels, height * scale, width * scale]);
  },
  concat_constant: ({ tensor }, input, site) => {
    const [channels, ...sides] = imageSides(input, site);
    const [more] = checkConstant(tensor, sides, site);
    return free([channels + more, ...sides]);
  },
  concat_maps: ({ tensor }, input, site) => {
    const [channels, ...sides] = imageSides(input, site);
    const [maps, more] = checkMaps(tensor, sides, site);
    const multiplications = maps * more * sizeOf(sides);
    return { output: [channels + more, ...sides], parameters: 0, multiplications };
  },
  pad: ({ pads: [top, bottom, left, right] }, input, site) => {
    const [channels, height, width] = imageSides(input, site);
    return free(solid([channels, height + top + bottom, width + left + right], site));
  },
  max_pool: ({ size, stride, padding }, input, site) => {
    const [channels, ...sides] = imageSides(input, site);
    check(2 * padding <= size, site, `padding ${padding}`, 'at most half of the window');
    return free(solid([channels, ...sides.map((side) => windows(side + 2 * padding, size, stride))], site));
  },
  global_max_pool: (_, input, site) => free([imageSides(input, site)[0]]),
  global_average_pool: (_, input, site) => free([imageSides(input, site)[0]]),
  adaptive_average_pool: ({ size }, input, site) => {
    const [channels, ...sides] = imageSides(input, site);
    const equal = sides.every((side, axis) => side % size[axis] === 0);
    check(equal, site, `sides ${shapeText(sides)}`, `multiples of ${shapeText(size)}`);
    return free([channels, ...size]);
  },
  concat: (layer, input, site) => {
    const branches = layer.branches.map((branch, index) =>
      follow(branch, input, { ...site, layer: `${site.layer} branches[${index}].` }),
    );
    const length = branches.reduce((sum, { output }) => sum + sizeOf(output), 0);
    return { output: [length], ...costs(branches) };
  },
  residual: (layer, input, site) => {
    const main = follow(layer.layers, input, { ...site, layer: `${site.layer}.` });
    const shortcut = follow(layer.shortcut, input, { ...site, layer: `${site.layer} shortcut.` });
    expectSame(shortcut.output, main.output, site, 'a shortcut to ');
    return { output: main.output, ...costs([main, shortcut]) };
  },
};

/** The weights of a batch norm, after its prefix. */
export const BATCH_NORM_PARTS = ['weight', 'bias', 'running_mean', 'running_var'] as const;

const free = (output: Shape): Effect => ({ output, parameters: 0, multiplications: 0 });

function costs(effects: readonly Effect[]): Omit<Effect, 'output'> {
  return {
    parameters: effects.reduce((sum, effect) => sum + effect.parameters, 0),
    multiplications: effects.reduce((sum, effect) => sum + effect.multiplications, 0),
  };
}

/**
 * @param kernel numbers in the kernel
 * @param places how many times the whole kernel is applied
 */
function convolution(output: Shape, kernel: number, places: number, bias: string | null, site: Site): Effect {
  const parameters = kernel + biasSize(bias, output[0], site);
  return { output: solid(output, site), parameters, multiplications: kernel * places };
}

/** How many windows of `size` fit at every `stride`. */
function windows(side: number, size: number, stride: number): number {
  return Math.floor((side - size) / stride) + 1;
}
