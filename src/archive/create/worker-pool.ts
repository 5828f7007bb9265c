import { Worker } from 'node:worker_threads';
import type { Outcome } from './prepare.js';
import type { PreparationOptions } from './task.js';

/** What a worker is asked and answers. */
export interface WorkerRequest {
  readonly number: number;
  readonly path: string;
}
export interface WorkerAnswer {
  readonly number: number;
  readonly outcomes: readonly Outcome[];
}

/** Threads that read and decode files of one image each. */
export interface WorkerPool {
  prepare(path: string): Promise<readonly Outcome[]>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Starts workers, which take files in turn. */
export function startWorkers(count: number, options: PreparationOptions): WorkerPool {
  const waiting = new Map<number, Waiting>();
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: options });
    worker.on('message', ({ number, outcomes }: WorkerAnswer) => {
      waiting.get(number)?.resolve(outcomes);
      waiting.delete(number);
    });
    worker.on('error', (error) => waiting.forEach(({ reject }) => reject(error)));
    return worker;
  });
  let next = 0;
  return {
    prepare: (path) => {
      const number = next++;
      const answer = new Promise<readonly Outcome[]>((resolve, reject) =>
        waiting.set(number, { resolve, reject }),
      );
      // Whoever asked ahead may have stopped; then nobody waits for it.
      answer.catch(() => {});
      workers[number % count].postMessage({ number, path } satisfies WorkerRequest);
      return answer;
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
