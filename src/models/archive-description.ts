import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ARCHIVE_FILES, ARCHIVE_FORMAT, type ArchiveDescription } from '../archive/store/description.js';
import { recordOfFile } from '../archive/store/observations.js';
import { fail } from '../diagnostics/diagnostic.js';
import {
  choice,
  integer,
  listOf,
  literal,
  natural,
  number,
  object,
  optional,
  recordOf,
  text,
} from '../diagnostics/structure.js';
import type { FileCheck } from './world-files.js';

const description = object({
  format: literal(1),
  name: text,
  observations: natural,
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
  const bytes = await readFile(file).catch(() => fail('file-not-found', { file }));
  const { parseDocument } = await import('yaml');
  const document = parseDocument(bytes.toString('utf8'));
  const [problem] = document.errors;
  if (problem)
    fail('file-not-readable-as', { file, format: 'YAML', problem: problem.message.split('\n')[0] });
  const version: unknown = document.get('format');
  if (typeof version === 'number' && version > ARCHIVE_FORMAT)
    fail('file-version', { file, found: version, known: ARCHIVE_FORMAT });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { description: description(document.toJS(), { file, key: '' }), sha256 };
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
