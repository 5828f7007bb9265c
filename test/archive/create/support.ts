/** Small observations that were never observed, written to a folder. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArchive } from '../../../src/archive/create/create-archive.js';
import { findInputs } from '../../../src/archive/create/inputs.js';
import { BAD_QUALITY, type CreateTask } from '../../../src/archive/create/task.js';
import type { Archive, MetaValue } from '../../../src/archive/archive.js';
import { openFileArchive } from '../../../src/archive/store/file-archive.js';
import { encodeFits } from '../../../src/archive/writers/fits.js';
import { loadDescription } from '../../../src/models/archive-description.js';

/** A folder that is removed after the test. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'giq-archive-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A bipole in gauss, north first; each number gives another. */
export function bipole(number: number, width = 40, height = 30): Float32Array {
  return Float32Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const spot = (column: number) => Math.exp(-((x - column) ** 2 + (y - 14) ** 2) / 20);
    return 20 * Math.sin(at * (1 + number)) + (700 + number) * (spot(12 + (number % 5)) - spot(28));
  });
}

/** A FITS file as JSOC names it, with keywords. */
export function writeSharp(
  folder: string,
  number: number,
  cards: Readonly<Record<string, string | number>> = {},
): string {
  mkdirSync(folder, { recursive: true });
  const day = String(10 + number).padStart(2, '0');
  const path = join(folder, `hmi.sharp_cea_720s.${377 + number}.201102${day}_020000_TAI.Br.fits`);
  writeFileSync(path, encodeFits(bipole(number), 40, 30, Object.entries(cards)));
  return path;
}

/** Makes an archive of files; options as the command line gives them by default. */
export async function archiveOf(
  from: readonly string[],
  folder: string,
  more: Partial<CreateTask> = {},
): Promise<CreateTask> {
  const task: CreateTask = {
    name: 'test',
    folder,
    inputs: await findInputs(from),
    options: { missing: 0.25, quality: BAD_QUALITY },
    workers: 1,
    resume: false,
    signal: new AbortController().signal,
    ...more,
  };
  await createArchive(task);
  return task;
}

export async function openMade(directory: string): Promise<Archive> {
  return openFileArchive({ directory, description: (await loadDescription(directory)).description });
}

/** The value of a field of every observation. */
export function valuesOf(archive: Archive, field: string): (MetaValue | undefined)[] {
  return Array.from({ length: archive.size }, (_, position) => archive.meta(position)[field]);
}

/** Rows of report.csv: outcome and code. */
export function reportOf(folder: string): string[] {
  const [, ...lines] = readFileSync(join(folder, 'report.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(',').slice(2, 4).join(' '));
}

/** All bytes of a folder. */
export function bytesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file)).toString('base64')]),
  );
}
