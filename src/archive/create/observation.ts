import { radians } from '../../numeric/deterministic.js';
import type { Meta, MetaValue } from '../archive.js';
import { toUtc } from '../readers/date.js';
import { metaOf } from '../readers/fits/meta.js';
import { pixelScale } from '../readers/fits/scale.js';
import type { PreparedImage } from './prepare.js';
import { recordOf } from './record-query.js';
import type { Given } from './sidecar.js';
import { firstNumber, named, valueOf } from './values.js';

/** In Mm: the radius that HMI's maps use. */
const SOLAR_RADIUS = 696;

/** Keywords of SHARPs that are kept under their own names: parameters of space weather, place, geometry (Bobra et al. 2014). */
const KEPT_KEYWORDS =
  /^(USFLUX|MEAN\w+|TOT\w+|ABSNJZH|SAVNCPP|SHRGT45|R_VALUE|NACR|SIZE|AREA|SIZE_ACR|AREA_ACR|MTOT|MNET|MPOS_TOT|MNEG_TOT|MMEAN|MSTDEV|QUALITY|L[AO][TN]_(MIN|MAX|FWT)|CR[VP][AI][LX]\d|CDELT\d|CRL[NT]_OBS|NOAA_NUM|DSUN_OBS|OBS_VR|USFLUXL|MEANGBL|CMASKL|R_VALUEL)$/;

/** Everything that is known of a patch besides its pixels: a row of observations.parquet. */
export function observationOf(
  image: PreparedImage,
  file: string,
  position: number,
  { columns, record }: Given,
): Meta {
  const keywords = { ...present(record?.keywords ?? {}), ...present(image.keywords) };
  const header = { ...metaOf(new Map(Object.entries(keywords))), ...present(image.meta) };
  const kept = Object.entries(keywords).filter(
    ([name]) => record?.keywords[name] !== undefined || KEPT_KEYWORDS.test(name),
  );
  const known: Meta = { ...named(Object.fromEntries(kept)), ...header, ...columns };
  const jsoc = recordOf(file, keywords);
  const row: Record<string, MetaValue> = {
    ...Object.fromEntries(Object.entries(known).filter(([name]) => !NOT_FIELDS.has(name))),
    ...extentOf(image, known, keywords),
    id:
      typeof columns['id'] === 'string' || typeof columns['id'] === 'number'
        ? String(columns['id'])
        : image.id,
    date: dateOf(known['date']),
    region: regionOf(known),
    crlon: firstNumber(known['crlon'], carringtonLongitude(keywords, image.width)) ?? null,
    record: record?.record ?? jsoc?.record ?? known['record'] ?? null,
    series: record?.series ?? jsoc?.series ?? known['series'] ?? null,
    missing_share: Math.round(1e4 * image.missing) / 1e4,
    file,
    image: position,
    native_width: image.width,
    native_height: image.height,
    sha256: image.sha256,
  };
  return present(row);
}

/** Keywords that other fields say better, or that are about the file. */
const NOT_FIELDS = new Set([
  't_rec',
  't_obs',
  'date_obs',
  'noaa_ar',
  'noaa_ars',
  'lat_fwt',
  'lon_fwt',
  'car_rot',
  'instrume',
  'telescop',
]);

/** The values that are there. */
function present(values: Readonly<Record<string, unknown>>): Meta {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, valueOf(value)] as const)
      .filter(([, value]) => value !== null),
  );
}

function dateOf(value: MetaValue | undefined): MetaValue {
  return typeof value === 'string' ? (toUtc(value) ?? null) : null;
}

/** What `distinct region` and splits go by: the same HARP, TARP or NOAA number is the same region. */
function regionOf({ region, harpnum, tarpnum, noaa }: Meta): MetaValue {
  if (region !== undefined && region !== null) return String(region);
  if (typeof harpnum === 'number' && harpnum > 0) return `HARP ${harpnum}`;
  if (typeof tarpnum === 'number' && tarpnum > 0) return `TARP ${tarpnum}`;
  return typeof noaa === 'number' && noaa > 0 ? `AR ${noaa}` : null;
}

/**
 * How far a patch goes on the Sun, in Mm: said by a table (`width_mm` and `height_mm`; `box_deg`, the side of a square box
 * in heliographic degrees; `pixel_deg`, the size of an equal-area pixel), else by the header, or by the series.
 */
function extentOf(image: PreparedImage, known: Meta, keywords: Meta): Meta {
  const { width, height } = image;
  const given = [firstNumber(known['width_mm']), firstNumber(known['height_mm'])];
  if (given[0] !== undefined && given[1] !== undefined) return { width_mm: given[0], height_mm: given[1] };
  const box = firstNumber(known['box_deg']);
  const pixel = firstNumber(known['pixel_deg']);
  const degrees =
    box !== undefined ? [box, box] : pixel !== undefined ? [pixel * width, pixel * height] : undefined;
  if (degrees) {
    const [width_mm, height_mm] = degrees.map((angle) => rounded(SOLAR_RADIUS * radians(angle)));
    return { width_mm, height_mm };
  }
  const series = typeof known['series'] === 'string' ? known['series'] : undefined;
  const scale = image.scale ?? pixelScale(new Map(Object.entries(keywords)), series, height);
  return scale ? { width_mm: rounded(scale.width * width), height_mm: rounded(scale.height * height) } : {};
}

/** Carrington longitude of the middle column, of maps whose x axis is one. */
function carringtonLongitude(keywords: Meta, width: number): number | undefined {
  const { CTYPE1, CRVAL1, CRPIX1, CDELT1 } = keywords;
  if (typeof CTYPE1 !== 'string' || !CTYPE1.startsWith('CRLN')) return undefined;
  if (typeof CRVAL1 !== 'number' || typeof CRPIX1 !== 'number' || typeof CDELT1 !== 'number')
    return undefined;
  const longitude = CRVAL1 + ((width + 1) / 2 - CRPIX1) * CDELT1;
  return rounded(((longitude % 360) + 360) % 360);
}

/** To six digits after the point: more would be digits of the arithmetic. */
const rounded = (value: number): number => Math.round(1e6 * value) / 1e6;
