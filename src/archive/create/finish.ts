import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { PATCH_SIZE } from '../../physics/field.js';
import type { Meta } from '../archive.js';
import { writeAtomically } from '../atomic-write.js';
import { TEMPORARY } from '../stale-files.js';
import { ARCHIVE_FILES, ARCHIVE_FORMAT } from '../store/description.js';
import type { ArchiveCounts, ArchiveDescription } from '../store/description.js';
import { fieldsOf, noteTypes, type SeenTypes } from '../store/fields.js';
import { GAUSS_PER_LEVEL } from '../store/levels.js';
import { recordOfFile, writeObservations } from '../store/observations.js';
import { encodeCsv } from '../writers/csv.js';
import { readJournal } from './journal.js';
import type { CreateTask } from './task.js';

/** Files that only an unfinished archive has. */
export const TRACES = { task: 'task.json', journal: 'journal.jsonl' } as const;

/** Writes all but the patches, from the journal: a run that is killed here does it again. */
export async function finishArchive(task: CreateTask, partial: string): Promise<ArchiveCounts> {
  const journal = join(partial, TRACES.journal);
  const seen: SeenTypes = new Map();
  const counts = { files: task.inputs.length, patches: 0, refused: 0, duplicates: 0, warnings: 0 };
  const names = { refused: 'refused', duplicate: 'duplicates', warning: 'warnings' } as const;
  const report: (string | number)[][] = [];
  for await (const { file, image, rows, problems } of readJournal(journal)) {
    counts.patches += rows.length;
    rows.forEach((row) => noteTypes(row, seen));
    for (const { outcome, code, message } of problems) {
      counts[names[outcome]]++;
      report.push([task.inputs[file].path, image, outcome, code, message]);
    }
  }
  const columns = ['file', 'image', 'outcome', 'code', 'message'];
  await writeAtomically(join(partial, ARCHIVE_FILES.report), encodeCsv(columns, report));
  if (counts.patches === 0)
    fail('archive-empty', { files: counts.files, report: join(partial, ARCHIVE_FILES.report) });
  const fields = fieldsOf(seen);
  await writeObservations(join(partial, ARCHIVE_FILES.observations), fields, rowsOf(journal));
  await writeDescription({ ...describe(task, counts), fields }, partial);
  return counts;
}

async function* rowsOf(journal: string): AsyncGenerator<Meta> {
  for await (const { rows } of readJournal(journal)) yield* rows;
}

function describe(
  { name, options }: CreateTask,
  counts: ArchiveCounts,
): Omit<ArchiveDescription, 'fields' | 'files'> {
  const { missing, quality, gaussPerUnit, scale, offset } = options;
  return {
    format: ARCHIVE_FORMAT,
    name,
    observations: counts.patches,
    patches: {
      ...{ file: ARCHIVE_FILES.patches, size: PATCH_SIZE, type: 'int16', unit: 'G' },
      ...{ step: GAUSS_PER_LEVEL, clip: 1000 },
    },
    preparation: JSON.parse(
      JSON.stringify({ missing, quality, gaussPerUnit, scale, offset }),
    ) as typeof options,
    counts,
  };
}

async function writeDescription(
  described: Omit<ArchiveDescription, 'files'>,
  partial: string,
): Promise<void> {
  const { description, ...others } = ARCHIVE_FILES;
  const files: Record<string, { sha256: string; bytes: number }> = {};
  for (const file of Object.values(others)) files[file] = await recordOfFile(join(partial, file));
  const { stringify } = await import('yaml');
  const text = stringify({ ...described, files }, { lineWidth: 110 });
  await writeAtomically(join(partial, description), `# An archive of giq: see docs/archives.md.\n${text}`);
}

/** Removes what only an unfinished archive needs, and what runs that were killed while they wrote have left. */
export async function removeTraces(folder: string): Promise<void> {
  const unfinished = (await readdir(folder)).filter((name) => TEMPORARY.test(name));
  for (const file of [...Object.values(TRACES), ...unfinished]) await rm(join(folder, file), { force: true });
}
