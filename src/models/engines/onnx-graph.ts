import type { Weights } from '../network.js';
import type { Shape } from '../shape.js';
import type { Attributes } from './onnx-format.js';
import { nodeMessage, tensorMessage } from './onnx-format.js';
import type { Message } from './protobuf.js';

/** A named value of the graph, with the shape of one item. */
export interface Value {
  readonly name: string;
  readonly shape: Shape;
}

/** A graph that grows node by node. */
export interface Graph {
  readonly weights: Weights;
  /** What the network is given. */
  readonly source: Value;
  readonly nodes: Message[];
  /** By name: a weight used twice is stored once. */
  readonly constants: Map<string, Message>;
}

export const emptyGraph = (weights: Weights, source: Value): Graph => ({
  ...{ weights, source },
  ...{ nodes: [], constants: new Map() },
});

/** Adds a node and gives the name of its result. */
export function node(
  graph: Graph,
  operator: string,
  inputs: readonly string[],
  attributes: Attributes = {},
): string {
  const name = `v${graph.nodes.length}`;
  graph.nodes.push(nodeMessage(operator, inputs, name, attributes));
  return name;
}

export function flatten(name: string, graph: Graph): string {
  return node(graph, 'Flatten', [name], { axis: 1 });
}

/** The weight and, where it has one, the bias of a layer. */
export function parameters(
  graph: Graph,
  layer: { readonly weight: string; readonly bias: string | null },
): string[] {
  return [layer.weight, layer.bias].filter((name) => name !== null).map((name) => weight(graph, name));
}

export function weight(graph: Graph, name: string): string {
  const { shape, data } = graph.weights.get(name)!;
  return constant(graph, `w:${name}`, shape, data);
}

export function integers(graph: Graph, values: readonly number[]): string {
  return constant(graph, `i:${values.join()}`, [values.length], BigInt64Array.from(values, BigInt));
}

export function floats(graph: Graph, values: readonly number[]): string {
  return constant(graph, `f:${values.join()}`, [values.length], Float32Array.from(values));
}

export function constant(
  graph: Graph,
  name: string,
  shape: Shape,
  data: Float32Array | BigInt64Array,
): string {
  graph.constants.set(name, tensorMessage(name, shape, data));
  return name;
}

export const twice = (value: number) => [value, value];
export const allSides = (value: number) => [value, value, value, value];
