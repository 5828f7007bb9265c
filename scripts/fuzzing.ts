/**
 * What the three fuzzers share: `npx vite-node scripts/fuzz-NAME.ts [seconds of processor time] [seed] [first input]`.
 * Ctrl-C ends a run early, and tells what became of it until then.
 */
import { openSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzz, type FuzzReport, type FuzzTask } from '../test/support/fuzz/fuzz.js';

/** Runs a fuzzer as the command line says, tells what became of it, and ends with 1 where there are findings. */
export async function runFuzzer(name: string, what: Pick<FuzzTask, 'corpus' | 'judge'>): Promise<void> {
  const [cpuSeconds = 600, seed = 1, first = 0] = process.argv.slice(2).map(Number);
  const current = openSync(join(tmpdir(), `giq-fuzz-${name}.case`), 'w');
  const interruption = new AbortController();
  process.on('SIGINT', () => interruption.abort());
  let count = 0;
  const report = await fuzz({
    ...{ ...what, seed, first, limit: { cpuSeconds }, signal: interruption.signal },
    onCase: (number, chosen) => {
      // Also after a crash or a kill, this file says which input it was.
      writeSync(current, `seed ${seed}, input ${number}, of ${chosen.name}`.padEnd(120), 0);
      if (++count % 20_000 === 0) console.log(`${count} inputs`);
    },
  });
  tell(name, seed, first, report);
  process.exit(report.findings.length > 0 ? 1 : 0);
}

function tell(name: string, seed: number, first: number, report: FuzzReport): void {
  const { cases, cpuSeconds, outcomes, findings, slowest, peak } = report;
  console.log(`${name}: ${cases} inputs from ${first} of seed ${seed} in ${cpuSeconds.toFixed(0)} s`);
  console.log(`peak memory ${(peak / 2 ** 20).toFixed(0)} MiB`);
  console.log(`slowest ${slowest.seconds.toFixed(2)} s: input ${slowest.number}, of ${slowest.name}`);
  for (const [outcome, times] of [...outcomes].sort(([, left], [, right]) => right - left).slice(0, 12))
    console.log(`${String(times).padStart(8)}  ${outcome}`);
  for (const { number, name: of, problem, bytes } of findings) {
    console.log(`FINDING: input ${number}, of ${of} (${bytes.length} bytes): ${problem}`);
    writeFileSync(join(tmpdir(), `giq-fuzz-${name}-${number}`), bytes);
  }
  console.log(`${findings.length} findings`);
}
