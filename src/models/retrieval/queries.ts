import { measureBatch } from '../../physics/measure.js';
import type { Model } from '../engine.js';
import { shrink } from './thumbnails.js';

/** Patches that something like is searched for. */
export interface Queries {
  /** `count` × 128 × 128, in kG. */
  readonly pixels: Float32Array;
  readonly count: number;
  /** Raw values by parameter, one a query, NaN where missing, as far as they are known; others are measured. */
  readonly parameters?: ReadonlyMap<string, ArrayLike<number>>;
}

/** What search looks at in queries. */
export interface QueryViews {
  readonly count: number;
  /** `count` rows of the encoder. */
  embeddings(): Promise<Float32Array>;
  /** `count` × `side` × `side`, in kG. */
  thumbnails(side: number): Float32Array;
  /** `count` × names, raw, row-major. */
  parameters(names: readonly string[]): Float64Array;
}

/** Views of queries, made when they are first asked for. */
export function viewsOf(queries: Queries, encoder: () => Promise<Model>): QueryViews {
  const { pixels, count } = queries;
  let small: Float32Array | undefined;
  return {
    count,
    embeddings: async () => (await encoder()).run(pixels, count),
    thumbnails: (side) => (small ??= shrink(pixels, count, side)),
    parameters: (names) => parametersOf(queries, names),
  };
}

function parametersOf({ pixels, count, parameters }: Queries, names: readonly string[]): Float64Array {
  const unknown = names.filter((name) => !parameters?.has(name));
  const size = Math.sqrt(pixels.length / count);
  const measured = measureBatch(pixels, count, size, unknown);
  const values = new Float64Array(count * names.length);
  names.forEach((name, column) => {
    const known = parameters?.get(name);
    const place = unknown.indexOf(name);
    for (let row = 0; row < count; row++) {
      values[row * names.length + column] = known?.[row] ?? measured[row * unknown.length + place];
    }
  });
  return values;
}
