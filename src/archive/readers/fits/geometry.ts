import type { DiskGeometry, MapGeometry, SynopticGeometry } from '../../regions/geometry.js';
import { numberOf, textOf } from './header.js';
import type { Header } from './header.js';
import { isWholeSun } from './scale.js';

const SOLAR_RADIUS = 696e6;
const ASTRONOMICAL_UNIT = 149_597_870_700;

/** How the pixels of a full disk or a whole synoptic map lie on the Sun; undefined for patches and without the keywords. */
export function geometryOf(header: Header, width: number, height: number): MapGeometry | undefined {
  if (isWholeSun(header, width)) return synoptic(header, width, height);
  return /^HPLN/i.test(textOf(header, 'CTYPE1') ?? '') || header.has('R_SUN')
    ? disk(header, width)
    : undefined;
}

/**
 * Longitudes beyond two turns are Carrington time, 360° × rotation − longitude, as HMI and MDI write CRVAL1: with their
 * negative CDELT1 longitude grows to the right. Rows in the sine of the latitude always reach from pole to pole, also
 * where CDELT2 says otherwise.
 */
function synoptic(header: Header, width: number, height: number): SynopticGeometry {
  const step = numberOf(header, 'CDELT1', 360 / width);
  const value = numberOf(header, 'CRVAL1', 180) - (numberOf(header, 'CRPIX1', (width + 1) / 2) - 1) * step;
  const sign = Math.abs(value) > 720 ? -1 : 1;
  const isSine = /sin/i.test(textOf(header, 'CUNIT2') ?? '') || /CEA$/i.test(textOf(header, 'CTYPE2') ?? '');
  const rowStep = (isSine ? 2 : 180) / height;
  return {
    kind: 'synoptic',
    longitude: sign * value,
    longitudeStep: sign * step,
    latitudeAxis: isSine ? 'sine' : 'degrees',
    latitude: -(rowStep * (height - 1)) / 2,
    latitudeStep: rowStep,
  };
}

/** Undefined where the disk is cut, or nothing says how large a pixel or the disk is. */
function disk(header: Header, width: number): DiskGeometry | undefined {
  const step = [numberOf(header, 'CDELT1', NaN), numberOf(header, 'CDELT2', NaN)] as const;
  const pixel = [numberOf(header, 'CRPIX1', NaN), numberOf(header, 'CRPIX2', NaN)] as const;
  const [x, y] = [numberOf(header, 'CRVAL1', 0), numberOf(header, 'CRVAL2', 0)];
  const rotation = numberOf(header, 'CROTA2', 0);
  const distance = distanceOf(header, step[0]);
  if (![...step, ...pixel, distance].every(Number.isFinite)) return undefined;
  const radius = (Math.asin(1 / distance) * 180 * 3600) / Math.PI / Math.abs(step[0]);
  if (width < 2 * radius * 0.9) return undefined;
  const [cosine, sine] = [Math.cos, Math.sin].map((f) => f((rotation * Math.PI) / 180));
  const longitude = numberOf(header, 'CRLN_OBS', numberOf(header, 'OBS_L0', NaN));
  return {
    kind: 'disk',
    centre: [
      pixel[0] - 1 - (cosine * x + sine * y) / step[0],
      pixel[1] - 1 - (cosine * y - sine * x) / step[1],
    ],
    ...{ step, rotation, distance },
    latitude: numberOf(header, 'CRLT_OBS', numberOf(header, 'OBS_B0', 0)),
    ...(Number.isFinite(longitude) && { longitude }),
  };
}

/** In solar radii: from DSUN_OBS, from the disk's radius in arc seconds (RSUN_OBS) or in pixels (R_SUN). */
function distanceOf(header: Header, step: number): number {
  const metres = numberOf(header, 'DSUN_OBS', 0);
  if (metres > 0) return metres / numberOf(header, 'RSUN_REF', SOLAR_RADIUS);
  const radius = numberOf(header, 'RSUN_OBS', numberOf(header, 'R_SUN', 0) * Math.abs(step));
  if (radius > 0) return 1 / Math.sin(((radius / 3600) * Math.PI) / 180);
  return ASTRONOMICAL_UNIT / SOLAR_RADIUS;
}
