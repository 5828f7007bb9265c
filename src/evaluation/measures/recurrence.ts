/** Regions that are seen again a rotation later. */
import type { Archive, Meta } from '../../archive/archive.js';
import { rotationOf } from '../../models/split.js';

/** Farther from where it was a rotation ago, in degrees, a region is taken for another one. */
const LATITUDE_MOST = 5;
const LONGITUDE_MOST = 10;

/** An observation, and the one that shows its region in the next rotation, by position. */
export interface Recurrence {
  readonly first: number;
  readonly next: number;
}

interface Sighting {
  readonly position: number;
  readonly rotation: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly mayHaveReturned: boolean;
}

/**
 * The regions of an archive that have come back: of the next rotation's observations that are less than 5° of latitude and
 * 10° of Carrington longitude away, the nearest. Positions are those of `lat` and `crlon` (`lon`, where the archive has
 * only that), rotations those of `cr` or of the date. Where `cat_new` tells of any observation whether its region is seen for
 * the first time (1) or not (0), those of 0 alone have come back.
 */
export function recurrencesOf(archive: Archive): readonly Recurrence[] {
  const metas = Array.from({ length: archive.size }, (_, position) => archive.meta(position));
  const isTold = metas.some((meta) => typeof meta['cat_new'] === 'number');
  const sightings = metas
    .map((meta, position) => sightingOf(position, meta, isTold))
    .filter(({ rotation, latitude, longitude }) => Number.isFinite(rotation + latitude + longitude));
  return sightings.flatMap((one) => {
    const [nearest] = sightings
      .filter((other) => isReturn(one, other))
      .sort((a, b) => distance(one, a) - distance(one, b));
    return nearest ? [{ first: one.position, next: nearest.position }] : [];
  });
}

function sightingOf(position: number, meta: Meta, isTold: boolean): Sighting {
  const number = (value: Meta[string] | undefined) => (typeof value === 'number' ? value : NaN);
  const longitude = meta['crlon'] === undefined ? meta['lon'] : meta['crlon'];
  return {
    position,
    rotation: rotationOf(meta),
    latitude: number(meta['lat']),
    longitude: number(longitude),
    mayHaveReturned: !isTold || meta['cat_new'] === 0,
  };
}

const isReturn = (one: Sighting, other: Sighting): boolean =>
  other.rotation === one.rotation + 1 &&
  other.mayHaveReturned &&
  Math.abs(other.latitude - one.latitude) < LATITUDE_MOST &&
  longitudeApart(one, other) < LONGITUDE_MOST;

function longitudeApart(one: Sighting, other: Sighting): number {
  const apart = Math.abs(one.longitude - other.longitude) % 360;
  return Math.min(apart, 360 - apart);
}

const distance = (one: Sighting, other: Sighting): number =>
  longitudeApart(one, other) + Math.abs(one.latitude - other.latitude);
