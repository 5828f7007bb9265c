import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document, YAMLMap } from 'yaml';
import { writeAtomically } from '../archive/atomic-write.js';
import { recordOfFile } from '../archive/store/observations.js';
import { readBytes } from '../archive/readers/file.js';
import { fail } from '../diagnostics/diagnostic.js';
import { parseYaml } from '../diagnostics/yaml.js';
import type { Manifest } from './manifest.js';
import { FORMAT, readManifest } from './manifest.js';
import { pathInside, recordOfBytes } from './world-files.js';
import { MANIFEST_FILE } from './world-folders.js';

/** A manifest, and the SHA-256 of the text it was read from. */
export interface LoadedManifest {
  readonly manifest: Manifest;
  readonly hash: string;
}

/** Part of a manifest: what is given takes the place of what was there, key by key; the rest stays. */
export type ManifestPatch = {
  readonly [K in keyof Manifest]?: Manifest[K] extends object | undefined
    ? Partial<Manifest[K]>
    : Manifest[K];
};

/**
 * Reads the manifest of a world, and nothing else of it.
 *
 * @throws GiqError `file-not-readable-as`, `file-version`, `file-structure`, `file-unknown-key`
 */
export async function loadManifest(directory: string): Promise<LoadedManifest> {
  const file = join(directory, MANIFEST_FILE);
  const bytes = await readBytes(file);
  return { manifest: await readManifestText(bytes, file), hash: recordOfBytes(bytes).sha256 };
}

/**
 * The manifest that the text of a world.yaml holds.
 *
 * @param file name for messages
 * @throws GiqError as `loadManifest`
 */
export async function readManifestText(bytes: Uint8Array, file: string): Promise<Manifest> {
  return checkManifest((await parseYaml(new TextDecoder().decode(bytes), file)).value, file);
}

/** Parts that a world can do without until they are made again. */
export type OptionalSection = {
  [K in keyof Manifest]-?: undefined extends Manifest[K] ? K : never;
}[keyof Manifest];

/** What a manifest is not to say any more. */
export interface Retired {
  readonly removed?: readonly OptionalSection[];
  readonly unlisted?: readonly string[];
}

/**
 * Changes part of a world's manifest and the records of its files, in one step; comments stay.
 *
 * @param patch for example `{ directions: { file: 'directions.json', parameters } }`
 * @param files that have been written to the folder before
 * @param options sections that do not hold any more (`removed`: the records of their files go too), and files that are not
 *   to be listed any more
 */
export async function writeManifestSection(
  directory: string,
  patch: ManifestPatch,
  files: readonly string[],
  { removed = [], unlisted = [] }: Retired = {},
): Promise<void> {
  const path = join(directory, MANIFEST_FILE);
  const { document, value: before } = await parseYaml(await readFile(path, 'utf8'), path);
  checkManifest(before, path);
  for (const section of removed) removeSection(document, section);
  for (const [section, value] of Object.entries(patch)) setSection(document, section, value);
  // A line a file, also where the list was empty, which YAML can only write as {}.
  (document.get('files') as YAMLMap).flow = false;
  for (const file of unlisted) document.deleteIn(['files', file]);
  for (const file of files) {
    const record = await recordOfFile(pathInside(directory, file));
    document.setIn(['files', file], document.createNode(record, { flow: true }));
  }
  checkManifest(document.toJS(), path);
  await writeAtomically(path, document.toString({ lineWidth: 110 }));
}

/** Writes the manifest of a new world. */
export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const { Document } = await import('yaml');
  const document = new Document({ ...manifest, files: {} });
  (document.get('files') as YAMLMap).flow = false;
  for (const [file, record] of Object.entries(manifest.files))
    document.setIn(['files', file], document.createNode(record, { flow: true }));
  const path = join(directory, MANIFEST_FILE);
  checkManifest(document.toJS(), path);
  await writeAtomically(path, document.toString({ lineWidth: 110 }));
}

function setSection(document: Document, section: string, value: ManifestPatch[keyof Manifest]): void {
  if (typeof value !== 'object' || Array.isArray(value)) return document.set(section, value);
  for (const [key, item] of Object.entries(value)) document.setIn([section, key], document.createNode(item));
}

function removeSection(document: Document, section: OptionalSection): void {
  const { files, [section]: value = {} } = document.toJS() as Manifest;
  for (const file of Object.values(value))
    if (typeof file === 'string' && Object.hasOwn(files, file)) document.deleteIn(['files', file]);
  document.delete(section);
}

function checkManifest(value: unknown, file: string): Manifest {
  const version: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'format') : 0;
  if (typeof version === 'number' && version > FORMAT)
    fail('file-version', { file, found: version, known: FORMAT });
  return readManifest(value, { file, key: '' });
}
