/** Changes of a world's files: at every moment its manifest names files that are whole. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../archive/atomic-write.js';
import { loadManifest, writeManifestSection } from './manifest-file.js';
import type { ManifestPatch, OptionalSection } from './manifest-file.js';
import type { Manifest } from './manifest.js';
import { recordOfBytes } from './world-files.js';

export interface WorldChange {
  /** New contents by name of file; made when they are written, since all at once may be too much for memory. */
  readonly files: ReadonlyMap<string, () => Uint8Array | string>;
  /** What the manifest is to say of them. */
  readonly patch: ManifestPatch;
  /** Sections that do not hold any more. */
  readonly removed?: readonly OptionalSection[];
}

/**
 * Writes files of a world and what its manifest says of them. A run that is killed on the way leaves the world as it was, or
 * as it is to be, and the same change again ends it.
 *
 * A file that the manifest names cannot change together with the manifest. So the new one is first written and named beside
 * it, and gets its own name once nothing looks for the old one there.
 *
 * @throws GiqError `file-not-writable`, and what is wrong with the manifest
 */
export async function changeWorld(
  directory: string,
  { files, patch, removed = [] }: WorldChange,
): Promise<void> {
  const { manifest } = await loadManifest(directory);
  const names = [...files.keys()];
  const taken = names.filter((file) => isTaken(manifest, file, files.get(file)!));
  const spare = new Map(taken.map((file) => [file, spareName(file)]));
  if (taken.length > 0) {
    for (const file of names) await write(directory, spare.get(file) ?? file, files.get(file)!);
    const listed = names.map((file) => spare.get(file) ?? file);
    await writeManifestSection(directory, renamed(patch, spare), listed, { removed, unlisted: taken });
  }
  for (const file of names) await write(directory, file, files.get(file)!);
  const spares = names.map(spareName);
  await writeManifestSection(directory, patch, names, { removed, unlisted: spares });
  for (const file of spares) await rm(join(directory, file), { force: true });
}

const spareName = (file: string): string => `${file}.new`;

/** Does the manifest name another file of this name? */
function isTaken({ files }: Manifest, file: string, make: () => Uint8Array | string): boolean {
  return Object.hasOwn(files, file) && files[file].sha256 !== recordOfBytes(Buffer.from(make())).sha256;
}

const write = (directory: string, file: string, make: () => Uint8Array | string): Promise<void> =>
  writeAtomically(join(directory, file), make());

function renamed(patch: ManifestPatch, spare: ReadonlyMap<string, string>): ManifestPatch {
  const rename = (_: string, value: unknown) =>
    typeof value === 'string' ? (spare.get(value) ?? value) : value;
  return JSON.parse(JSON.stringify(patch), rename) as ManifestPatch;
}
