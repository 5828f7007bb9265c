import { fail } from '../../diagnostics/diagnostic.js';
import { mightBeMeant } from '../../diagnostics/hints.js';

/** Types of keywords of the data record management system. */
export const KEYWORD_TYPES = [
  'char',
  'short',
  'int',
  'longlong',
  'float',
  'double',
  'time',
  'string',
  'link',
] as const;
export type KeywordType = (typeof KEYWORD_TYPES)[number];

/** What a site says of a series. */
export interface Series {
  readonly name: string;
  /** Keywords that together name a record, such as HARPNUM and T_REC, in their order. */
  readonly primeKeys: readonly string[];
  readonly keywords: ReadonlyMap<string, KeywordType>;
  readonly segments: readonly string[];
}

/** The prime key that numbers active regions, where the series has one. */
export function regionKey({ primeKeys }: Series): string | undefined {
  return primeKeys.find((key) => key === 'HARPNUM' || key === 'TARPNUM');
}

/** The prime key that is a time, where the series has one. */
export function timeKey({ primeKeys, keywords }: Series): string | undefined {
  return primeKeys.find((key) => keywords.get(key) === 'time');
}

/** Throws `jsoc-segment-unknown` for the first segment that the series has not. */
export function requireSegments(wanted: readonly string[], { name, segments }: Series): void {
  const stranger = wanted.find((segment) => !segments.includes(segment));
  if (stranger === undefined) return;
  const near = mightBeMeant(stranger, segments);
  const hints = near.length > 0 ? near : [`its segments: ${segments.join(', ') || 'none'}`];
  fail('jsoc-segment-unknown', { segment: stranger, series: name }, { hints });
}

/**
 * Keywords that are asked for: what names and dates a record, where it was on the Sun, how its pixels lie there, and
 * what SHARPs say of their region. Files "as is" have none in their headers.
 */
const WANTED = [
  ...['QUALITY', 'T_REC', 'T_OBS', 'DATE__OBS', 'CAR_ROT', 'INSTRUME', 'TELESCOP', 'BUNIT'],
  ...['NOAA_AR', 'NOAA_ARS', 'NOAA_NUM', 'LAT_FWT', 'LON_FWT', 'LAT_MIN', 'LAT_MAX', 'LON_MIN', 'LON_MAX'],
  ...['CRLN_OBS', 'CRLT_OBS', 'DSUN_OBS', 'RSUN_OBS', 'RSUN_REF', 'CROTA2'],
  ...['CTYPE1', 'CTYPE2', 'CUNIT1', 'CUNIT2', 'CRPIX1', 'CRPIX2', 'CRVAL1', 'CRVAL2', 'CDELT1', 'CDELT2'],
  ...['USFLUX', 'USFLUXL', 'R_VALUE', 'AREA_ACR', 'TOTPOT', 'SIZE_ACR'],
];

/** The prime keys of a series and those of the usual keywords that it has. */
export function keywordsToAsk({ primeKeys, keywords }: Series): string[] {
  return [...new Set([...primeKeys, ...WANTED.filter((keyword) => keywords.has(keyword))])];
}
