import { fail } from '../diagnostics/diagnostic.js';
import type { Model } from './engine.js';
import { sizeOf } from './shape.js';

export interface ChunkOptions {
  /** Items a run; 32 by default, which bounds memory and keeps Ctrl-C quick. */
  readonly chunk?: number;
  readonly signal?: AbortSignal;
  /** Called after every chunk with the number of items done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Runs a large batch in chunks.
 *
 * @param values `count` items one after the other, as `Model.run` takes them
 * @throws GiqError `cancelled` when the signal is aborted between two chunks
 */
export async function runInChunks(
  model: Model,
  values: Float32Array,
  count: number,
  { chunk = 32, signal, onProgress }: ChunkOptions = {},
): Promise<Float32Array> {
  const [into, out] = [sizeOf(model.input), sizeOf(model.output)];
  const results = new Float32Array(count * out);
  for (let first = 0; first < count; first += chunk) {
    if (signal?.aborted) fail('cancelled', {});
    const next = Math.min(first + chunk, count);
    results.set(await model.run(values.subarray(first * into, next * into), next - first), first * out);
    onProgress?.(next, count);
  }
  return results;
}
