import type { LedgerLine } from './ledger.js';
import { fileName } from './names.js';
import type { JsocRecord } from './records.js';
import type { Series } from './series.js';

/** A file that a fetch is to bring: one segment of one record. */
export interface WantedFile {
  readonly segment: string;
  readonly record: JsocRecord;
  /** Its path on the site, undefined when it is off line. */
  readonly path?: string;
  readonly line: LedgerLine;
}

/** The files of records, all segments of a record together. */
export function wantedFiles(
  series: Series,
  records: readonly JsocRecord[],
  segments: readonly string[],
): WantedFile[] {
  return records.flatMap((record) =>
    segments.map((segment) => {
      const path = record.segments.get(segment);
      return { segment, record, ...(path && { path }), line: lineOf(series, record, segment) };
    }),
  );
}

function lineOf(series: Series, record: JsocRecord, segment: string): LedgerLine {
  return {
    file: fileName(series, record, segment),
    record: `${record.query}{${segment}}`,
    series: series.name,
    keywords: record.keywords,
  };
}
