import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import type { Archive } from '../../../src/archive/archive.js';
import type { Model } from '../../../src/models/engine.js';

export const SIZE = 4;
export const AREA = SIZE * SIZE;

/** An archive whose patch at position p is p + 1, p + 2, … in its pixels; `read` counts how often one was read. */
export function countingArchive(size: number): Archive & { read: number[] } {
  const read: number[] = [];
  return {
    size,
    read,
    fields: [],
    id: String,
    position: Number,
    meta: () => ({}),
    parameter: () => undefined,
    async patch(position) {
      read.push(position);
      return { size: SIZE, pixels: Float32Array.from({ length: AREA }, (_, i) => position + 1 + i) };
    },
  };
}

/** A model that applies a function to each item. */
export function modelOf(input: number, output: number, apply: (item: Float32Array) => number[]): Model {
  return {
    input: [input],
    output: [output],
    async run(values, count) {
      const items = Array.from({ length: count }, (_, i) => values.subarray(i * input, (i + 1) * input));
      return Float32Array.from(items.flatMap(apply));
    },
    dispose() {},
  };
}

/** First pixel and sum of each patch. */
export function firstAndSum(pixels: Float32Array, count: number): Float64Array {
  const items = Array.from({ length: count }, (_, i) => pixels.subarray(i * AREA, (i + 1) * AREA));
  return Float64Array.from(items.flatMap((item) => [item[0], item.reduce((sum, pixel) => sum + pixel, 0)]));
}

/** The code of the diagnostic that a promise is rejected with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0].code;
    throw error;
  }
  return 'none';
}
