/** Gives damaged inputs to something, and sees that it neither crashes nor hangs nor asks for much memory. */
import { setImmediate as breathe } from 'node:timers/promises';
import { randomStream, type RandomStream } from '../../../src/numeric/random.js';
import { mutate } from './mutate.js';

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FuzzTask {
  readonly corpus: readonly Seed[];
  /** What becomes of an input, in a word or a code. Whatever it throws is a finding. */
  readonly judge: (bytes: Buffer, seed: Seed, random: RandomStream) => Promise<string> | string;
  /** Names all inputs: number `n` comes from stream (seed, n). */
  readonly seed: number;
  /** Number of the first input. */
  readonly first?: number;
  readonly limit: { readonly cases?: number; readonly cpuSeconds?: number };
  /** Ends the run early; looked at now and then. */
  readonly signal?: AbortSignal;
  /** Called before each input, so that one that never returns is known. */
  readonly onCase?: (number: number, seed: Seed) => void;
}

export interface Finding {
  readonly number: number;
  readonly name: string;
  readonly problem: string;
  readonly bytes: Buffer;
}

export interface FuzzReport {
  readonly cases: number;
  readonly cpuSeconds: number;
  /** How often each outcome came. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  readonly slowest: { readonly seconds: number; readonly name: string; readonly number: number };
  /** Largest resident memory after an input, in bytes. */
  readonly peak: number;
}

/** Processor time after which an input counts as a hang, in seconds. */
const HANG = 10;
const GIGABYTE = 2 ** 30;
/** Findings after which there is no use in going on. */
const ENOUGH = 20;

export async function fuzz(task: FuzzTask): Promise<FuzzReport> {
  const { corpus, seed, limit, first = 0 } = task;
  const outcomes = new Map<string, number>();
  const findings: Finding[] = [];
  let slowest = { seconds: 0, name: '', number: -1 };
  let peak = 0;
  const start = cpuSeconds();
  const isDone = (cases: number) =>
    task.signal?.aborted ||
    cases >= (limit.cases ?? Infinity) ||
    cpuSeconds() - start >= (limit.cpuSeconds ?? Infinity) ||
    findings.length >= ENOUGH;
  let cases = 0;
  for (; !isDone(cases); cases++) {
    // Signals are seen only where nothing is at work.
    if (cases % 100 === 0) await breathe();
    const number = first + cases;
    const random = randomStream(seed, number);
    const chosen = corpus[random.integer(corpus.length)];
    const bytes = mutate(chosen.bytes, random, corpus[random.integer(corpus.length)].bytes);
    task.onCase?.(number, chosen);
    const before = cpuSeconds();
    const outcome = await outcomeOf(() => task.judge(bytes, chosen, random));
    const seconds = cpuSeconds() - before;
    const memory = process.memoryUsage.rss();
    peak = Math.max(peak, memory);
    if (seconds > slowest.seconds) slowest = { seconds, name: chosen.name, number };
    const problem = outcome.problem ?? excess(seconds, memory);
    if (problem !== undefined) findings.push({ number, name: chosen.name, problem, bytes });
    else outcomes.set(outcome.word, (outcomes.get(outcome.word) ?? 0) + 1);
  }
  return { cases, cpuSeconds: cpuSeconds() - start, outcomes, findings, slowest, peak };
}

async function outcomeOf(judge: () => Promise<string> | string): Promise<{ word: string; problem?: string }> {
  try {
    return { word: await judge() };
  } catch (error) {
    return { word: '', problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function excess(seconds: number, memory: number): string | undefined {
  if (seconds > HANG) return `it took ${seconds.toFixed(1)} s`;
  return memory > GIGABYTE ? `memory is ${(memory / 2 ** 20).toFixed(0)} MiB` : undefined;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
