import { resolve } from 'node:path';
import type { Archive } from '../archive/archive.js';
import { fail } from '../diagnostics/diagnostic.js';
import { observationsOf, type Manifest } from './manifest.js';
import { asWeights, readSafetensors } from './safetensors.js';

const SIMULATOR = 'sim/2';

type Kind = Manifest['archive']['kind'];
type Section<K extends Kind> = Extract<Manifest['archive'], { readonly kind: K }>;
type Columns = ReadonlyMap<string, Float32Array> | undefined;

/**
 * Opens the archive of a world; without its catalogue, where that has not been made.
 *
 * @param directory folder of the world
 * @throws GiqError `file-structure`, `file-not-found`, `corrupted`, `archive-damaged`, `tensors-damaged`
 */
export async function openArchive(
  manifest: Manifest,
  directory: string,
  readBytes: (file: string) => Promise<Uint8Array>,
): Promise<Archive> {
  const { archive } = manifest;
  const { catalogue } = archive;
  const columns =
    catalogue === undefined
      ? undefined
      : columnsOf(await readBytes(catalogue), catalogue, observationsOf(manifest));
  return archive.kind === 'simulated'
    ? openSimulated(archive, columns)
    : openFiles(archive, directory, columns);
}

async function openSimulated(section: Section<'simulated'>, columns: Columns): Promise<Archive> {
  const { simulator, regions, steps, seed } = section;
  if (simulator !== SIMULATOR) {
    fail('file-structure', {
      file: 'world.yaml',
      key: 'archive.simulator',
      found: simulator,
      expected: SIMULATOR,
    });
  }
  const { simulatedArchive } = await import('../archive/simulated-archive.js');
  return simulatedArchive({ regions, steps, seed, columns });
}

async function openFiles(section: Section<'files'>, world: string, columns: Columns): Promise<Archive> {
  const { loadDescription } = await import('./archive-description.js');
  const { openFileArchive } = await import('../archive/store/file-archive.js');
  const directory = resolve(world, section.folder);
  const { description, sha256 } = await loadDescription(directory);
  if (sha256 !== section.sha256)
    fail('corrupted', {
      file: `${directory}/archive.yaml`,
      expected: shortly(section.sha256),
      found: shortly(sha256),
    });
  return openFileArchive({ directory, description, ...(columns && { columns }) });
}

const shortly = (sha256: string): string => `SHA-256 ${sha256.slice(0, 12)}…`;

/** The columns of a catalogue: one float32 value an observation, NaN where missing, by parameter. */
function columnsOf(bytes: Uint8Array, file: string, size: number): ReadonlyMap<string, Float32Array> {
  const columns = asWeights(readSafetensors(bytes, file));
  for (const [name, { data }] of columns) {
    if (data.length === size) continue;
    fail('tensors-damaged', { file, found: `${name} of ${data.length}`, expected: `${size} observations` });
  }
  return new Map([...columns].map(([name, { data }]) => [name, data]));
}
