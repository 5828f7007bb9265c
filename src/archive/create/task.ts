import type { ReadOptions } from '../readers/index.js';
import type { StackOptions } from '../stacks/index.js';

/** How images become patches of an archive. Plain data: it is kept with an interrupted run, and sent to workers. */
export interface PreparationOptions extends StackOptions, ReadOptions {
  /** Largest share of pixels without a value, 0..1. */
  readonly missing: number;
  /** Observations with this QUALITY or more are refused; all are taken where it is absent. */
  readonly quality?: number;
}

/** From bit 16 on, the QUALITY of HMI and MDI records says that they should not be used. */
export const BAD_QUALITY = 65_536;

/** Where more is missing, a patch shows less of the Sun than of the sky beside it. */
export const MISSING_MOST = 0.25;

/** A file to read: its path, as it was named or found. */
export interface InputFile {
  readonly path: string;
  readonly bytes: number;
  /** Time of the last change, in ms. */
  readonly changed: number;
}

/** How far an archive is. */
export interface CreateProgress {
  readonly files: number;
  readonly of: number;
  readonly patches: number;
  readonly problems: number;
}

export interface CreateTask {
  readonly name: string;
  /** Folder of the archive; until it is whole, it is `FOLDER.partial`. */
  readonly folder: string;
  readonly inputs: readonly InputFile[];
  readonly options: PreparationOptions;
  /** A CSV file with metadata for all inputs; otherwise each stack may have one of its own name. */
  readonly metadata?: string;
  /** Threads that decode; 1 is the calling one alone. */
  readonly workers: number;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: CreateProgress) => void;
}
