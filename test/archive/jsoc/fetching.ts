/** Fetches from a test site: no delays, and what was waited for is noted. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUTSIDE, MANNERS, planFetch, runFetch } from '../../../src/archive/jsoc/index.js';
import type { FetchPlan, FetchReport, FetchTask, Manners, Outside } from '../../../src/archive/jsoc/index.js';
import type { LedgerLine } from '../../../src/archive/jsoc/ledger.js';
import { GiqError, type Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { randomStream } from '../../../src/numeric/random.js';
import { SERIES } from './observatory.js';

export interface Fetching {
  readonly task: FetchTask;
  /** Milliseconds that were slept, one after the other. */
  readonly slept: readonly number[];
}

export type TaskChanges = Partial<Omit<FetchTask, 'connection'>> & {
  readonly url: string;
  readonly manners?: Partial<Manners>;
  readonly outside?: Partial<Outside>;
  readonly signal?: AbortSignal;
};

export function newFolder(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), 'giq-jsoc-'));
}

export function fetching({ url, manners, outside, signal, ...changes }: TaskChanges): Fetching {
  const slept: number[] = [];
  const random = randomStream(1, 0);
  const folder = changes.folder ?? newFolder();
  const task: FetchTask = {
    series: SERIES,
    selection: {},
    segments: ['Br'],
    mask: 0xffff0000,
    jobs: 2,
    onProgress: () => undefined,
    onNote: () => undefined,
    ...changes,
    folder,
    connection: {
      base: new URL(url),
      agent: 'giq/test',
      cache: join(folder, '.giq-fetch'),
      manners: { ...MANNERS, silence: 3000, ...manners },
      outside: {
        ...OUTSIDE,
        sleep: async (milliseconds) => {
          slept.push(milliseconds);
          await new Promise(setImmediate);
        },
        random: () => random.uniform(),
        ...outside,
      },
      signal: signal ?? new AbortController().signal,
    },
  };
  return { task, slept };
}

export async function fetchAll(task: FetchTask): Promise<{ plan: FetchPlan; report: FetchReport }> {
  const plan = await planFetch(task);
  return { plan, report: await runFetch(plan, task) };
}

/** The diagnostic that something fails with. */
export async function diagnosticOf(work: Promise<unknown>): Promise<Diagnostic> {
  try {
    await work;
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('nothing failed');
}

export function ledgerOf(folder: string): LedgerLine[] {
  const lines = readFileSync(join(folder, 'records.jsonl'), 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as LedgerLine);
}

export function fitsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.fits'));
}

export function leftovers(folder: string): string[] {
  return readdirSync(folder).filter((name) => /\.part|\.tmp/.test(name));
}
