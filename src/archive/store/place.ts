import { radians } from '../../numeric/deterministic.js';
import type { Meta, SunPlace } from '../archive.js';

/** In Mm: the radius that HMI's maps use. */
const SOLAR_RADIUS = 696;

/**
 * Where an archived patch lies, from the keywords that its file had: those of a Carrington map (`crlon` is known) whose
 * extent is that of its pixels at the equator, as it is of equal-area maps alone.
 */
export function placeOfMap(meta: Meta): SunPlace | undefined {
  const names = [
    'crval1',
    'crval2',
    'crpix1',
    'crpix2',
    'cdelt1',
    'native_width',
    'native_height',
    'width_mm',
    'crlon',
  ];
  const known = names.map((name) => meta[name]).filter((value) => typeof value === 'number');
  if (known.length < names.length) return undefined;
  const [longitude, latitude, x, y, step, width, height, extent] = known;
  const expected = SOLAR_RADIUS * radians(step) * width;
  if (Math.abs(extent - expected) > 0.01 * expected) return undefined;
  return { frame: 'carrington', longitude, latitude, east: (x - 0.5) / width, south: (y - 0.5) / height };
}
