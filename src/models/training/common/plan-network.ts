import type { RandomStream } from '../../../numeric/random.js';
import { fromHalf, toHalf } from '../../half.js';
import type { Layer, Network, Tensor } from '../../network.js';
import { BATCH_NORM_PARTS, outputShape } from '../../network-shapes.js';
import type { Shape } from '../../shape.js';
import { sizeOf } from '../../shape.js';
import type { PlannedLayer } from './planned-layer.js';

/** A network with its initial weights. */
export interface PlannedNetwork {
  readonly network: Network;
  readonly weights: ReadonlyMap<string, Tensor>;
}

/** As PyTorch and nearly everybody has it. */
const BATCH_NORM_EPS = 1e-5;

/** Running statistics, constant noise and batch norms that learn no scale belong to a network; no gradient changes them. */
export const isTrained = (name: string): boolean => !/running_(mean|var)$|^noise\d|\.fixed\./.test(name);

/**
 * Makes a network of the layers of a recipe: weights named after the position of their layer, and drawn as PyTorch does,
 * uniformly within ±1/√(inputs of an output).
 *
 * @throws GiqError `network-unfit` where a layer does not fit the one before it
 */
export function planNetwork(
  layers: readonly PlannedLayer[],
  input: Shape,
  random: RandomStream,
): PlannedNetwork {
  const weights = new Map<string, Tensor>();
  const source: Source = { weights, random, input };
  const { planned, output } = planLayers(layers, input, { ...source, name: 'l' });
  drawFurtherMaps(planned, source);
  return { network: { input: [...input], output: [...output], layers: planned }, weights };
}

interface Source {
  readonly weights: Map<string, Tensor>;
  readonly random: RandomStream;
  /** Shape of what the whole network is given. */
  readonly input: Shape;
}

interface Site extends Source {
  readonly name: string;
}

function planLayers(layers: readonly PlannedLayer[], input: Shape, site: Site) {
  const planned: Layer[] = [];
  let shape = input;
  for (const [index, layer] of layers.entries()) {
    const made = makeLayer(layer, shape, { ...site, name: `${site.name}${index}` });
    shape = outputShape(made, shape, site.weights, site.input);
    planned.push(made);
  }
  return { planned, output: shape };
}

function makeLayer(layer: PlannedLayer, shape: Shape, site: Site): Layer {
  const inside = (layers: readonly PlannedLayer[], part: string) =>
    planLayers(layers, shape, { ...site, name: `${site.name}.${part}` }).planned;
  switch (layer.op) {
    case 'linear':
      return makeLinear(layer, shape, site);
    case 'conv2d':
    case 'conv_transpose2d':
      return makeConvolution(layer, shape, site);
    case 'batch_norm':
      return makeBatchNorm(layer.affine ?? true, shape, site);
    case 'noise':
      return makeNoise(layer, shape, site);
    case 'upsample':
      return { ...layer, half_pixel: true };
    case 'concat':
      return { op: 'concat', branches: layer.branches.map((branch, i) => inside(branch, `${i}.`)) };
    case 'residual':
      return {
        op: 'residual',
        layers: inside(layer.layers, ''),
        shortcut: inside(layer.shortcut, 'shortcut.'),
      };
    default:
      return layer;
  }
}

function makeLinear(layer: Extract<PlannedLayer, { op: 'linear' }>, shape: Shape, site: Site): Layer {
  const inputs = sizeOf(shape);
  const weight = draw(site, 'weight', [layer.to, inputs], inputs);
  const bias = (layer.bias ?? true) ? draw(site, 'bias', [layer.to], inputs) : null;
  return { op: 'linear', weight, bias };
}

type Kernel = Extract<PlannedLayer, { op: 'conv2d' | 'conv_transpose2d' }>;

function makeConvolution(layer: Kernel, [channels]: Shape, site: Site): Layer {
  const { to, kernel, stride = 1, padding = 0, bias: biased = true } = layer;
  const inputs = channels * kernel * kernel;
  const filters = layer.op === 'conv2d' ? [to, channels] : [channels, to];
  const weight = draw(site, 'weight', [...filters, kernel, kernel], inputs);
  const bias = biased ? draw(site, 'bias', [to], inputs) : null;
  if (layer.op === 'conv2d') return { op: 'conv2d', weight, bias, stride, padding };
  return { op: layer.op, weight, bias, stride, padding, output_padding: layer.output_padding ?? 0 };
}

function makeBatchNorm(affine: boolean, [channels]: Shape, { name, weights }: Site): Layer {
  const prefix = affine ? name : `${name}.fixed`;
  const initial = { weight: 1, bias: 0, running_mean: 0, running_var: 1 };
  for (const part of BATCH_NORM_PARTS) {
    weights.set(`${prefix}.${part}`, {
      shape: [channels],
      data: new Float32Array(channels).fill(initial[part]),
    });
  }
  return { op: 'batch_norm', prefix, eps: BATCH_NORM_EPS };
}

type Noise = Extract<PlannedLayer, { readonly op: 'noise' }>;

function makeNoise({ channels, maps }: Noise, [, ...sides]: Shape, { name, weights, random }: Site): Layer {
  const tensor = name.replace('l', 'noise');
  const shape = maps === undefined ? [channels, ...sides] : [maps, channels, ...sides];
  const data = new Float32Array(sizeOf(shape));
  fillHalves(data.subarray(0, sizeOf([channels, ...sides])), random);
  weights.set(tensor, { shape, data });
  return { op: maps === undefined ? 'concat_constant' : 'concat_maps', tensor };
}

/** All maps but the first come after everything else, so that a recipe gives the same weights with any number of maps. */
function drawFurtherMaps(layers: readonly Layer[], { weights, random }: Source): void {
  for (const layer of layers) {
    if (layer.op !== 'concat_maps') continue;
    const { shape, data } = weights.get(layer.tensor)!;
    fillHalves(data.subarray(sizeOf(shape.slice(1))), random);
  }
}

/** Normal numbers that half precision holds exactly: noise needs no more, and takes half of the space in a world. */
function fillHalves(data: Float32Array, random: RandomStream): void {
  for (let i = 0; i < data.length; i++) data[i] = fromHalf(toHalf(random.normal()));
}

function draw(site: Site, part: string, shape: readonly number[], inputs: number): string {
  const bound = 1 / Math.sqrt(inputs);
  const data = Float32Array.from({ length: sizeOf(shape) }, () => site.random.between(-bound, bound));
  site.weights.set(`${site.name}.${part}`, { shape, data });
  return `${site.name}.${part}`;
}
