import type { Fields, ObjectOf, Reader } from '../../../diagnostics/structure.js';
import {
  flag,
  integer,
  listOf,
  literal,
  natural,
  number,
  optional,
  tagged,
  tupleOf,
} from '../../../diagnostics/structure.js';

const kernel = {
  /** Channels of the output. */
  to: natural,
  kernel: natural,
  stride: optional(natural),
  padding: optional(integer),
  /** True unless given. */
  bias: optional(flag),
} satisfies Fields;

const pads = tupleOf(integer, 4) as Reader<readonly [number, number, number, number]>;
const pair = tupleOf(natural, 2) as Reader<readonly [number, number]>;

/** Layers without further layers in them. */
const plain = {
  linear: { to: natural, bias: optional(flag) },
  reshape: { shape: listOf(natural) },
  flatten: {},
  conv2d: kernel,
  conv_transpose2d: { ...kernel, output_padding: optional(integer) },
  /** Learns a scale and a shift a channel unless `affine` is false. */
  batch_norm: { affine: optional(flag) },
  relu: {},
  tanh: {},
  sigmoid: {},
  leaky_relu: { slope: number },
  upsample: { mode: literal('bilinear'), scale: literal(2) },
  /**
   * Random images as more channels, new ones for every patch in training. Afterwards they are constant, or, with `maps`,
   * sums of so many constant ones weighted by the last latent numbers: a constant image leaves traces in every patch.
   */
  noise: { channels: natural, maps: optional(natural) },
  pad: { pads },
  max_pool: { size: natural, stride: natural, padding: integer },
  global_max_pool: {},
  global_average_pool: {},
  adaptive_average_pool: { size: pair },
} satisfies Readonly<Record<string, Fields>>;

type Plain = typeof plain;

/** A layer as a recipe writes it: the sizes of the weights, but no names. */
export type PlannedLayer =
  | { [K in keyof Plain]: Readonly<Record<'op', K>> & ObjectOf<Plain[K]> }[keyof Plain]
  | { readonly op: 'concat'; readonly branches: readonly (readonly PlannedLayer[])[] }
  | {
      readonly op: 'residual';
      readonly layers: readonly PlannedLayer[];
      readonly shortcut: readonly PlannedLayer[];
    };

/** Layers of a recipe. */
export const plannedLayers: Reader<readonly PlannedLayer[]> = (value, place) => listOf(layer)(value, place);

const layer: Reader<PlannedLayer> = tagged('op', {
  ...plain,
  concat: { branches: listOf(plannedLayers) },
  residual: { layers: plannedLayers, shortcut: plannedLayers },
});
