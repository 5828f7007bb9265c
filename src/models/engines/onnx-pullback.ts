import type { LayerTable } from '../layer-table.js';
import type { Layer, Network, Weights } from '../network.js';
import type { Shape } from '../shape.js';
import { modelBytes, nodeMessage, valueMessage } from './onnx-format.js';
import type { Graph, Value } from './onnx-graph.js';
import { allSides, constant, emptyGraph, floats, integers, node, twice, weight } from './onnx-graph.js';
import { batchNormScale, flatMaps } from './onnx-maps.js';
import { addLayer, INPUT, OUTPUT } from './onnx-model.js';

/** Name of the second input: what is pulled back. */
export const COTANGENT = 'cotangent';

/** One layer of the forward pass. */
interface Taken {
  readonly layer: Layer;
  readonly input: Value;
  readonly output: Value;
  /** What the layer carries back to the network's input without the layers between; set by its adjoint. */
  pastLayers?: string;
}

/** Whether `onnxPullback` knows the adjoint of every layer. */
export function canPullBack({ layers }: Network): boolean {
  return layers.every(
    (layer) =>
      layer.op in adjoints &&
      (layer.op !== 'upsample' ||
        layer.mode === 'nearest' ||
        (layer.scale === 2 && layer.half_pixel !== false)),
  );
}

/**
 * The bytes of an ONNX model that pulls cotangents of the output back to the input: it runs the network forwards, since
 * activations decide which way gradients pass, and then the adjoint of each layer, last first.
 *
 * Inputs and cotangents have batches of their own: one input serves any number of cotangents, by broadcasting.
 */
export function onnxPullback(network: Network, weights: Weights): Uint8Array {
  const graph = emptyGraph(weights, { name: INPUT, shape: network.input });
  const taken = goForward(network, graph);
  const throughLayers = taken.reduceRight(
    (cotangent, step) => adjointOf(step.layer)(step.layer, cotangent, step, graph),
    COTANGENT,
  );
  const gradient = taken.reduce(
    (sum, { pastLayers }) => (pastLayers === undefined ? sum : node(graph, 'Add', [sum, pastLayers])),
    throughLayers,
  );
  graph.nodes.push(nodeMessage('Identity', [gradient], OUTPUT));
  return modelBytes({
    nodes: graph.nodes,
    constants: [...graph.constants.values()],
    inputs: [valueMessage(INPUT, network.input), valueMessage(COTANGENT, network.output, 'cotangents')],
    output: valueMessage(OUTPUT, network.input, 'cotangents'),
  });
}

function goForward({ layers, input }: Network, graph: Graph): Taken[] {
  const taken: Taken[] = [];
  for (const layer of layers) {
    const before = taken.at(-1)?.output ?? { name: INPUT, shape: input };
    taken.push({ layer, input: before, output: addLayer(layer, before, graph) });
  }
  return taken;
}

type Adjoints = Partial<LayerTable<[cotangent: string, step: Taken, graph: Graph], string>>;
type Adjoint = (layer: Layer, cotangent: string, step: Taken, graph: Graph) => string;

function adjointOf(layer: Layer): Adjoint {
  return adjoints[layer.op] as Adjoint;
}

/** Each adds the nodes that carry the cotangent of a layer's output back to its input. */
const adjoints: Adjoints = {
  linear: (layer, cotangent, _, graph) => node(graph, 'Gemm', [cotangent, weight(graph, layer.weight)]),
  reshape: (_, cotangent, { input }, graph) => reshapeTo(input.shape, cotangent, graph),
  flatten: (_, cotangent, { input }, graph) => reshapeTo(input.shape, cotangent, graph),
  conv2d: (layer, cotangent, step, graph) =>
    layer.stride === 1 && canMirror(layer, graph)
      ? mirroredConvolution(layer, cotangent, graph)
      : transposedConvolution(layer, cotangent, step, graph),
  conv_transpose2d: ({ weight: name, stride, padding }, cotangent, _, graph) =>
    node(graph, 'Conv', [cotangent, weight(graph, name)], {
      strides: twice(stride),
      pads: allSides(padding),
    }),
  batch_norm: (layer, cotangent, { input }, graph) =>
    node(graph, 'Mul', [cotangent, scaleOf(layer, input.shape, graph)]),
  relu: (_, cotangent, step, graph) => passPositive(cotangent, floats(graph, [0]), step.output, graph),
  leaky_relu: ({ slope }, cotangent, { input, output }, graph) => {
    const weakened = node(graph, 'Mul', [cotangent, floats(graph, [slope])]);
    // The output has the input's sign; using it lets the runtime fuse the activation with the layer before it.
    return passPositive(cotangent, weakened, slope >= 0 ? output : input, graph);
  },
  tanh: (_, cotangent, { output: { name } }, graph) => {
    const slope = node(graph, 'Sub', [floats(graph, [1]), node(graph, 'Mul', [name, name])]);
    return node(graph, 'Mul', [cotangent, slope]);
  },
  sigmoid: (_, cotangent, { output: { name } }, graph) => {
    const slope = node(graph, 'Mul', [name, node(graph, 'Sub', [floats(graph, [1]), name])]);
    return node(graph, 'Mul', [cotangent, slope]);
  },
  upsample: ({ mode, scale }, cotangent, { input }, graph) =>
    mode === 'nearest'
      ? sumWindows(Array<number>(scale).fill(1), scale, cotangent, input.shape, graph)
      : gatherBilinear(cotangent, input.shape, graph),
  concat_constant: (_, cotangent, { input }, graph) => {
    return channelsOf(cotangent, 0, input.shape[0], graph);
  },
  concat_maps: ({ tensor }, cotangent, step, graph) => {
    const { input, output } = step;
    const [channels, more] = [input.shape[0], output.shape[0]];
    const maps = flatMaps(tensor, graph);
    const ofMaps = reshapeTo([maps.shape[1]], channelsOf(cotangent, channels, more, graph), graph);
    const shares = node(graph, 'Gemm', [ofMaps, maps.name], { transB: 1 });
    const before = integers(graph, [0, graph.source.shape[0] - maps.shape[0], 0, 0]);
    step.pastLayers = node(graph, 'Pad', [shares, before]);
    return channelsOf(cotangent, 0, channels, graph);
  },
};

