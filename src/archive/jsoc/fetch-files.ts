import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from './connection.js';
import { download } from './download.js';
import { exportInBatches } from './export-batches.js';
import { addLine, readLedger, writeLedger, type LedgerLine } from './ledger.js';
import { inParallel } from './parallel.js';
import { sweep } from './part-file.js';
import { checkAddress } from './site.js';
import { HttpRefusal, Trouble } from './trouble.js';
import type { WantedFile } from './wanted.js';
import { checkWhole } from './whole-fits.js';

/** A file that did not come, and why. */
export interface Failure {
  readonly file: string;
  readonly record: string;
  readonly reason: string;
}

export interface FilesTask {
  readonly files: readonly WantedFile[];
  readonly folder: string;
  /** The most downloads at a time. */
  readonly jobs: number;
  /** Registered with the site; files that are off line require it. */
  readonly email?: string;
  readonly connection: Connection;
  readonly onProgress: (done: number, total: number) => void;
  readonly onNote: (text: string) => void;
}

export interface FilesResult {
  readonly fetched: number;
  /** There already, from earlier runs. */
  readonly present: number;
  /** Off line and without an e-mail address to have them exported. */
  readonly offLine: number;
  readonly failures: readonly Failure[];
}

export const OFF_LINE = 'off line on the site; it is exported for a registered e-mail address';

/**
 * Brings files into a folder and keeps its `records.jsonl`: what is on line from where it lies, the rest by export.
 * Interrupted at any time, it goes on where it was: no file comes twice, no line is lost or doubled.
 *
 * @throws GiqError `cancelled`, `jsoc-no-export`, `jsoc-email-refused`, `file-not-writable` and those of questions
 */
export async function fetchFiles(task: FilesTask): Promise<FilesResult> {
  await sweep(task.folder);
  const lines = await readLedger(task.folder);
  await writeLedger(task.folder, lines);
  const state = new State(task, lines);
  try {
    const missing = await state.takePresent();
    await inParallel(
      missing.filter(({ path }) => path),
      task.jobs,
      (file) => state.fetchOnLine(file),
    );
    await fetchOffLine(state, [...missing.filter(({ path }) => !path), ...state.gone], task);
  } finally {
    await writeLedger(task.folder, lines);
  }
  return state.result();
}

async function fetchOffLine(state: State, files: readonly WantedFile[], task: FilesTask): Promise<void> {
  const { email, connection, jobs, onNote } = task;
  if (files.length === 0) return;
  if (email === undefined) return state.leaveOffLine(files);
  await checkAddress(email, connection);
  onNote(`${files.length} files are off line: the site is asked to export them`);
  await exportInBatches(files, email, connection, async (outcomes) => {
    await inParallel(outcomes, jobs, async ([file, outcome]) =>
      'path' in outcome ? state.fetchFrom(outcome.path, file) : state.failed(file, outcome.reason),
    );
    return ![...outcomes.keys()].some((file) => state.expired.has(file));
  });
}

/** What has come so far. */
class State {
  readonly #task: FilesTask;
  readonly #lines: Map<string, LedgerLine>;
  readonly #failures: Failure[] = [];
  readonly #counts = { fetched: 0, present: 0, offLine: 0 };
  /** Files whose path has led to nothing: their storage unit went off line since the list was made. */
  readonly gone: WantedFile[] = [];
  /** Files of an export that the site has removed again. */
  readonly expired = new Set<WantedFile>();

  constructor(task: FilesTask, lines: Map<string, LedgerLine>) {
    this.#task = task;
    this.#lines = lines;
  }

  /** Takes what is there already; returns what is not. */
  async takePresent(): Promise<WantedFile[]> {
    const missing: WantedFile[] = [];
    for (const file of this.#task.files) {
      const { line } = file;
      if (this.#lines.has(line.file)) this.#lines.set(line.file, line);
      else if (await isWhole(join(this.#task.folder, line.file))) await this.#write(line);
      else {
        missing.push(file);
        continue;
      }
      this.#counts.present += 1;
    }
    this.#report();
    return missing;
  }

  async fetchOnLine(file: WantedFile): Promise<void> {
    try {
      await this.#download(file.path!, file);
    } catch (error) {
      if (!(error instanceof HttpRefusal)) return this.#failedBy(error, file);
      this.gone.push(file);
    }
  }

  async fetchFrom(path: string, file: WantedFile): Promise<void> {
    await this.#download(path, file).catch((error: unknown) => {
      if (error instanceof HttpRefusal) this.expired.add(file);
      this.#failedBy(error, file);
    });
  }

  leaveOffLine(files: readonly WantedFile[]): void {
    this.#counts.offLine += files.length;
    files.forEach((file) => this.failed(file, OFF_LINE));
  }

  failed({ line: { file, record } }: WantedFile, reason: string): void {
    this.#failures.push({ file, record, reason });
    this.#report();
  }

  result(): FilesResult {
    const failures = this.#failures.toSorted((a, b) => (a.file < b.file ? -1 : 1));
    return { ...this.#counts, failures };
  }

  async #download(path: string, { line }: WantedFile): Promise<void> {
    const { connection, folder } = this.#task;
    await download(new URL(path, connection.base.origin), join(folder, line.file), connection);
    await this.#write(line);
    this.#counts.fetched += 1;
    this.#report();
  }

  /** What concerns one file only is noted; what concerns all ends the run. */
  #failedBy(error: unknown, file: WantedFile): void {
    if (!(error instanceof Trouble) && !(error instanceof HttpRefusal)) throw error;
    this.failed(file, error.message);
  }

  async #write(line: LedgerLine): Promise<void> {
    await addLine(this.#task.folder, line);
    this.#lines.set(line.file, line);
  }

  #report(): void {
    const { fetched, present } = this.#counts;
    this.#task.onProgress(fetched + present + this.#failures.length, this.#task.files.length);
  }
}

/** A file that came in a run that was killed before it could note it. */
async function isWhole(file: string): Promise<boolean> {
  try {
    checkWhole(await readFile(file), file);
    return true;
  } catch (error) {
    if (error instanceof Trouble || (error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
