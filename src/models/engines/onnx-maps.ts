/**
 * Maps that join images, and the convolution of both.
 *
 * ONNX Runtime's fast convolutions take channels in multiples of four, which images and maps together seldom are. A
 * convolution is linear: that of the images plus that of the maps is the same but for rounding, and needs no joining.
 */
import type { Layer } from '../network.js';
import { BATCH_NORM_PARTS } from '../network-shapes.js';
import { sizeOf } from '../shape.js';
import type { Graph, Value } from './onnx-graph.js';
import { allSides, constant, integers, node, twice, weight } from './onnx-graph.js';

type LayerOf<Operation> = Extract<Layer, { op: Operation }>;

/** Maps, the convolution of images and maps, and the norm after it, where there is one. */
export interface MapsConvolution {
  readonly maps: LayerOf<'concat_maps'>;
  readonly convolution: LayerOf<'conv2d'>;
  readonly norm?: LayerOf<'batch_norm'>;
}

/** The first of these layers as one convolution of images and maps, if that is what they are. */
export function mapsConvolution([maps, convolution, norm]: readonly Layer[]): MapsConvolution | undefined {
  if (maps.op !== 'concat_maps' || convolution?.op !== 'conv2d') return undefined;
  return { maps, convolution, ...(norm?.op === 'batch_norm' && { norm }) };
}

/** Adds the nodes of a convolution of images and maps and gives the name of the result. */
export function addMapsConvolution(layers: MapsConvolution, input: Value, graph: Graph): string {
  const { maps, convolution, norm } = layers;
  const attributes = { strides: twice(convolution.stride), pads: allSides(convolution.padding) };
  const [ofImages, ofMaps] = kernels(layers, input.shape[0], graph);
  const bias = convolution.bias === null ? [] : [weight(graph, convolution.bias)];
  const images = node(graph, 'Conv', [input.name, ofImages, ...bias], attributes);
  const shares = node(graph, 'Conv', [imagesOfMaps(maps, graph), ofMaps], attributes);
  return node(graph, 'Add', [norm ? normalise(norm, images, graph) : images, shares]);
}

/** The kernel's part for the images, and that for the maps, which a norm only scales. */
function kernels({ convolution, norm }: MapsConvolution, channels: number, graph: Graph): [string, string] {
  const { shape, data } = graph.weights.get(convolution.weight)!;
  const [outputs, inputs, ...sides] = shape;
  const area = sizeOf(sides);
  const scales = norm && batchNormScale(norm, graph);
  const images = new Float32Array(outputs * channels * area);
  const maps = new Float32Array(outputs * (inputs - channels) * area);
  for (let output = 0; output < outputs; output++) {
    const ofOutput = data.subarray(output * inputs * area, (output + 1) * inputs * area);
    const ofMaps = ofOutput.subarray(channels * area);
    images.set(ofOutput.subarray(0, channels * area), output * channels * area);
    maps.set(scales ? ofMaps.map((value) => value * scales[output]) : ofMaps, output * ofMaps.length);
  }
  const name = `w:${convolution.weight}`;
  return [
    constant(graph, `${name}:images`, [outputs, channels, ...sides], images),
    constant(graph, `${name}:maps`, [outputs, inputs - channels, ...sides], maps),
  ];
}

/** The maps of each item, weighted by the end of its latent: [batch, channels, height, width]. */
export function imagesOfMaps({ tensor }: LayerOf<'concat_maps'>, graph: Graph): string {
  const { name: maps, shape } = flatMaps(tensor, graph);
  const {
    name: source,
    shape: [length],
  } = graph.source;
  const [from, to, axis] = [[length - shape[0]], [length], [1]].map((values) => integers(graph, values));
  const shares = node(graph, 'Slice', [source, from, to, axis]);
  const images = node(graph, 'MatMul', [shares, maps]);
  return node(graph, 'Reshape', [
    images,
    integers(graph, [-1, ...graph.weights.get(tensor)!.shape.slice(1)]),
  ]);
}

/** Maps [k, c, h, w] as a matrix of k rows, divided by √k. */
export function flatMaps(tensor: string, graph: Graph): Value {
  const { shape, data } = graph.weights.get(tensor)!;
  const flat = [shape[0], sizeOf(shape.slice(1))];
  return { name: constant(graph, `maps:${tensor}`, flat, divided(data, Math.sqrt(shape[0]))), shape: flat };
}

/** A plain loop: `map` with a function takes ten times as long, and the maps are two million numbers. */
function divided(values: Float32Array, divisor: number): Float32Array {
  const quotients = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) quotients[index] = values[index] / divisor;
  return quotients;
}

/** Adds the node of a norm and gives the name of its result. */
export function normalise({ prefix, eps }: LayerOf<'batch_norm'>, name: string, graph: Graph): string {
  const parts = BATCH_NORM_PARTS.map((part) => weight(graph, `${prefix}.${part}`));
  return node(graph, 'BatchNormalization', [name, ...parts], { epsilon: { float: eps } });
}

/** γ / √(variance + ε) a channel. */
export function batchNormScale({ prefix, eps }: LayerOf<'batch_norm'>, graph: Graph): Float32Array {
  const gamma = graph.weights.get(`${prefix}.weight`)!.data;
  const variance = graph.weights.get(`${prefix}.running_var`)!.data;
  return gamma.map((value, channel) => value / Math.sqrt(variance[channel] + eps));
}
