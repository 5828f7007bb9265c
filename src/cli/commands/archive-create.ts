import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createArchive } from '../../archive/create/create-archive.js';
import { findInputs } from '../../archive/create/inputs.js';
import { BAD_QUALITY, type CreateProgress, type PreparationOptions } from '../../archive/create/task.js';
import type { ArchiveCounts } from '../../archive/store/description.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';
import { durationText, Pace } from './pace.js';

export interface ArchiveCreateFlags {
  readonly out?: string;
  readonly metadata?: string;
  readonly hdf5Path?: string;
  readonly hdf5Plane?: number;
  readonly rowZero?: 'north' | 'south';
  readonly unit?: keyof typeof GAUSS_PER;
  readonly scale?: number;
  readonly offset?: number;
  readonly missing: number;
  readonly anyQuality?: boolean;
  readonly workers?: number;
  readonly resume?: boolean;
}

const GAUSS_PER = { G: 1, kG: 1000, mT: 10, T: 10_000 } as const;

/** Seconds between two notes about how far the work is, where no line of progress can be drawn over. */
const NOTE_EVERY = 10;

const MOST_WORKERS = 4;
const FILES_WORTH_A_WORKER = 200;

/** `giq archive create NAME FROM…` */
export async function createArchiveOf(
  name: string,
  from: readonly string[],
  flags: ArchiveCreateFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const narrator = new Narrator(terminal, false);
  const folder = flags.out ?? join('archives', name);
  const inputs = await findInputs(from);
  narrator.note(`${inputs.length} files`);
  const counts = await createArchive({
    ...{ name, folder, inputs, signal },
    options: optionsOf(flags),
    ...(flags.metadata !== undefined && { metadata: flags.metadata }),
    workers: Math.max(1, flags.workers ?? workersFor(inputs.length)),
    resume: flags.resume ?? false,
    onProgress: teller(narrator),
  });
  narrator.clear();
  narrator.note(summary(counts, folder));
  return EXIT.ok;
}

/** A thread a core, four at most, since one thread writes what all have decoded; for few files none is started. */
function workersFor(files: number): number {
  return Math.min(MOST_WORKERS, availableParallelism(), Math.ceil(files / FILES_WORTH_A_WORKER));
}

function optionsOf(flags: ArchiveCreateFlags): PreparationOptions {
  const { hdf5Path, hdf5Plane, rowZero, unit, scale, offset, missing, anyQuality } = flags;
  return {
    missing,
    ...(!anyQuality && { quality: BAD_QUALITY }),
    ...(hdf5Path !== undefined && { dataset: hdf5Path }),
    ...(hdf5Plane !== undefined && { plane: hdf5Plane }),
    ...(rowZero !== undefined && { rowZero }),
    ...(unit !== undefined && { gaussPerUnit: GAUSS_PER[unit] }),
    ...(scale !== undefined && { scale }),
    ...(offset !== undefined && { offset }),
  };
}

/** A line of progress, and now and then how fast it goes and how long it will take. */
function teller(narrator: Narrator): (progress: CreateProgress) => void {
  const pace = new Pace();
  let told = performance.now();
  return ({ files, of, patches, problems }) => {
    narrator.progress('reading', files, of);
    const now = performance.now();
    if (now - told < 1000 * NOTE_EVERY) return;
    told = now;
    const rate = pace.at(files);
    const speed = rate ? `, ${rate.toFixed(1)} files/s, ${durationText((of - files) / rate)} left` : '';
    narrator.note(`${files} of ${of} files${speed}: ${patches} patches, ${problems} in the report`);
  };
}

function summary({ patches, refused, duplicates, warnings }: ArchiveCounts, folder: string): string {
  const others = [
    [refused, 'refused'],
    [duplicates, 'duplicates'],
    [warnings, 'warnings'],
  ] as const;
  const rest = others.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const report = rest.length > 0 ? ` (${rest.join(', ')}: see ${join(folder, 'report.csv')})` : '';
  return `wrote ${patches} patches to ${folder}${report}`;
}
