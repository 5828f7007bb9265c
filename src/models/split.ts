/** Which observations a world is trained on and which it is tried with: by region, never by row. */
import { createHash } from 'node:crypto';
import type { Archive, Meta } from '../archive/archive.js';
import type { Manifest } from './manifest.js';

/** Rotations in a block: a region that returns in the next one is then mostly on the same side of the split. */
const ROTATIONS = 8;
/** Carrington's count begins with 1853-11-09 21:38:44 UTC, and a synodic rotation takes 27.2753 days (Carrington 1863). */
const FIRST_ROTATION = Date.parse('1853-11-09T21:38:44Z');
const ROTATION_MS = 27.2753 * 86_400_000;

/** Positions of an archive. */
export interface Split {
  readonly training: readonly number[];
  readonly heldOut: readonly number[];
}

/**
 * What belongs together: all observations of one region; without a number of it, all of eight Carrington rotations in a
 * row, by `cr` or by the date; without either, the observation alone.
 */
export function groupOf(meta: Meta): string {
  const { region, id } = meta;
  if (region !== undefined && region !== null) return `region ${region}`;
  const rotation = rotationOf(meta);
  return Number.isFinite(rotation) ? `rotations ${Math.floor(rotation / ROTATIONS)}` : `id ${id}`;
}

/** The Carrington rotation of an observation, by `cr` or by the date; NaN where neither is known. */
export function rotationOf({ cr, date }: Meta): number {
  if (typeof cr === 'number') return Math.floor(cr);
  return typeof date === 'string' ? Math.floor(1 + (Date.parse(date) - FIRST_ROTATION) / ROTATION_MS) : NaN;
}

/**
 * Splits an archive by groups. A group is held out where the hash of its name and the seed falls below the share, so that
 * more observations never move one from one side to the other.
 *
 * @param heldOut share of the groups, 0..1
 */
export function splitArchive(archive: Archive, heldOut: number, seed: number): Split {
  const [training, out]: [number[], number[]] = [[], []];
  for (let position = 0; position < archive.size; position++) {
    const isOut = placeOf(groupOf({ ...archive.meta(position), id: archive.id(position) }), seed) < heldOut;
    (isOut ? out : training).push(position);
  }
  return { training, heldOut: out };
}

/** A number from 0 to 1 for a name. */
function placeOf(group: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${group}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** The observations that a world may be trained on: all, where it has no split. */
export function trainingArchive({ split }: Manifest, archive: Archive): Archive {
  if (!split) return archive;
  const { training } = splitArchive(archive, split.heldOut, split.seed);
  return subset(archive, training);
}

/** Some observations of an archive, in this order. */
export function subset(archive: Archive, positions: readonly number[]): Archive {
  const at = (position: number): number => positions[position] ?? -1;
  const places = new Map(positions.map((position, place) => [position, place]));
  const column = (name: string) => {
    const values = archive.parameter(name);
    return values && Float64Array.from(positions, (position) => values[position]);
  };
  return {
    size: positions.length,
    fields: archive.fields,
    id: (position) => archive.id(at(position)),
    position: (id) => places.get(archive.position(id)) ?? -1,
    meta: (position) => archive.meta(at(position)),
    ...(archive.scale && { scale: (position: number) => archive.scale!(at(position)) }),
    ...(archive.place && { place: (position: number) => archive.place!(at(position)) }),
    parameter: column,
    patch: (position) => archive.patch(at(position)),
  };
}
