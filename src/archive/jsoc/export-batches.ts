import { SiteRefusal } from './ask.js';
import type { Connection } from './connection.js';
import { exportFiles, forgetExport, TooLarge, type Exported } from './exporting.js';
import type { WantedFile } from './wanted.js';

/** Where the site has put a file, or why it has not. */
export type ExportOutcome = { readonly path: string } | { readonly reason: string };

/** Called when the outcome of some files is known. @returns whether the site had what it said that it has made */
export type OnExported = (outcomes: ReadonlyMap<WantedFile, ExportOutcome>) => Promise<boolean>;

/** Has off-line files exported, some records a request; what is too large for the site is asked for in halves. */
export async function exportInBatches(
  files: readonly WantedFile[],
  email: string,
  connection: Connection,
  onExported: OnExported,
): Promise<void> {
  const size = connection.manners.exportBatch;
  for (let start = 0; start < files.length; start += size)
    await exportBatch(files.slice(start, start + size), email, connection, onExported);
}

async function exportBatch(
  batch: readonly WantedFile[],
  email: string,
  connection: Connection,
  onExported: OnExported,
): Promise<void> {
  try {
    const records = recordSetOf(batch);
    const exported = await exportFiles(records, email, connection);
    const wasThere = await onExported(new Map(batch.map((file) => [file, outcomeOf(file, exported, batch)])));
    if (!wasThere) await forgetExport(records, connection);
  } catch (error) {
    if (error instanceof TooLarge && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await exportBatch(batch.slice(0, half), email, connection, onExported);
      await exportBatch(batch.slice(half), email, connection, onExported);
    } else if (error instanceof TooLarge || error instanceof SiteRefusal) {
      const reason = `the site refuses to export it: ${error.message}`;
      await onExported(new Map(batch.map((file) => [file, { reason }])));
    } else throw error;
  }
}

/** `series[377][T1]{Br},series[377][T2]{Br}` */
function recordSetOf(batch: readonly WantedFile[]): string {
  const segments = new Map<string, string[]>();
  for (const { record, segment } of batch)
    segments.set(record.query, [...(segments.get(record.query) ?? []), segment]);
  return [...segments].map(([query, names]) => `${query}{${names.join(',')}}`).join(',');
}

/** Sites name the record with or without its segments; then the name of the file tells them apart. */
function outcomeOf(
  { record, segment }: WantedFile,
  exported: readonly Exported[],
  batch: readonly WantedFile[],
): ExportOutcome {
  const own = exported.filter((each) => withoutSegments(each.record) === record.query);
  const isAlone = batch.filter((file) => file.record === record).length === 1;
  const found =
    own.find((each) => each.record.endsWith(`{${segment}}`)) ??
    own.find(({ path }) => new RegExp(`[./]${escaped(segment)}\\.[^/]*$`).test(path)) ??
    (isAlone ? own[0] : undefined);
  return found ? { path: found.path } : { reason: 'the site has no data for it' };
}

function withoutSegments(record: string): string {
  return record.replace(/\{[^}]*\}$/, '').trim();
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
