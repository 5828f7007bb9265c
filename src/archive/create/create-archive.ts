import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { orNotWritable, writeAtomically } from '../atomic-write.js';
import { ARCHIVE_FILES, type ArchiveCounts } from '../store/description.js';
import { PATCH_BYTES } from '../store/levels.js';
import { Collection } from './collection.js';
import { finishArchive, removeTraces, TRACES } from './finish.js';
import { appendEntries, mendJournal, readJournal, type JournalEntry } from './journal.js';
import { preparedImages } from './prepared-images.js';
import { openSidecars } from './sidecar.js';
import type { CreateTask } from './task.js';

/** Images between two writings: at most so many patches are lost by a kill, and are in memory. */
const BATCH = 64;

/**
 * Makes an archive of files, in a folder beside the target that takes its name when all is done. A run that was killed or
 * cancelled goes on with `resume`, and ends with the same bytes as one that was not.
 *
 * @returns what became of the files
 * @throws GiqError `archive-exists`, `archive-begun`, `archive-changed`, `archive-empty`, `file-not-writable`, `cancelled`
 */
export async function createArchive(task: CreateTask): Promise<ArchiveCounts> {
  const partial = `${task.folder}.partial`;
  await startPartial(task, partial);
  const state = await recall(task, partial);
  await addImages(task, partial, state);
  const counts = await finishArchive(task, partial);
  await orNotWritable(task.folder, () => rename(partial, task.folder));
  await removeTraces(task.folder);
  return counts;
}

/** Where a run stands: the next file, and the next image of it. */
interface State {
  file: number;
  image: number;
  patches: number;
  problems: number;
  readonly collection: Collection;
}

async function startPartial(task: CreateTask, partial: string): Promise<void> {
  if (await isThere(task.folder)) fail('archive-exists', { folder: task.folder });
  const described = describeTask(task);
  const path = join(partial, TRACES.task);
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== undefined && !task.resume) fail('archive-begun', { folder: partial });
  if (before !== undefined && before !== described) {
    const what = filesPart(before) === filesPart(described) ? 'other options' : 'other files';
    fail('archive-changed', { folder: partial, what });
  }
  await orNotWritable(partial, () => mkdir(partial, { recursive: true }));
  if (before === undefined) await writeAtomically(path, described);
}

/** All that the bytes of the archive depend on. */
function describeTask({ name, inputs, options, metadata }: CreateTask): string {
  const files = createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
  return JSON.stringify({ files, name, options, metadata });
}

const filesPart = (described: string): string => described.slice(0, 80);

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** What the journal knows. */
async function recall({ options }: CreateTask, partial: string): Promise<State> {
  const [journal, patches] = [join(partial, TRACES.journal), join(partial, ARCHIVE_FILES.patches)];
  await mendJournal(journal, patches, PATCH_BYTES);
  const state: State = { file: 0, image: 0, patches: 0, problems: 0, collection: new Collection(options) };
  for await (const entry of readJournal(journal)) {
    state.collection.remember(entry);
    advance(state, entry);
  }
  return state;
}

function advance(state: State, { file, image, of, rows, problems }: JournalEntry): void {
  const isLast = image + 1 >= of;
  state.file = isLast ? file + 1 : file;
  state.image = isLast ? 0 : image + 1;
  state.patches += rows.length;
  state.problems += problems.length;
}

async function addImages(task: CreateTask, partial: string, state: State): Promise<void> {
  const lookup = openSidecars(task.metadata, task.inputs.length);
  const path = join(partial, ARCHIVE_FILES.patches);
  const patchFile = await orNotWritable(path, () => open(path, 'a'));
  const batch = new Batch(path, patchFile, join(partial, TRACES.journal));
  const tell = () => {
    const { file, patches, problems } = state;
    task.onProgress?.({ files: file, of: task.inputs.length, patches, problems });
  };
  try {
    for await (const { place, outcomes } of preparedImages(task, state.file, state.image)) {
      const given = await lookup(place.path, place.image, place.of);
      const { entry, patches } = state.collection.add(place, outcomes, given);
      advance(state, entry);
      await batch.add(entry, patches);
      tell();
      if (task.signal.aborted) fail('cancelled', {});
    }
  } finally {
    await batch.close();
  }
}

/** Entries and patches that are written together. */
class Batch {
  readonly #path: string;
  readonly #patchFile: FileHandle;
  readonly #journal: string;
  #entries: JournalEntry[] = [];
  #patches: Uint8Array[] = [];

  constructor(path: string, patchFile: FileHandle, journal: string) {
    this.#path = path;
    this.#patchFile = patchFile;
    this.#journal = journal;
  }

  async add(entry: JournalEntry, patches: readonly Uint8Array[]): Promise<void> {
    this.#entries.push(entry);
    this.#patches.push(...patches);
    if (this.#entries.length >= BATCH) await this.#write();
  }

  /** Patches first: a line of the journal says that they are there. */
  async #write(): Promise<void> {
    const patches = Buffer.concat(this.#patches);
    if (patches.length > 0) await orNotWritable(this.#path, () => this.#patchFile.writeFile(patches));
    if (this.#entries.length > 0) await appendEntries(this.#journal, this.#entries);
    this.#entries = [];
    this.#patches = [];
  }

  async close(): Promise<void> {
    try {
      await this.#write();
    } finally {
      await this.#patchFile.close();
    }
  }
}
