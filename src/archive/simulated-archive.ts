import type { Patch } from '../physics/field.js';
import type { Archive, Meta, SunPlace } from './archive.js';
import { scaleOf, simulateFrame } from './simulator/frame.js';
import type { RegionHeader } from './simulator/header.js';
import { drawHeader } from './simulator/header.js';
import { simulatedFields, simulatedMeta } from './simulator/meta.js';
import type { Region } from './simulator/region.js';
import { DEFAULT_STEPS, simulateRegion } from './simulator/region.js';
import { viewpoint } from './simulator/viewpoint.js';
import { LARGEST_REGIONS, LARGEST_STEPS } from './simulator/streams.js';

const DEFAULT_REGIONS = 660;

/** Regions whose textures are kept, 2 MB each: neighbours in the archive are frames of the same region. */
const REGIONS_KEPT = 4;

export interface SimulatedArchiveOptions {
  /** Default 660 regions of 14 steps each. */
  readonly regions?: number;
  readonly steps?: number;
  readonly seed: number;
  /** Parameters measured before, by name: a value for each position, in the parameter's base unit. */
  readonly columns?: ReadonlyMap<string, Float64Array | Float32Array>;
}

/**
 * An archive of simulated active regions that costs no bytes: every frame is made when it is asked for, the same on
 * every machine. Position = region × steps + step; id `sim-0123-05` is step 5 of region 123.
 *
 * Throws a RangeError for counts that are not whole and positive, and for a position outside the archive.
 */
export function simulatedArchive(options: SimulatedArchiveOptions): Archive {
  const { regions = DEFAULT_REGIONS, steps = DEFAULT_STEPS, seed, columns } = options;
  requireCount('regions', regions, LARGEST_REGIONS);
  requireCount('steps', steps, LARGEST_STEPS);
  const size = regions * steps;
  const headerOf = remembered(regions, (number) => drawHeader(seed, number, steps));
  const regionOf = remembered(REGIONS_KEPT, (number) => simulateRegion(seed, number, steps));
  const place = (position: number): Place => {
    if (!Number.isInteger(position) || position < 0 || position >= size)
      throw new RangeError(`no position ${position}`);
    return { region: Math.floor(position / steps), step: position % steps };
  };
  return {
    size,
    fields: simulatedFields,
    id: (position) => idOf(place(position)),
    position: (id) => positionOf(id, regions, steps),
    meta: (position) => metaAt(place(position), headerOf),
    scale: (position) => scaleOf(headerOf(place(position).region)),
    place: (position) => placeAt(place(position), headerOf),
    parameter: (name) => columns?.get(name),
    patch: (position) => Promise.resolve().then(() => patchAt(place(position), regionOf)),
  };
}

interface Place {
  readonly region: number;
  readonly step: number;
}

function metaAt(place: Place, headerOf: (region: number) => RegionHeader): Meta {
  return simulatedMeta(idOf(place), headerOf(place.region), place.step);
}

/** The region stands in the middle of its box. */
function placeAt({ region, step }: Place, headerOf: (region: number) => RegionHeader): SunPlace {
  const header = headerOf(region);
  const { longitude } = viewpoint(header, step);
  return { frame: 'stonyhurst', longitude, latitude: header.latitude, east: 0.5, south: 0.5 };
}

function patchAt(place: Place, regionOf: (region: number) => Region): Patch {
  return simulateFrame(regionOf(place.region), place.step);
}

function idOf({ region, step }: Place): string {
  return `sim-${String(region).padStart(4, '0')}-${String(step).padStart(2, '0')}`;
}

/** The position of an id, −1 where it is not one of this archive's, spelled as `idOf` does. */
function positionOf(id: string, regions: number, steps: number): number {
  const [, region, step] = (/^sim-(\d{4,})-(\d{2,})$/.exec(id) ?? []).map(Number);
  if (!(region < regions && step < steps) || idOf({ region, step }) !== id) return -1;
  return region * steps + step;
}

/** The function with a memory for the last `count` arguments. */
function remembered<T>(count: number, make: (argument: number) => T): (argument: number) => T {
  const known = new Map<number, T>();
  return (argument) => {
    const value = known.get(argument) ?? make(argument);
    known.delete(argument);
    known.set(argument, value);
    if (known.size > count) known.delete([...known.keys()][0]);
    return value;
  };
}

function requireCount(name: string, count: number, most: number): void {
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new RangeError(`${count} is no number of ${name}`);
}
