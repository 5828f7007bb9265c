/** A thread of a measuring team: measures what it is sent, one message after the other. */
import { parentPort } from 'node:worker_threads';
import { measureBatch } from '../physics/measure.js';
import type { MeasuringAnswer, MeasuringRequest } from './measuring-team.js';

parentPort?.on('message', ({ number, pixels, count, size, names }: MeasuringRequest) => {
  const values = measureBatch(pixels, count, size, names);
  parentPort?.postMessage({ number, values } satisfies MeasuringAnswer, [values.buffer as ArrayBuffer]);
});
