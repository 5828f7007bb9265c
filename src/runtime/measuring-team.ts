/** Threads that measure patches side by side. Every patch is measured by itself, so their number changes no value. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What a thread is asked and answers. */
export interface MeasuringRequest {
  readonly number: number;
  readonly pixels: Float32Array;
  readonly count: number;
  readonly size: number;
  readonly names: readonly string[];
}
export interface MeasuringAnswer {
  readonly number: number;
  readonly values: Float64Array;
}

export interface MeasuringTeam {
  /** As `measureBatch` of src/physics, which gives the same bits. The pixels are copied. */
  measure(pixels: Float32Array, count: number, size: number, names: readonly string[]): Promise<Float64Array>;
  stop(): Promise<void>;
}

/** Patches a message: a few milliseconds of work, so that no thread waits long for the last one. */
const CHUNK = 8;

interface Waiting {
  readonly resolve: (values: Float64Array) => void;
  readonly reject: (error: unknown) => void;
}

const SCRIPT = new URL('./measuring-worker.js', import.meta.url);

/** Whether there is more than one processor, and the compiled script of a thread: from sources there is none. */
export const canMeasureInTeam = (): boolean => availableParallelism() > 1 && existsSync(SCRIPT);

/** Starts threads, which takes them some 30 ms. They keep no program from ending. */
export function startMeasuringTeam(count = availableParallelism(), script = SCRIPT): MeasuringTeam {
  const waiting = new Map<number, Waiting>();
  const workers = Array.from({ length: count }, () => startWorker(script, waiting));
  let asked = 0;
  const ask = (worker: Worker, request: Omit<MeasuringRequest, 'number'>) =>
    new Promise<Float64Array>((resolve, reject) => {
      const number = asked++;
      waiting.set(number, { resolve, reject });
      worker.postMessage({ ...request, number } satisfies MeasuringRequest, [
        request.pixels.buffer as ArrayBuffer,
      ]);
    });
  return {
    measure: async (pixels, total, size, names) => {
      const values = new Float64Array(total * names.length);
      let next = 0;
      const work = async (worker: Worker) => {
        while (next < total) {
          const first = next;
          const many = Math.min(CHUNK, total - first);
          next += many;
          const part = pixels.slice(first * size * size, (first + many) * size * size);
          values.set(await ask(worker, { pixels: part, count: many, size, names }), first * names.length);
        }
      };
      await Promise.all(workers.map(work));
      return values;
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function startWorker(script: URL, waiting: Map<number, Waiting>): Worker {
  const worker = new Worker(script);
  worker.unref();
  worker.on('message', ({ number, values }: MeasuringAnswer) => {
    waiting.get(number)?.resolve(values);
    waiting.delete(number);
  });
  worker.on('error', (error) => waiting.forEach(({ reject }) => reject(error)));
  return worker;
}
