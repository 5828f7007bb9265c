import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { PATCH_SIZE, type PixelScale } from '../../physics/field.js';
import type { Archive, Meta, MetaValue } from '../archive.js';
import type { ArchiveDescription } from './description.js';
import { withDetails } from './fields.js';
import { fromLevels, PATCH_BYTES } from './levels.js';
import { readObservations, type ObservationColumns } from './observations.js';
import { placeOfMap } from './place.js';
import { patchFile } from './patch-file.js';

export interface FileArchiveOptions {
  /** Folder with archive.yaml. */
  readonly directory: string;
  readonly description: ArchiveDescription;
  /** Parameters measured before, by name: a value for each position, in the parameter's base unit. */
  readonly columns?: ReadonlyMap<string, Float64Array | Float32Array>;
}

/**
 * An archive of observations in a folder that `giq archive create` has made. Metadata are in memory, patches on disk.
 *
 * @throws GiqError `file-not-found`, `archive-damaged`, `file-not-readable-as`
 */
export async function openFileArchive(options: FileArchiveOptions): Promise<Archive> {
  const { directory, description, columns } = options;
  const { observations: size, fields, patches } = description;
  await checkSize(join(directory, patches.file), size * PATCH_BYTES);
  const meta = await readObservations(join(directory, 'observations.parquet'), fields, size);
  const idAt = (position: number) => meta.get('id')?.at(position) ?? null;
  let positions: ReadonlyMap<string, number> | undefined;
  const file = patchFile(join(directory, patches.file), size);
  const scale = (position: number) => scaleAt(meta, position);
  return {
    size,
    fields: withDetails(fields),
    id: (position) => (isInside(position, size) ? String(idAt(position)) : outside(position)),
    position: (id) => {
      // A tenth of a kilobyte an observation, which most scripts can do without.
      positions ??= new Map(
        Array.from({ length: size }, (_, position) => [String(idAt(position)), position]),
      );
      return positions.get(id) ?? -1;
    },
    value: (position, field) => meta.get(field)?.at(position) ?? null,
    meta: (position) => rowAt(meta, position),
    scale,
    place: (position) => placeOfMap(rowAt(meta, position)),
    parameter: (name) => columns?.get(name),
    patch: async (position) => {
      const pixels = fromLevels(await file.read(position));
      const known = scale(position);
      return { pixels, size: PATCH_SIZE, ...(known && { scale: known }) };
    },
  };
}

/** The SHA-256 of a large file is not compared whenever a world is opened: its size is, the rest by `giq archive verify`. */
async function checkSize(path: string, bytes: number): Promise<void> {
  const status = await stat(path).catch(() => undefined);
  if (!status) fail('file-not-found', { file: path });
  if (status.size !== bytes)
    fail('archive-damaged', { file: path, expected: `${bytes} bytes`, found: String(status.size) });
}

/** The extent of the patch on the Sun, divided by its pixels. */
function scaleAt(meta: ObservationColumns, position: number): PixelScale | undefined {
  const [width, height] = ['width_mm', 'height_mm'].map((name) => meta.get(name)?.at(position));
  if (typeof width !== 'number' || typeof height !== 'number') return undefined;
  return { width: width / PATCH_SIZE, height: height / PATCH_SIZE };
}

/** What is missing is left out. */
function rowAt(meta: ObservationColumns, position: number): Meta {
  const row: Record<string, MetaValue> = {};
  for (const [name, values] of meta) {
    const value = values.at(position);
    if (value !== null) row[name] = value;
  }
  return row;
}

const isInside = (position: number, size: number): boolean =>
  Number.isInteger(position) && position >= 0 && position < size;

function outside(position: number): never {
  throw new RangeError(`no position ${position}`);
}
