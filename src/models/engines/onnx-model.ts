import type { LayerTable } from '../layer-table.js';
import { applyTable } from '../layer-table.js';
import type { Layer, Network, Weights } from '../network.js';
import { BATCH_NORM_PARTS, outputShape } from '../network-shapes.js';
import { constantShape, sizeOf } from '../shape.js';
import { modelBytes, nodeMessage, valueMessage } from './onnx-format.js';
import type { Graph, Value } from './onnx-graph.js';
import {
  allSides,
  constant,
  emptyGraph,
  flatten,
  floats,
  integers,
  node,
  parameters,
  twice,
  weight,
} from './onnx-graph.js';

/** Names of a model's input and output. */
export const INPUT = 'input';
export const OUTPUT = 'output';

/** The bytes of the ONNX model of a network, with a dynamic batch dimension. */
export function onnxModel(network: Network, weights: Weights): Uint8Array {
  const graph = emptyGraph(weights, { name: INPUT, shape: network.input });
  const end = addLayers(network.layers, graph.source, graph);
  graph.nodes.push(nodeMessage('Identity', [end.name], OUTPUT));
  return modelBytes({
    nodes: graph.nodes,
    constants: [...graph.constants.values()],
    inputs: [valueMessage(INPUT, network.input)],
    output: valueMessage(OUTPUT, network.output),
  });
}

function addLayers(layers: readonly Layer[], input: Value, graph: Graph): Value {
  return layers.reduce<Value>((value, layer) => addLayer(layer, value, graph), input);
}

/** Adds the nodes of one layer. */
export function addLayer(layer: Layer, input: Value, graph: Graph): Value {
  return {
    name: applyTable(operators, layer, input, graph),
    shape: outputShape(layer, input.shape, graph.weights, graph.source.shape),
  };
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
  concat_maps: ({ tensor }, { name }, graph) => {
    const { name: maps, shape } = flatMaps(tensor, graph);
    const {
      name: source,
      shape: [length],
    } = graph.source;
    const [from, to, axis] = [[length - shape[0]], [length], [1]].map((values) => integers(graph, values));
    const shares = node(graph, 'Slice', [source, from, to, axis]);
    const images = node(graph, 'MatMul', [shares, maps]);
    const target = integers(graph, [-1, ...graph.weights.get(tensor)!.shape.slice(1)]);
    return node(graph, 'Concat', [name, node(graph, 'Reshape', [images, target])], { axis: 1 });
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
