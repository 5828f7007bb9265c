import type { LayerTable } from '../layer-table.js';
import { applyTable } from '../layer-table.js';
import type { Layer, Network, Weights } from '../network.js';
import { outputShape } from '../network-shapes.js';
import { constantShape, type Shape } from '../shape.js';
import { modelBytes, nodeMessage, valueMessage } from './onnx-format.js';
import type { Graph, Value } from './onnx-graph.js';
import {
  allSides,
  emptyGraph,
  flatten,
  floats,
  integers,
  node,
  parameters,
  twice,
  weight,
} from './onnx-graph.js';
import type { MapsConvolution } from './onnx-maps.js';
import { addMapsConvolution, imagesOfMaps, mapsConvolution, normalise } from './onnx-maps.js';

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
  let value = input;
  for (let next = 0; next < layers.length;) {
    const joined = mapsConvolution(layers.slice(next));
    value = joined ? addJoined(joined, value, graph) : addLayer(layers[next], value, graph);
    next += joined ? Object.keys(joined).length : 1;
  }
  return value;
}

function addJoined(layers: MapsConvolution, input: Value, graph: Graph): Value {
  const shapes = [layers.maps, layers.convolution].reduce<Shape>(
    (shape, layer) => outputShape(layer, shape, graph.weights, graph.source.shape),
    input.shape,
  );
  return { name: addMapsConvolution(layers, input, graph), shape: shapes };
}

/** Adds the nodes of one layer. */
export function addLayer(layer: Layer, input: Value, graph: Graph): Value {
  return {
    name: applyTable(operators, layer, input, graph),
    shape: outputShape(layer, input.shape, graph.weights, graph.source.shape),
  };
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
  batch_norm: (layer, { name }, graph) => normalise(layer, name, graph),
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
  concat_maps: (layer, { name }, graph) =>
    node(graph, 'Concat', [name, imagesOfMaps(layer, graph)], { axis: 1 }),
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
