import { describe, expect, it, vi } from 'vitest';
import type { Model } from '../../../src/models/engine.js';
import { runInChunks } from '../../../src/models/run-in-chunks.js';
import { failureOf } from '../failure.js';

/** Sums the two numbers of every item; notes the batches it gets. */
function summing() {
  const batches: number[] = [];
  const model: Model = {
    input: [2],
    output: [1],
    run: (values, count) => {
      batches.push(count);
      return Promise.resolve(
        Float32Array.from({ length: count }, (_, i) => values[2 * i] + values[2 * i + 1]),
      );
    },
    dispose: () => {},
  };
  return { model, batches };
}

const values = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

describe('runInChunks', () => {
  it('gives the results in order, whatever the chunk', async () => {
    const { model, batches } = summing();
    expect(await runInChunks(model, values, 5, { chunk: 2 })).toEqual(Float32Array.of(3, 7, 11, 15, 19));
    expect(batches).toEqual([2, 2, 1]);
  });

  it('tells how far it is', async () => {
    const onProgress = vi.fn();
    await runInChunks(summing().model, values, 5, { chunk: 2, onProgress });
    expect(onProgress.mock.calls).toEqual([
      [2, 5],
      [4, 5],
      [5, 5],
    ]);
  });

  it('stops between chunks when it is cancelled', async () => {
    const { model, batches } = summing();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const run = runInChunks(model, values, 5, { chunk: 2, signal: controller.signal, onProgress });
    expect((await failureOf(run)).code).toBe('cancelled');
    expect(batches).toEqual([2]);
  });

  it('runs nothing for no items', async () => {
    const { model, batches } = summing();
    expect(await runInChunks(model, new Float32Array(0), 0)).toHaveLength(0);
    expect(batches).toEqual([]);
  });
});
