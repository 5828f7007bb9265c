import { join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { writeAtomically } from '../atomic-write.js';
import type { Connection } from './connection.js';
import { fetchFiles, type FilesResult } from './fetch-files.js';
import { listRecords } from './listing.js';
import { isUsable } from './quality.js';
import { recordSet, type Selection } from './record-set.js';
import { keywordsToAsk, requireSegments } from './series.js';
import { askSeries } from './site.js';
import { wantedFiles, type WantedFile } from './wanted.js';

/** What is to be fetched. */
export interface FetchTask {
  readonly series: string;
  readonly selection: Selection;
  readonly segments: readonly string[];
  /** Bits of QUALITY that must not be set. */
  readonly mask: number;
  readonly folder: string;
  readonly jobs: number;
  readonly email?: string;
  readonly connection: Connection;
  readonly onProgress: (label: string, done: number, total: number) => void;
  readonly onNote: (text: string) => void;
}

/** What a fetch would bring. */
export interface FetchPlan {
  readonly recordSet: string;
  /** Records that the site lists. */
  readonly records: number;
  /** Those that QUALITY rules out. */
  readonly leftOut: number;
  readonly files: readonly WantedFile[];
}

/** What is written to `fetch-report.json`. */
export interface FetchReport extends Omit<FetchPlan, 'files'>, FilesResult {
  readonly site: string;
}

export const REPORT = 'fetch-report.json';

/**
 * Asks the site what there is, and brings nothing.
 *
 * @throws GiqError `jsoc-series-unknown`, `jsoc-segment-unknown`, `jsoc-refused`, `jsoc-no-records`, `jsoc-unreachable`,
 * `jsoc-answer`, `usage`, `cancelled`
 */
export async function planFetch(task: FetchTask): Promise<FetchPlan> {
  const { connection, segments, selection, mask, onProgress } = task;
  const series = await askSeries(task.series, connection);
  requireSegments(segments, series);
  const query = recordSet(series, selection);
  const columns = { keywords: keywordsToAsk(series), segments };
  const records = await listRecords(series, selection, columns, connection, (known, expected) =>
    onProgress('listing', known, expected),
  );
  if (records.length === 0) fail('jsoc-no-records', { recordSet: query });
  const usable = records.filter(({ keywords }) => isUsable(keywords['QUALITY'], mask));
  return {
    recordSet: query,
    records: records.length,
    leftOut: records.length - usable.length,
    files: wantedFiles(series, usable, segments),
  };
}

/** Brings what was planned; the report is also written into the folder. */
export async function runFetch(plan: FetchPlan, task: FetchTask): Promise<FetchReport> {
  const { files, ...summary } = plan;
  const { folder, jobs, email, connection, onNote } = task;
  const onProgress = (done: number, total: number) => task.onProgress('fetching', done, total);
  const options = { folder, jobs, connection, onProgress, onNote, ...(email !== undefined && { email }) };
  const result = await fetchFiles({ files, ...options });
  const report = { site: connection.base.href, ...summary, ...result };
  await writeAtomically(join(folder, REPORT), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
