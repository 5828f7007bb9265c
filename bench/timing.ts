import { spawnSync } from 'node:child_process';

/** Median of repeated measurements, in ms, and how many there were. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

/** Runs something a few times without, then with the clock. */
export async function time(
  name: string,
  runs: number,
  work: (run: number) => Promise<unknown>,
): Promise<Timing> {
  for (let warmup = 0; warmup < 3; warmup++) await work(runs + warmup);
  const durations: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work(run);
    durations.push(performance.now() - start);
  }
  return summarise(name, durations);
}

/** Starts `giq` anew each time: what a user waits for at the shell. */
export function timeCommand(name: string, runs: number, args: readonly string[]): Timing {
  const durations: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['bin/giq.js', ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`giq ${args.join(' ')} failed: ${stderr}`);
    if (run > 0) durations.push(performance.now() - start);
  }
  return summarise(name, durations);
}

function summarise(name: string, durations: readonly number[]): Timing {
  const sorted = [...durations].sort((a, b) => a - b);
  return {
    name,
    median: sorted[sorted.length >> 1],
    least: sorted[0],
    most: sorted.at(-1)!,
    runs: sorted.length,
  };
}
