/** What is measured from the start of a process to its end. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FILES, type Inputs } from './inputs.js';
import { measureCommands, type Command } from './interleave.js';
import type { Measurement } from './results.js';
import { PYTHON } from './sides.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const GIQ = here('../bin/giq.js');
const COLD_PEER = here('peers/cold_query.py');
const OWN_TELLER = new URL('own/tell-peak-memory.mjs', import.meta.url).href;
const QUERY = 'generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5';

const giq = (...args: string[]): Command => ({
  name: 'giq',
  command: process.execPath,
  args: [GIQ, ...args],
});

/** @param skipped whether PyTorch is absent */
export function* coldMeasurements(
  { world, folder, files }: Inputs,
  skipped: boolean,
): Generator<Measurement> {
  const peer: Command = { name: 'PyTorch', command: PYTHON, args: [COLD_PEER, world, '42'] };
  const cold = { per: 'a start', rounds: 7 };
  const alone = (name: string, ...args: string[]) =>
    measureCommands({ name, per: cold.per }, [giq(...args)], { rounds: cold.rounds, peakOf });
  const query = giq('-e', QUERY, '--format', 'json');
  yield measureCommands(
    {
      name: 'cold answer to the query of the design card',
      per: 'an answer',
      target: { peer: 'PyTorch', ratio: 3 },
      note: 'from starting the program to its end; giq also checks hashes of all files, measures and re-ranks',
    },
    skipped ? [query] : [query, peer],
    { rounds: cold.rounds, peakOf },
  );
  yield alone('cold `giq check` (loads no model)', 'check', '-e', QUERY);
  yield alone('cold `giq --help`', '--help');
  yield ingest(folder, files);
}

function ingest(folder: string, files: string): Measurement {
  const script =
    'rm -rf "$3/ingested" && exec "$1" "$2" archive create bench "$4" --out "$3/ingested" --workers 2';
  const args = ['-c', script, 'sh', process.execPath, GIQ, folder, files];
  return measureCommands(
    { name: `archive create, ${FILES} FITS files of 256 × 256`, per: 'a file' },
    [{ name: 'giq', command: 'sh', args }],
    { rounds: 5, items: FILES, peakOf: () => 0 },
  );
}

/** Largest memory of one more run, which is asked for it at its end. */
function peakOf({ command, args }: Command): number {
  const isPeer = command === PYTHON;
  const asked = isPeer ? [here('peers/tell_peak_memory.py')] : ['--import', OWN_TELLER];
  const { stderr } = spawnSync(command, [...asked, ...args], { encoding: 'utf8' });
  return Number(/peak (\d+)\s*$/.exec(stderr)?.[1] ?? 0);
}
