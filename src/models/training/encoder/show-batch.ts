import type { RandomStream } from '../../../numeric/random.js';
import type { EncoderMaterial } from './material.js';
import type { View } from './recipe.js';
import { showView } from './show-view.js';
import { MIRRORED } from './targets.js';

/** A share of a batch in both views. */
export interface Shown {
  readonly count: number;
  /** The first views, then the second: 2 count × size × size, in kG. */
  readonly pixels: Float32Array;
  /** Whether a view is upside down, in the same order. */
  readonly mirrored: readonly boolean[];
  /** Which patches they are. */
  readonly indices: readonly number[];
}

/** Shows patches in two views. */
export function showBatch(
  { patches }: EncoderMaterial,
  indices: readonly number[],
  views: readonly View[],
  random: RandomStream,
): Shown {
  const area = patches.size ** 2;
  const pixels = new Float32Array(2 * indices.length * area);
  let at = 0;
  const mirrored = views.flatMap((view) =>
    indices.map((index) => {
      const into = pixels.subarray(at * area, ++at * area);
      return showView(patches, index, view, random, into);
    }),
  );
  return { count: indices.length, pixels, mirrored, indices };
}

/** The parameters that a loss wants of the patches of one view, row by row: of one upside down, upside down. */
export function targetsOf(
  { targets }: EncoderMaterial,
  { indices, mirrored, count }: Shown,
  loss: number,
  view: 0 | 1,
): Float32Array {
  const { names, values } = targets[loss]!;
  const rows = new Float32Array(count * names.length);
  indices.forEach((patch, i) =>
    names.forEach((name, column) => {
      const turns = mirrored[view * count + i] && MIRRORED.includes(name);
      rows[i * names.length + column] = (turns ? -1 : 1) * values[patch * names.length + column];
    }),
  );
  return rows;
}
