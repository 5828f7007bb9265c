import type { Archive } from '../archive/archive.js';
import { fail } from '../diagnostics/diagnostic.js';
import type { Manifest } from './manifest.js';
import { asWeights, readSafetensors } from './safetensors.js';

const SIMULATOR = 'sim/2';

/** Opens the archive of a world; without its catalogue, where that has not been made. */
export async function openArchive(
  { archive }: Manifest,
  readBytes: (file: string) => Promise<Uint8Array>,
): Promise<Archive> {
  const { simulator, regions, steps, seed, catalogue } = archive;
  if (simulator !== SIMULATOR) {
    fail('file-structure', {
      file: 'world.yaml',
      key: 'archive.simulator',
      found: simulator,
      expected: SIMULATOR,
    });
  }
  const { simulatedArchive } = await import('../archive/simulated-archive.js');
  const size = regions * steps;
  const columns =
    catalogue === undefined ? undefined : columnsOf(await readBytes(catalogue), catalogue, size);
  return simulatedArchive({ regions, steps, seed, columns });
}

/** The columns of a catalogue: one float32 value an observation, NaN where missing, by parameter. */
function columnsOf(bytes: Uint8Array, file: string, size: number): ReadonlyMap<string, Float32Array> {
  const columns = asWeights(readSafetensors(bytes, file));
  for (const [name, { data }] of columns) {
    if (data.length === size) continue;
    fail('tensors-damaged', { file, found: `${name} of ${data.length}`, expected: `${size} observations` });
  }
  return new Map([...columns].map(([name, { data }]) => [name, data]));
}
