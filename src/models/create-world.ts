import { mkdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { orNotWritable, writeAtomically } from '../archive/atomic-write.js';
import { fail } from '../diagnostics/diagnostic.js';
import { loadDescription } from './archive-description.js';
import type { Manifest } from './manifest.js';
import { FORMAT } from './manifest.js';
import { recordOfBytes } from './world-files.js';
import { MANIFEST_FILE } from './world-folders.js';
import type { World } from './world.js';

export interface CreateWorldTask {
  readonly name: string;
  /** Folder of the new world. */
  readonly folder: string;
  /** Folder of the archive. */
  readonly archive: string;
  /** The world whose networks and directions the new one starts with. */
  readonly source: World;
  /** Share of the groups of observations that nothing is trained on, and the seed that names them. */
  readonly split: { readonly heldOut: number; readonly seed: number };
}

/**
 * Writes a world of an archive with the networks, directions and statistics of another world. Its catalogue and index are
 * to be made by `giq archive index`.
 *
 * @throws GiqError `world-exists`, what is wrong with the archive, `world-file-missing`, `corrupted`, `file-not-writable`
 */
export async function createWorldFolder(task: CreateWorldTask): Promise<void> {
  const { folder, source } = task;
  const path = join(folder, MANIFEST_FILE);
  if (await readFile(path).catch(() => undefined)) fail('world-exists', { name: folder });
  await orNotWritable(folder, () => mkdir(folder, { recursive: true }));
  const files: Record<string, { sha256: string; bytes: number }> = {};
  for (const file of partsOf(source.manifest)) {
    const bytes = await source.file(file);
    await writeAtomically(join(folder, file), bytes);
    files[file] = recordOfBytes(bytes);
  }
  const { stringify } = await import('yaml');
  const manifest = { ...(await describe(task)), files };
  await writeAtomically(path, stringify(JSON.parse(JSON.stringify(manifest)), { lineWidth: 110 }));
}

/** The files of a world that do not depend on its archive. */
function partsOf({ generator, encoder, inverter, directions, statistics }: Manifest): readonly string[] {
  const networks = [generator, encoder, ...(inverter ? [inverter] : [])];
  const files = networks.flatMap(({ network, weights }) => [network, weights]);
  return [...new Set([...files, ...[directions, statistics].flatMap((part) => part?.file ?? [])])];
}

async function describe({
  name,
  folder,
  archive,
  source,
  split,
}: CreateWorldTask): Promise<Omit<Manifest, 'files'>> {
  const { description, sha256 } = await loadDescription(archive);
  const { manifest } = source;
  const from = `${manifest.name} ${manifest.version}`;
  return {
    ...manifest,
    format: FORMAT,
    name,
    title: `Observations of the archive ${description.name}`,
    version: '1.0.0',
    simulated: false,
    licence: 'as the observations',
    archive: {
      kind: 'files',
      folder: relative(resolve(folder), resolve(archive)).replaceAll('\\', '/'),
      sha256,
      observations: description.observations,
      catalogue: undefined,
    },
    split,
    index: undefined,
    trainedOn: `networks of ${from}: ${manifest.trainedOn.trim()}`,
    rebuild: `giq world create ${name} --archive ${description.name} --from ${manifest.name}`,
  };
}
