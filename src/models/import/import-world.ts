import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeAtomically } from '../../archive/atomic-write.js';
import { temporaryBeside } from '../../archive/stale-files.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { DerivedPart } from '../install-networks.js';
import { derivedParts } from '../install-networks.js';
import type { FileRecord, Manifest } from '../manifest.js';
import { writeManifest } from '../manifest-file.js';
import { recordOfBytes } from '../world-files.js';
import { pathInside } from '../world-files.js';
import type { World } from '../world.js';
import type { ImportedNetwork } from './import-network.js';

export interface WorldImport {
  /** Folder of the new world; its last part is its name. */
  readonly directory: string;
  /** The world that everything else is taken from. */
  readonly from: World;
  readonly networks: readonly ImportedNetwork[];
  /** What is to be said of the networks' licence. */
  readonly licence: string;
}

/**
 * Makes a world of imported networks and of the parts of another world that hold for them too: all of it, or nothing.
 * Parts that were made with networks that it replaces are left out.
 *
 * @returns the parts that are to be made again
 * @throws GiqError `file-not-writable`, `world-file-missing`, `corrupted`
 */
export async function writeImportedWorld(task: WorldImport): Promise<readonly DerivedPart[]> {
  const { directory, from } = task;
  const missing = derivedParts(from.manifest, rolesOf(task));
  const temporary = temporaryBeside(directory);
  try {
    await mkdir(temporary, { recursive: true });
    const manifest = await fill(temporary, task, missing);
    await writeManifest(temporary, manifest);
    await rename(temporary, directory);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    fail('file-not-writable', { file: directory, reason: message });
  }
  return missing;
}

const rolesOf = ({ networks }: WorldImport) =>
  networks.map(({ role }) => role).filter((role) => role !== 'discriminator');

/** Writes and copies the files of the new world, and gives its manifest. */
async function fill(folder: string, task: WorldImport, missing: readonly DerivedPart[]): Promise<Manifest> {
  const kept = without(task.from.manifest, [...missing, ...rolesOf(task)]);
  const files: Record<string, FileRecord> = {};
  for (const file of filesOf(kept, task.from.manifest)) {
    await copyChecked(file, folder, task.from);
    files[file] = task.from.manifest.files[file];
  }
  for (const { contents } of task.networks)
    for (const [file, content] of contents) {
      await writeAtomically(join(folder, file), content);
      files[file] = recordOfBytes(Buffer.from(content));
    }
  return { ...describe(task, without(task.from.manifest, missing)), files };
}

async function copyChecked(file: string, folder: string, from: World): Promise<void> {
  await from.file(file);
  const target = pathInside(folder, file);
  await mkdir(dirname(target), { recursive: true });
  await cp(pathInside(from.directory, file), target);
}

function without(manifest: Manifest, sections: readonly (keyof Manifest)[]): Manifest {
  const kept = Object.entries(manifest).filter(([key]) => !sections.some((section) => section === key));
  return Object.fromEntries(kept) as Manifest;
}

/** The files that the sections of a manifest name. */
function filesOf(manifest: Manifest, { files }: Manifest): readonly string[] {
  const { files: _, ...sections } = manifest;
  const texts = Object.values(sections).flatMap((section) =>
    typeof section === 'object' && section !== null ? (Object.values(section) as unknown[]) : [],
  );
  return [
    ...new Set(
      texts.filter((text): text is string => typeof text === 'string' && Object.hasOwn(files, text)),
    ),
  ];
}

/** What the manifest says of a world with these networks. */
function describe({ directory, from, networks, licence }: WorldImport, kept: Manifest): Manifest {
  const sources = networks.map(({ role, sourceHash }) => `${role} from a file with SHA-256 ${sourceHash}…`);
  const name = basename(directory);
  const of = (role: string) => networks.find((network) => network.role === role);
  const [generator, encoder] = [of('generator'), of('encoder')];
  return {
    ...kept,
    ...{ name, title: `${kept.title}, with imported networks`, version: '0.1.0', licence },
    ...(generator && { generator: { ...generator.files, latent: generator.network.input[0] } }),
    ...(encoder && { encoder: { ...encoder.files, distance: 'euclidean' as const } }),
    trainedOn: `not known: imported ${sources.join('; ')}. All else is of ${from.name} ${from.manifest.version}`,
    rebuild: `giq world import ${name} --from ${from.name}, then what \`giq world info\` says is missing`,
  };
}
