/** Changes of a world's files: at every moment its manifest names files that are whole. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../archive/atomic-write.js';
import { loadManifest, writeManifestSection } from './manifest-file.js';
import type { ManifestPatch, OptionalSection } from './manifest-file.js';
import type { FileRecord, Manifest } from './manifest.js';
import { recordOfTensors, writeTensorFile, type Tensors } from './tensor-file.js';
import { recordOfBytes } from './world-files.js';

/** What a file is to hold; tensors are written one by one, and may be larger than what memory has room for twice. */
export type Contents = Uint8Array | string | Tensors;

export interface WorldChange {
  /** New contents by name of file; made when they are written, since all at once may be too much for memory. */
  readonly files: ReadonlyMap<string, () => Contents>;
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
function isTaken({ files }: Manifest, file: string, make: () => Contents): boolean {
  return Object.hasOwn(files, file) && files[file].sha256 !== recordOf(make()).sha256;
}

function recordOf(contents: Contents): FileRecord {
  if (typeof contents === 'string' || contents instanceof Uint8Array)
    return recordOfBytes(Buffer.from(contents));
  return recordOfTensors(contents);
}

function write(directory: string, file: string, make: () => Contents): Promise<void> {
  const [path, contents] = [join(directory, file), make()];
  if (typeof contents === 'string' || contents instanceof Uint8Array) return writeAtomically(path, contents);
  return writeTensorFile(path, contents.tensors, contents.metadata);
}

function renamed(patch: ManifestPatch, spare: ReadonlyMap<string, string>): ManifestPatch {
  const rename = (_: string, value: unknown) =>
    typeof value === 'string' ? (spare.get(value) ?? value) : value;
  return JSON.parse(JSON.stringify(patch), rename) as ManifestPatch;
}
