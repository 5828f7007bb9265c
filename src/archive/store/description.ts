import type { MetaField } from '../archive.js';

/** Version of the format of archive.yaml that this giq writes and reads. */
export const ARCHIVE_FORMAT = 1;

/** The files of an archive. */
export const ARCHIVE_FILES = {
  description: 'archive.yaml',
  patches: 'patches.int16',
  observations: 'observations.parquet',
  report: 'report.csv',
} as const;

/** What happened to the images that an archive was made from. */
export interface ArchiveCounts {
  readonly files: number;
  readonly patches: number;
  /** Files or images that gave no patch. */
  readonly refused: number;
  readonly duplicates: number;
  readonly warnings: number;
}

/** How observations were prepared. */
export interface Preparation {
  /** Largest share of pixels without a value. */
  readonly missing: number;
  /** From this QUALITY on an observation is refused; absent where none was. */
  readonly quality?: number;
  readonly gaussPerUnit?: number;
  readonly scale?: number;
  readonly offset?: number;
}

/** What archive.yaml says: see docs/archives.md. */
export interface ArchiveDescription {
  readonly format: number;
  readonly name: string;
  readonly observations: number;
  readonly patches: {
    readonly file: string;
    readonly size: number;
    readonly type: 'int16';
    readonly unit: 'G';
    /** Stored numbers times this are G. */
    readonly step: number;
    readonly clip: number;
  };
  readonly preparation: Preparation;
  readonly counts: ArchiveCounts;
  readonly fields: readonly MetaField[];
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}
