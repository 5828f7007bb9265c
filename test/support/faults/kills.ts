/** Hits a command at changes of the disk, a start of the program for each. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { TEMPORARY } from '../../../src/archive/stale-files.js';
import { changesOf, runFaulty, type Faulty } from './faulty.js';

/** `GIQ_ALL_FAULTS=1` hits every change; otherwise each so many-th is. */
export const strideOf = (usual: number): number => (process.env['GIQ_ALL_FAULTS'] ? 1 : usual);

export interface Hits {
  readonly argv: readonly string[];
  /** Where changes are counted. */
  readonly folder: string;
  /** Brings the folder to where the command begins. */
  readonly prepare: () => void;
  /** `kill`, or an error code such as ENOSPC. */
  readonly fault: string;
  readonly stride: number;
}

/**
 * Lets the fault happen at one change after the other, and hands over what the command said then.
 *
 * @returns how many changes the command makes
 */
export async function hitChanges(
  { argv, folder, prepare, fault, stride }: Hits,
  look: (found: Faulty, change: number) => Promise<void>,
): Promise<number> {
  prepare();
  const changes = await changesOf(argv, folder);
  for (let change = 1; change <= changes; change += stride) {
    prepare();
    const found = await runFaulty(argv, `${fault}:${change}:${folder}`);
    if (fault === 'kill') expect([change, found.signal]).toEqual([change, 'SIGKILL']);
    await look(found, change);
  }
  return changes;
}

/** The files of a folder, not those of folders in it, nor temporary ones that a kill has left, which nothing reads. */
export function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter(
    (name) => !TEMPORARY.test(name) && statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
}
