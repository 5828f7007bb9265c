import type { Layer, Network, OpaqueNetwork } from './network.js';
import type { Reader } from '../diagnostics/structure.js';
import {
  choice,
  flag,
  integer,
  listOf,
  natural,
  naturalUpTo,
  nullable,
  number,
  object,
  optional,
  parseJson,
  tagged,
  text,
  tupleOf,
} from '../diagnostics/structure.js';

const layers: Reader<readonly Layer[]> = (value, place) => listOf(layer)(value, place);

const pair = tupleOf(natural, 2) as Reader<readonly [number, number]>;
const pads = tupleOf(integer, 4) as Reader<readonly [number, number, number, number]>;
const convolution = { weight: text, bias: nullable(text), stride: natural, padding: integer };

const layer: Reader<Layer> = tagged('op', {
  linear: { weight: text, bias: nullable(text) },
  reshape: { shape: listOf(natural) },
  flatten: {},
  conv2d: convolution,
  conv_transpose2d: { ...convolution, output_padding: optional(integer) },
  batch_norm: { prefix: text, eps: number },
  relu: {},
  tanh: {},
  sigmoid: {},
  leaky_relu: { slope: number },
  upsample: { mode: choice('nearest', 'bilinear'), scale: natural, half_pixel: optional(flag) },
  concat_constant: { tensor: text },
  concat_maps: { tensor: text },
  pad: { pads },
  max_pool: { size: natural, stride: natural, padding: integer },
  global_max_pool: {},
  global_average_pool: {},
  adaptive_average_pool: { size: pair },
  concat: { branches: listOf(layers) },
  residual: { layers, shortcut: layers },
});

/** Checks a layer list that was read from JSON. */
export const networkReader: Reader<Network> = object({
  input: listOf(natural),
  output: listOf(natural),
  layers,
});

/**
 * A network from the JSON of its layer list.
 *
 * @param file name for messages
 * @throws GiqError `file-structure`, `file-unknown-key`: with the place in the file, what was found and expected
 */
export function readNetwork(json: string, file: string): Network {
  return networkReader(parseJson(json, file), { file, key: '' });
}

/** The largest side and batch of a model that is not giq's own: what they are multiplied to is asked for at once. */
const sides = listOf(naturalUpTo(2 ** 16));
const opaqueNetwork: Reader<OpaqueNetwork> = object({
  input: sides,
  output: sides,
  onnx: object({ input: text, output: text, shape: sides, batch: optional(naturalUpTo(1024)) }),
});

/**
 * A network of a world from its JSON: a layer list, or what an ONNX model is given and gives.
 *
 * @throws GiqError as `readNetwork`
 */
export function readAnyNetwork(json: string, file: string): Network | OpaqueNetwork {
  const value = parseJson(json, file);
  const isOpaque = typeof value === 'object' && value !== null && 'onnx' in value;
  return (isOpaque ? opaqueNetwork : networkReader)(value, { file, key: '' });
}

/** The JSON of a network, one layer a line. */
export function writeNetwork({ input, output, layers }: Network): string {
  const lines = layers.map((one) => `    ${JSON.stringify(one)}`);
  const head = `  "input": ${JSON.stringify(input)},\n  "output": ${JSON.stringify(output)},`;
  return `{\n${head}\n  "layers": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
