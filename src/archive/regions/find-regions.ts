import type { PixelScale } from '../../physics/field.js';
import { halfTurn, radians, turn } from './angles.js';
import { meridianPassage } from './carrington.js';
import { detect, detectionGrid, SOLAR_RADIUS, type Found } from './detect.js';
import { fromPatch, toPatchPlace } from './equal-area.js';
import type { Heliographic, SolarMap } from './geometry.js';
import { REGION_OPTIONS, type RegionOptions } from './options.js';
import { carringtonLongitude, pixelDegrees } from './project.js';
import { sample } from './sample.js';

/** Degrees of a pixel of HMI's SHARPs. */
const SHARP_STEP = 0.03;

/** An active region cut out of a map, as a cylindrical equal-area patch around the middle of its box. */
export interface Region {
  /** Radial field in gauss, row-major, row 0 north, column 0 east; NaN where the map has no value. */
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  /** Degrees of a pixel, and its size on the Sun in Mm. */
  readonly step: number;
  readonly scale: PixelScale;
  /** Latitude of the field-weighted centre, degrees. */
  readonly latitude: number;
  /** Its Carrington longitude, where the map knows it, and its longitude from the central meridian, of a disk only. */
  readonly longitude?: number;
  readonly stonyhurst?: number;
  /** The patch's middle and size in degrees; its longitude as `longitude`, or as `stonyhurst` where that is unknown. */
  readonly box: Heliographic & { readonly width: number; readonly height: number };
  /** When it was observed: of a synoptic map, when it crossed the central meridian. ISO 8601 in UTC. */
  readonly date?: string;
  readonly rotation?: number;
  /** Unsigned flux (Mx) and area (square degrees) of what is above the threshold. */
  readonly flux: number;
  readonly area: number;
  /** Share of the patch's pixels that have no value. */
  readonly missing: number;
}

/**
 * Finds the active regions of a full disk or a synoptic map and cuts them out, the strongest first.
 *
 * |B| is smoothed on an equal-area grid; connected cells above a threshold are a region, near ones together. Its padded
 * box is mapped from the original pixels, as SHARPs are. The field along the line of sight is divided by μ.
 */
export function findRegions(map: SolarMap, options: Partial<RegionOptions> = {}): Region[] {
  const all = { ...REGION_OPTIONS, ...options };
  return detect(detectionGrid(map, all), all).map((found) => cut(map, found, all));
}

function cut(map: SolarMap, found: Found, options: RegionOptions): Region {
  const { middle, width: wide, height: high } = boxOf(found, options);
  const step = options.step ?? Math.max(SHARP_STEP, pixelDegrees(map));
  const [width, height] = [Math.max(1, Math.round(wide / step)), Math.max(1, Math.round(high / step))];
  const values = pixelsOf(map, middle, step, width, height);
  const side = SOLAR_RADIUS * radians(step);
  return {
    ...{ values, width, height, step, scale: { width: side, height: side } },
    ...placeOf(map, found),
    box: {
      longitude: carringtonLongitude(middle.longitude, map.geometry) ?? halfTurn(middle.longitude),
      latitude: middle.latitude,
      width: width * step,
      height: height * step,
    },
    ...{ flux: found.flux, area: found.area },
    missing: values.reduce((count, value) => count + Number(Number.isNaN(value)), 0) / values.length,
  };
}

/** Where and when the centre of a region is. */
function placeOf({ geometry, date, rotation }: SolarMap, { centre }: Found) {
  const longitude = carringtonLongitude(centre.longitude, geometry);
  const isDisk = geometry.kind === 'disk';
  const when = isDisk || rotation === undefined ? date : meridianPassage(rotation, turn(centre.longitude));
  return {
    latitude: centre.latitude,
    ...(longitude !== undefined && { longitude }),
    ...(isDisk && { stonyhurst: halfTurn(centre.longitude) }),
    ...(when !== undefined && { date: when }),
    ...(rotation !== undefined && { rotation }),
  };
}

/** The middle and size of the padded box that holds a region, in degrees of the patch. */
function boxOf({ longitudes, latitudes }: Found, { padding, leastPadding }: RegionOptions) {
  const middle = {
    longitude: (longitudes[0] + longitudes[1]) / 2,
    latitude: (latitudes[0] + latitudes[1]) / 2,
  };
  const corners = longitudes.flatMap((longitude) =>
    [...latitudes, middle.latitude].map((latitude) => toPatchPlace({ longitude, latitude }, middle)),
  );
  const edges = latitudes.map((latitude) => toPatchPlace({ longitude: middle.longitude, latitude }, middle));
  const [right, up] = [0, 1].map((axis) =>
    Math.max(...[...corners, ...edges].map((place) => Math.abs(place[axis]))),
  );
  const padded = (half: number) => 2 * (half + Math.max(leastPadding, 2 * padding * half));
  return { middle, width: padded(right), height: Math.min(padded(up), HIGHEST) };
}

/** The height of a patch that reaches from pole to pole, 2 rad, with room for rounding. */
const HIGHEST = 114;

function pixelsOf(
  map: SolarMap,
  middle: Heliographic,
  step: number,
  width: number,
  height: number,
): Float32Array {
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const y = ((height - 1) / 2 - row) * step;
    for (let column = 0; column < width; column++) {
      const x = (column - (width - 1) / 2) * step;
      values[row * width + column] = sample(map, fromPatch(x, y, middle), LEAST_MU);
    }
  }
  return values;
}

/** Patches end 80° from the centre of the disk, where a pixel sees six times its height on the Sun. */
const LEAST_MU = 0.17;
