import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../../diagnostics/diagnostic.js';
import type { ChunkOptions } from '../../run-in-chunks.js';

/** Work that can be stopped and tells how far it is. */
export type Work = Pick<ChunkOptions, 'signal' | 'onProgress'>;

/**
 * Does `size` things, `step` of them between two looks at the signal.
 *
 * @throws GiqError `cancelled`
 */
export async function inSteps(
  size: number,
  step: number,
  signal: AbortSignal | undefined,
  work: (first: number, end: number) => void,
): Promise<void> {
  for (let first = 0; first < size; first += step) {
    if (signal?.aborted) fail('cancelled', {});
    work(first, Math.min(first + step, size));
    await breathe();
  }
}
