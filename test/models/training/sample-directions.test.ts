import { describe, expect, it } from 'vitest';
import { sampleDirections } from '../../../src/models/training/sample-directions.js';
import { AREA, codeOf, firstAndSum, modelOf } from './support.js';

/** A generator whose first pixel is the first latent number, and whose pixels sum to the second. */
const generator = modelOf(2, AREA, ([first, sum]) => [
  first,
  sum - first,
  ...new Array<number>(AREA - 2).fill(0),
]);
const latent = (item: number) => Float64Array.of(item, 100 - item);
const task = { count: 7, latent, generator, parameters: ['FIRST', 'SUM'], measure: firstAndSum, chunk: 3 };

describe('sampleDirections', () => {
  it('gives the latents and what was measured on their patches', async () => {
    const progress: number[] = [];
    const { latents, columns } = await sampleDirections({
      ...task,
      onProgress: (done) => progress.push(done),
    });
    expect([...latents]).toEqual([0, 100, 1, 99, 2, 98, 3, 97, 4, 96, 5, 95, 6, 94]);
    expect([...columns.get('FIRST')!]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([...columns.get('SUM')!]).toEqual([100, 99, 98, 97, 96, 95, 94]);
    expect(progress).toEqual([3, 6, 7]);
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const sampling = sampleDirections({
      ...task,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(await codeOf(sampling)).toBe('cancelled');
  });
});
