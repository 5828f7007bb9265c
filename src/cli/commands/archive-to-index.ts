/** The archive that an index is made of, and texts that say what its rows are of: with another text they are of no use. */
import { resolve } from 'node:path';
import type { Archive } from '../../archive/archive.js';
import { loadDescription } from '../../models/archive-description.js';
import type { Manifest } from '../../models/manifest.js';
import { openArchive } from '../../models/world-archive.js';
import type { World } from '../../models/world.js';

/** An archive without what an earlier index knows of it. */
export interface IndexedArchive {
  readonly archive: Archive;
  /** With what has changed. */
  readonly manifest: Manifest;
  /** What the manifest is going to say of the archive once the index is made. */
  readonly changes: Partial<Manifest['archive']>;
}

/**
 * Opens the archive of a world.
 *
 * @param update takes a folder of observations as it is now, and not as the manifest has it
 */
export async function archiveToIndex(world: World, update: boolean): Promise<IndexedArchive> {
  const { archive } = world.manifest;
  const changes =
    update && archive.kind === 'files' ? await changesOf(resolve(world.directory, archive.folder)) : {};
  const manifest = {
    ...world.manifest,
    archive: { ...archive, ...changes, catalogue: undefined } as Manifest['archive'],
  };
  return { archive: await openArchive(manifest, world.directory, world.file), manifest, changes };
}

async function changesOf(folder: string): Promise<{ sha256: string; observations: number }> {
  const { description, sha256 } = await loadDescription(folder);
  return { sha256, observations: description.observations };
}

/** The archive as it lies there, and the encoder: the same rows in the same order. */
export function orderKey({ archive, encoder, files }: Manifest): string {
  const { catalogue: _, ...rest } = archive;
  return JSON.stringify([rest, files[encoder.network]?.sha256, files[encoder.weights]?.sha256]);
}

/** The encoder, and the archive before and after observations were added or taken away. */
export function archiveKey({ archive, encoder, files }: Manifest): string {
  const { kind } = archive;
  const same = kind === 'files' ? { kind } : { ...archive, regions: undefined, catalogue: undefined };
  return JSON.stringify([same, files[encoder.network]?.sha256, files[encoder.weights]?.sha256]);
}
