import type { PixelScale } from '../../../physics/field.js';
import { numberOf, textOf } from './header.js';
import type { Header } from './header.js';

/** The Sun's radius in Mm, as in RSUN_REF of HMI and MDI files. */
const SOLAR_RADIUS = 696;

const RADIAN = Math.PI / 180;

/** Pixel size in degrees of the cylindrical equal-area series of JSOC, for files without keywords. */
const SERIES_DEGREES: Readonly<Record<string, number>> = { sharp_cea: 0.03, smarp_cea: 0.12 };

/** A cylindrical equal-area map is 360° long and 2 rad (114.6°) high. */
const WHOLE_LONGITUDE = 360;
const WHOLE_HEIGHT = 2 / RADIAN;

/**
 * Size of a pixel on the Sun in Mm, of cylindrical equal-area maps (CTYPE CRLN-CEA: SHARP, SMARP, synoptic maps):
 * 0.03° is 0.3644 Mm. Files that giq wrote say it in PIXWMM and PIXHMM. Undefined for other projections, whose scale changes over the image.
 *
 * @param series series of JSOC that the file name names, used where the header has no CTYPE1
 */
export function pixelScale(
  header: Header,
  series: string | undefined,
  height: number,
): PixelScale | undefined {
  const own = { width: numberOf(header, 'PIXWMM', 0), height: numberOf(header, 'PIXHMM', 0) };
  if (own.width > 0 && own.height > 0) return own;
  const radius = numberOf(header, 'RSUN_REF', SOLAR_RADIUS * 1e6) / 1e6;
  const known = header.has('CTYPE1') ? undefined : degreesOfSeries(series);
  if (known !== undefined)
    return { width: known * RADIAN * SOLAR_RADIUS, height: known * RADIAN * SOLAR_RADIUS };
  if (!/CEA$/i.test(textOf(header, 'CTYPE1') ?? '')) return undefined;
  const [x, y] = [degreesOf(header, 1), degreesOf(header, 2)];
  const isPossible = x > 0 && y > 0 && y * height <= WHOLE_HEIGHT * 1.01;
  return isPossible ? { width: x * RADIAN * radius, height: y * RADIAN * radius } : undefined;
}

/** Whether the header maps a whole rotation: 360° of longitude. */
export function isWholeSun(header: Header, width: number): boolean {
  const isLongitude = /^(CRLN|HGLN)/i.test(textOf(header, 'CTYPE1') ?? '');
  return isLongitude && degreesOf(header, 1) * width >= 0.9 * WHOLE_LONGITUDE;
}

/** CDELT in degrees; that of a sine latitude is in units of the sine, whose degree at the equator is one radian / 57.3. */
function degreesOf(header: Header, axis: 1 | 2): number {
  const step = Math.abs(numberOf(header, `CDELT${axis}`, 0));
  return /sin/i.test(textOf(header, `CUNIT${axis}`) ?? '') ? step / RADIAN : step;
}

function degreesOfSeries(series: string | undefined): number | undefined {
  const name = Object.keys(SERIES_DEGREES).find((each) => series?.toLowerCase().includes(each));
  return name === undefined ? undefined : SERIES_DEGREES[name];
}
