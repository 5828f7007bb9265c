import type { LayerTable } from '../layer-table.js';
import { applyTable } from '../layer-table.js';
import type { Layer, Network, Weights } from '../network.js';
import { BATCH_NORM_PARTS, outputShape } from '../network-shapes.js';
import type { Shape } from '../shape.js';
import { constantShape } from '../shape.js';
import type { Attributes } from './onnx-format.js';
import { modelBytes, nodeMessage, tensorMessage, valueMessage } from './onnx-format.js';
import type { Message } from './protobuf.js';

/** Names of a model's input and output. */
export const INPUT = 'input';
export const OUTPUT = 'output';

/** A named value of the graph, with the shape of one item. */
interface Value {
  readonly name: string;
  readonly shape: Shape;
}

/** A graph that grows node by node. */
interface Graph {
  readonly weights: Weights;
  readonly nodes: Message[];
  /** By name: a weight used twice is stored once. */
  readonly constants: Map<string, Message>;
}

/** The bytes of the ONNX model of a network, with a dynamic batch dimension. */
export function onnxModel(network: Network, weights: Weights): Uint8Array {
  const graph: Graph = { weights, nodes: [], constants: new Map() };
  const end = addLayers(network.layers, { name: INPUT, shape: network.input }, graph);
  graph.nodes.push(nodeMessage('Identity', [end.name], OUTPUT));
  return modelBytes({
    nodes: graph.nodes,
    constants: [...graph.constants.values()],
    input: valueMessage(INPUT, network.input),
    output: valueMessage(OUTPUT, network.output),
  });
}

function addLayers(layers: readonly Layer[], input: Value, graph: Graph): Value {
  return layers.reduce<Value>(
    (value, layer) => ({
      name: applyTable(operators, layer, value, graph),
      shape: outputShape(layer, value.shape, graph.weights),
    }),
    input,
  );
}

/** Each adds the nodes of a layer and gives the name of its result. */
const operators: LayerTable<[input: Value, graph: Graph], string> = {
  linear: (layer, { name }, graph) => node(graph, 'Gemm', [name, ...parameters(graph, layer)], { transB: 1 }),
  reshape: (layer, { name }, graph) => node(graph, 'Reshape', [name, integers(graph, [-1, ...layer.shape])]),
  flatten: (_, { name }, graph) => flatten(name, graph),
  conv2d: (layer, { name }, graph) =>
    node(graph, 'Conv', [name, ...parameters(graph, layer)], {
      strides: twice(layer.stride),
      pads: allSides(layer.padding),
    }),
  conv_transpose2d: (layer, { name }, graph) =>
    node(graph, 'ConvTranspose', [name, ...parameters(graph, layer)], {
      strides: twice(layer.stride),
      pads: allSides(layer.padding),
      output_padding: twice(layer.output_padding ?? 0),
    }),
  batch_norm: ({ prefix, eps }, { name }, graph) => {
    const parts = BATCH_NORM_PARTS.map((part) => weight(graph, `${prefix}.${part}`));
    return node(graph, 'BatchNormalization', [name, ...parts], { epsilon: { float: eps } });
  },
  relu: (_, { name }, graph) => node(graph, 'Relu', [name]),
  tanh: (_, { name }, graph) => node(graph, 'Tanh', [name]),
  sigmoid: (_, { name }, graph) => node(graph, 'Sigmoid', [name]),
  leaky_relu: ({ slope }, { name }, graph) => node(graph, 'LeakyRelu', [name], { alpha: { float: slope } }),
  upsample: ({ mode, scale, half_pixel = true }, { name }, graph) => {
    const scales = floats(graph, [1, 1, scale, scale]);
    const nearest = mode === 'nearest';
    return node(graph, 'Resize', [name, '', scales], {
      mode: nearest ? 'nearest' : 'linear',
      coordinate_transformation_mode: nearest || !half_pixel ? 'asymmetric' : 'half_pixel',
      ...(nearest && { nearest_mode: 'floor' }),
    });
  },
  concat_constant: ({ tensor }, { name }, graph) => {
    const constant = weight(graph, tensor);
    const shape = constantShape(graph.weights.get(tensor)!);
    const batch = node(graph, 'Shape', [name], { start: 0, end: 1 });
    const target = node(graph, 'Concat', [batch, integers(graph, shape)], { axis: 0 });
    return node(graph, 'Concat', [name, node(graph, 'Expand', [constant, target])], { axis: 1 });
  },
  pad: ({ pads: [top, bottom, left, right] }, { name }, graph) =>
    node(graph, 'Pad', [name, integers(graph, [0, 0, top, left, 0, 0, bottom, right])]),
  max_pool: ({ size, stride, padding }, { name }, graph) =>
    node(graph, 'MaxPool', [name], {
      kernel_shape: twice(size),
      strides: twice(stride),
      pads: allSides(padding),
    }),
  global_max_pool: (_, { name }, graph) => flatten(node(graph, 'GlobalMaxPool', [name]), graph),
  global_average_pool: (_, { name }, graph) => flatten(node(graph, 'GlobalAveragePool', [name]), graph),
  adaptive_average_pool: ({ size }, { name, shape }, graph) => {
    const block = size.map((count, axis) => shape[axis + 1] / count);
    return node(graph, 'AveragePool', [name], { kernel_shape: block, strides: block });
  },
  concat: ({ branches }, input, graph) => {
    const ends = branches.map((branch) => flatten(addLayers(branch, input, graph).name, graph));
    return node(graph, 'Concat', ends, { axis: 1 });
  },
  residual: ({ layers, shortcut }, input, graph) =>
    node(graph, 'Add', [addLayers(layers, input, graph).name, addLayers(shortcut, input, graph).name]),
};

function node(
  graph: Graph,
  operator: string,
  inputs: readonly string[],
  attributes: Attributes = {},
): string {
  const name = `v${graph.nodes.length}`;
  graph.nodes.push(nodeMessage(operator, inputs, name, attributes));
  return name;
}

function flatten(name: string, graph: Graph): string {
  return node(graph, 'Flatten', [name], { axis: 1 });
}

/** The weight and, where it has one, the bias of a layer. */
function parameters(
  graph: Graph,
  layer: { readonly weight: string; readonly bias: string | null },
): string[] {
  return [layer.weight, layer.bias].filter((name) => name !== null).map((name) => weight(graph, name));
}

function weight(graph: Graph, name: string): string {
  const { shape, data } = graph.weights.get(name)!;
  return constant(graph, `w:${name}`, shape, data);
}

function integers(graph: Graph, values: readonly number[]): string {
  return constant(graph, `i:${values.join()}`, [values.length], BigInt64Array.from(values, BigInt));
}

function floats(graph: Graph, values: readonly number[]): string {
  return constant(graph, `f:${values.join()}`, [values.length], Float32Array.from(values));
}

function constant(graph: Graph, name: string, shape: Shape, data: Float32Array | BigInt64Array): string {
  graph.constants.set(name, tensorMessage(name, shape, data));
  return name;
}

const twice = (value: number) => [value, value];
const allSides = (value: number) => [value, value, value, value];