/** Channels `from` to `to` of a batch of images. */
function channelsOf(images: string, from: number, to: number, graph: Graph): string {
  const [first, last, axis] = [[from], [to], [1]].map((values) => integers(graph, values));
  return node(graph, 'Slice', [images, first, last, axis]);
}

type Convolution = Extract<Layer, { op: 'conv2d' }>;

function reshapeTo(shape: Shape, cotangent: string, graph: Graph): string {
  return node(graph, 'Reshape', [cotangent, integers(graph, [-1, ...shape])]);
}

/** The cotangent where `gate` is positive, `otherwise` elsewhere. */
function passPositive(cotangent: string, otherwise: string, gate: Value, graph: Graph): string {
  const positive = node(graph, 'Greater', [gate.name, floats(graph, [0])]);
  return node(graph, 'Where', [positive, cotangent, otherwise]);
}

function canMirror({ weight: name, padding }: Convolution, { weights }: Graph): boolean {
  const [, , height, width] = weights.get(name)!.shape;
  return height === width && padding < height;
}

/** With stride 1 the adjoint is a convolution with the kernel turned by 180°: several times faster than ConvTranspose. */
function mirroredConvolution(
  { weight: name, padding }: Convolution,
  cotangent: string,
  graph: Graph,
): string {
  const { shape, data } = graph.weights.get(name)!;
  const [out, into, height, width] = shape;
  const size = height * width;
  const mirrored = new Float32Array(data.length);
  for (let o = 0; o < out; o++)
    for (let i = 0; i < into; i++)
      for (let k = 0; k < size; k++)
        mirrored[(i * out + o) * size + size - 1 - k] = data[(o * into + i) * size + k];
  const kernel = constant(graph, `m:${name}`, [into, out, height, width], mirrored);
  return node(graph, 'Conv', [cotangent, kernel], { pads: allSides(height - 1 - padding) });
}

function transposedConvolution(
  { weight: name, stride, padding }: Convolution,
  cotangent: string,
  { input, output }: Taken,
  graph: Graph,
): string {
  const kernel = graph.weights.get(name)!.shape.slice(2);
  // Input pixels at the end that no window reached.
  const unseen = kernel.map(
    (side, axis) => input.shape[axis + 1] + 2 * padding - (output.shape[axis + 1] - 1) * stride - side,
  );
  return node(graph, 'ConvTranspose', [cotangent, weight(graph, name)], {
    strides: twice(stride),
    pads: allSides(padding),
    output_padding: unseen,
  });
}

/** What a norm multiplies each channel with, shaped to be multiplied with a batch. */
function scaleOf(layer: Extract<Layer, { op: 'batch_norm' }>, shape: Shape, graph: Graph): string {
  const scale = batchNormScale(layer, graph);
  return constant(graph, `s:${layer.prefix}`, [scale.length, ...shape.slice(1).map(() => 1)], scale);
}

/**
 * The adjoint of bilinear doubling between pixel centres, where pixel i gives ¾ to 2i and 2i + 1 and ¼ to 2i − 1 and
 * 2i + 2. The outermost pixels also give the ¼ that their outer neighbours would have: repeating the edge of the
 * cotangent once counts it to them.
 */
function gatherBilinear(cotangent: string, shape: Shape, graph: Graph): string {
  const padded = node(graph, 'Pad', [cotangent, integers(graph, [0, 0, 1, 1, 0, 0, 1, 1])], { mode: 'edge' });
  return sumWindows([0.25, 0.75, 0.75, 0.25], 2, padded, shape, graph);
}

/** Weighted sums over square windows, channel by channel; the weights are those of both axes. */
function sumWindows(
  weights: readonly number[],
  stride: number,
  cotangent: string,
  [channels]: Shape,
  graph: Graph,
): string {
  const kernel = weights.flatMap((row) => weights.map((column) => row * column));
  const data = Float32Array.from(
    { length: channels * kernel.length },
    (_, index) => kernel[index % kernel.length],
  );
  const shape = [channels, 1, weights.length, weights.length];
  const filter = constant(graph, `u:${channels}:${weights.join()}`, shape, data);
  return node(graph, 'Conv', [cotangent, filter], { strides: twice(stride), group: channels });
}
