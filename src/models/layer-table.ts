import type { Layer } from './network.js';

export type Op = Layer['op'];

/** The layers whose `op` may be K. */
export type LayerOf<K extends Op, L = Layer> = L extends { readonly op: infer O }
  ? K extends O
    ? L
    : never
  : never;

/** One function an op: adding an op to `Layer` makes every table that lacks it a type error. */
export type LayerTable<Rest extends readonly unknown[], Result> = {
  readonly [K in Op]: (layer: LayerOf<K>, ...rest: Rest) => Result;
};

/** Calls the function that the table has for this layer's op. */
export function applyTable<Rest extends readonly unknown[], Result>(
  table: LayerTable<Rest, Result>,
  layer: Layer,
  ...rest: Rest
): Result {
  const entry = table[layer.op] as (layer: Layer, ...rest: Rest) => Result;
  return entry(layer, ...rest);
}
