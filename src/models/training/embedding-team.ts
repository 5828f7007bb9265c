/** Threads that embed and measure side by side. One of them works out each chunk, so their number changes no value. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { diagnose, GiqError, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Manifest } from '../manifest.js';
import type { EmbeddingTeam, MadeRows } from './embed.js';

/** What a worker is started with. */
export interface EmbeddingSubject {
  /** Folder of the world, for its encoder. */
  readonly directory: string;
  /** Whose archive is embedded: it may have changed since the world was indexed. */
  readonly manifest: Manifest;
  readonly parameters: readonly string[];
  /** Name of an engine. */
  readonly engine: string;
}

/** What a worker is asked and answers. */
export interface EmbeddingRequest {
  readonly number: number;
  readonly positions: readonly number[];
}
export type EmbeddingAnswer =
  | { readonly number: number; readonly made: MadeRows }
  | { readonly number: number; readonly diagnostics: readonly Diagnostic[] };

export interface StoppableTeam extends EmbeddingTeam {
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (made: MadeRows) => void;
  readonly reject: (error: unknown) => void;
}

const SCRIPT = new URL('./embedding-worker.js', import.meta.url);

/** Whether there is the compiled script of a thread: from sources there is none. */
export const canEmbedInTeam = (): boolean => existsSync(SCRIPT);

/**
 * Starts workers, which take chunks in turn. What they ask for fails with `worker-lost` once one of them has ended too
 * early, and with the diagnostics of the worker where it met something expected.
 */
export function startEmbeddingTeam(count: number, subject: EmbeddingSubject, script = SCRIPT): StoppableTeam {
  const waiting = new Map<number, Waiting>();
  let lost: { readonly error: unknown } | undefined;
  const lose = (error: unknown) => {
    lost ??= { error };
    waiting.forEach(({ reject }) => reject(error));
    waiting.clear();
  };
  const answer = (said: EmbeddingAnswer) => {
    const asked = waiting.get(said.number);
    waiting.delete(said.number);
    if ('made' in said) asked?.resolve(said.made);
    else asked?.reject(new GiqError(...said.diagnostics));
  };
  const workers = Array.from({ length: count }, () => startWorker(script, subject, answer, lose));
  let next = 0;
  return {
    workers: count,
    embed: (positions) => {
      const number = next++;
      const made = new Promise<MadeRows>((resolve, reject) => {
        if (lost) return reject(lost.error);
        waiting.set(number, { resolve, reject });
        workers[number % count].postMessage({ number, positions } satisfies EmbeddingRequest);
      });
      // Whoever asked ahead may have stopped; then nobody waits for it.
      made.catch(() => {});
      return made;
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function startWorker(
  script: URL,
  workerData: EmbeddingSubject,
  answer: (said: EmbeddingAnswer) => void,
  lose: (error: unknown) => void,
): Worker {
  const worker = new Worker(script, { workerData });
  worker.on('message', answer);
  worker.on('error', (error: NodeJS.ErrnoException) =>
    lose(error.code?.startsWith('ERR_WORKER') ? lossOf(error.message) : error),
  );
  worker.on('exit', (code) => lose(lossOf(`it ended with code ${code}`)));
  return worker;
}

const lossOf = (reason: string) => new GiqError(diagnose('worker-lost', { reason }));
