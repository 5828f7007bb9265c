import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../../archive/atomic-write.js';
import { fail } from '../../../diagnostics/diagnostic.js';
import { readSafetensors, writeSafetensors } from '../../safetensors.js';
import { readFinishedNetworks } from './finished-networks.js';
import type { Training } from './training.js';

/** What a training was begun with: it can only go on with the same. */
export interface Origin {
  readonly recipe: string;
  readonly archive: string;
  readonly engine: string;
  readonly workers: string;
}

export const checkpointPath = (folder: string): string => join(folder, 'checkpoint.safetensors');

/**
 * Writes all that a training needs to go on exactly, as a whole or not at all.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeCheckpoint(folder: string, training: Training, origin: Origin): Promise<void> {
  const metadata = { ...origin, step: String(training.step) };
  await writeAtomically(checkpointPath(folder), writeSafetensors(training.save(), metadata));
}

/** Is there a checkpoint? */
export async function hasCheckpoint(folder: string): Promise<boolean> {
  return (await readFile(checkpointPath(folder)).catch(() => undefined)) !== undefined;
}

/**
 * Starts a training with what the networks of another had learnt at its last checkpoint; or with the networks of a world or
 * of a training that is done, `generator.safetensors` and the like, where the folder has no checkpoint.
 *
 * @throws GiqError `training-absent`, `training-start-unfit`, `tensors-damaged`
 */
export async function beginFrom(folder: string, training: Training): Promise<void> {
  const path = checkpointPath(folder);
  const bytes = await readFile(path).catch(() => undefined);
  const tensors = bytes ? readSafetensors(bytes, path).tensors : await readFinishedNetworks(folder);
  if (tensors.size === 0) fail('training-absent', { folder });
  training.begin(tensors);
}

/**
 * Goes back to a checkpoint.
 *
 * @throws GiqError `training-absent`, `training-changed`, `tensors-damaged`
 */
export async function readCheckpoint(folder: string, training: Training, origin: Origin): Promise<void> {
  const bytes = await readFile(checkpointPath(folder)).catch(() => fail('training-absent', { folder }));
  const { tensors, metadata } = readSafetensors(bytes, checkpointPath(folder));
  for (const [what, begun] of Object.entries(origin))
    if (metadata[what] !== begun) fail('training-changed', { folder, what });
  training.restore(Number(metadata.step), tensors);
}
