/** A thread of `giq archive create`: prepares the files that it is told, one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Outcome } from './prepare.js';
import { prepareFile } from './prepare-file.js';
import type { PreparationOptions } from './task.js';
import type { WorkerAnswer, WorkerRequest } from './worker-pool.js';

parentPort?.on('message', ({ number, path }: WorkerRequest) => {
  void prepareFile(path, workerData as PreparationOptions).then(async ({ images }) => {
    const outcomes: Outcome[] = [];
    for await (const each of images) outcomes.push(...each);
    parentPort?.postMessage({ number, outcomes } satisfies WorkerAnswer);
  });
});
