/** Where benchmarks of large indexes come in: `benchIndex()` of bench/index.ts, if there is one. */
import { existsSync } from 'node:fs';
import type { Measurement } from './results.js';

/** One number, in a unit of time (ms, s) or another. */
interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

const MODULE = new URL('./index.ts', import.meta.url);
const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, ms: 1, µs: 0.001 };

/** Its times as measurements of one round; none where it is not there. Other units are left out, with a word. */
export async function indexMeasurements(): Promise<Measurement[]> {
  if (!existsSync(MODULE)) return [];
  const { benchIndex } = (await import(/* @vite-ignore */ MODULE.href)) as {
    benchIndex: () => Promise<readonly Row[]>;
  };
  return (await benchIndex()).flatMap(({ what, value, unit }) => {
    const factor = MILLISECONDS[unit];
    if (factor === undefined) process.stderr.write(`${what}: ${value} ${unit}\n`);
    if (factor === undefined) return [];
    const milliseconds = value * factor;
    const samples = { wall: [milliseconds], processor: [milliseconds], peak: 0 };
    return [{ name: what, per: 'a run', giq: samples, peers: [] }];
  });
}
