/**
 * Starts (UTC) and sizes (s) of TAI − UTC since HMI's and MDI's epoch, 1993.
 * Source: IERS Bulletin C; none was added after 2017 up to this release, and none is planned before 2035.
 */
const LEAP_SECONDS: readonly (readonly [start: string, offset: number])[] = [
  ['2017-01-01', 37],
  ['2015-07-01', 36],
  ['2012-07-01', 35],
  ['2009-01-01', 34],
  ['2006-01-01', 33],
  ['1999-01-01', 32],
  ['1997-07-01', 31],
  ['1996-01-01', 30],
  ['1994-07-01', 29],
  ['1993-07-01', 28],
];
const OFFSET_BEFORE = 27;

/** UTC of a moment in TAI. Both in milliseconds; `tai` counts as if its days had no leap seconds. */
export function taiToUtc(tai: number): number {
  const entry = LEAP_SECONDS.find(([start, offset]) => tai - 1000 * offset >= Date.parse(start));
  return tai - 1000 * (entry?.[1] ?? OFFSET_BEFORE);
}

/** TAI of a moment in UTC, as taiToUtc takes it. A leap second itself has no number of its own in UTC milliseconds. */
export function utcToTai(utc: number): number {
  const entry = LEAP_SECONDS.find(([start]) => utc >= Date.parse(start));
  return utc + 1000 * (entry?.[1] ?? OFFSET_BEFORE);
}
