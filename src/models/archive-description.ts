import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ARCHIVE_FILES, ARCHIVE_FORMAT, type ArchiveDescription } from '../archive/store/description.js';
import { recordOfFile } from '../archive/store/observations.js';
import { readBytes } from '../archive/readers/file.js';
import { fail } from '../diagnostics/diagnostic.js';
import { parseYaml } from '../diagnostics/yaml.js';
import {
  choice,
  integer,
  listOf,
  literal,
  naturalUpTo,
  number,
  object,
  optional,
  recordOf,
  text,
} from '../diagnostics/structure.js';
import { pathInside, refuseLinksOutside, type FileCheck } from './world-files.js';

const description = object({
  format: literal(1),
  name: text,
  observations: naturalUpTo(10_000_000),
  patches: object({
    file: text,
    size: literal(128),
    type: literal('int16'),
    unit: literal('G'),
    step: number,
    clip: number,
  }),
  preparation: object({
    missing: number,
    quality: optional(number),
    gaussPerUnit: optional(number),
    scale: optional(number),
    offset: optional(number),
  }),
  counts: object({
    files: integer,
    patches: integer,
    refused: integer,
    duplicates: integer,
    warnings: integer,
  }),
  fields: listOf(
    object({
      name: text,
      type: choice('number', 'text', 'date', 'boolean'),
      unit: optional(text),
      title: text,
      values: optional(listOf(text)),
    }),
  ),
  files: recordOf(object({ sha256: text, bytes: integer })),
});

/** An archive's description, and the SHA-256 of its text, which names the SHA-256 of all its files. */
export interface LoadedDescription {
  readonly description: ArchiveDescription;
  readonly sha256: string;
}

/**
 * Reads archive.yaml of a folder.
 *
 * @throws GiqError `file-not-found`, `file-not-readable-as`, `file-version`, `file-structure`, `file-unknown-key`
 */
export async function loadDescription(directory: string): Promise<LoadedDescription> {
  const file = join(directory, ARCHIVE_FILES.description);
  await refuseLinksOutside(directory);
  const bytes = await readBytes(file);
  const { value } = await parseYaml(new TextDecoder().decode(bytes), file);
  const version: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'format') : 0;
  if (typeof version === 'number' && version > ARCHIVE_FORMAT)
    fail('file-version', { file, found: version, known: ARCHIVE_FORMAT });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const described = description(value, { file, key: '' });
  for (const each of [described.patches.file, ...Object.keys(described.files)])
    pathInside(directory, each, ARCHIVE_FILES.description);
  return { description: described, sha256 };
}

/** Compares every file of an archive with its description. */
export async function checkArchiveFiles(directory: string): Promise<readonly FileCheck[]> {
  const { files } = (await loadDescription(directory)).description;
  const checks = Object.entries(files).map(async ([file, { sha256 }]): Promise<FileCheck> => {
    const found = await recordOfFile(join(directory, file)).catch(() => undefined);
    return { file, state: !found ? 'missing' : found.sha256 === sha256 ? 'whole' : 'changed' };
  });
  return Promise.all(checks);
}
