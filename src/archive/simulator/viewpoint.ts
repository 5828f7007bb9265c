import { cos, radians } from '../../numeric/deterministic.js';
import type { RegionHeader } from './header.js';
import { ROTATION_PER_DAY } from './header.js';
import type { Epoch } from './calendar.js';

const MINUTES_PER_DAY = 24 * 60;

/** When and from where a frame of a region is seen. */
export interface Viewpoint {
  readonly time: Epoch;
  /** Days since the region's first frame. */
  readonly day: number;
  /** Stonyhurst longitude, degrees, west positive. */
  readonly longitude: number;
  /** Cosine of the angle between the line of sight and the vertical; the tilt of the Sun's axis is left out. */
  readonly mu: number;
}

export function viewpoint(header: RegionHeader, step: number): Viewpoint {
  const minutes = step * header.cadence;
  const day = minutes / MINUTES_PER_DAY;
  const longitude = header.firstLongitude + ROTATION_PER_DAY * day;
  const mu = cos(radians(longitude)) * cos(radians(header.latitude));
  return { time: header.start + minutes, day, longitude, mu };
}
