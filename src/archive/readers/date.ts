import { taiToUtc } from '../leap-seconds.js';

const TIME =
  /^(\d{4})[.\-/]?(0[1-9]|1[0-2])[.\-/]?(0[1-9]|[12]\d|3[01])(?:[_T ]+(\d\d):?(\d\d)(?::?(\d\d(?:\.\d*)?))?)?[_ ]?(TAI|UTC|UT|Z)?$/i;

/**
 * Reads a time of a FITS header or of a JSOC file name as ISO 8601 in UTC.
 *
 * Knows `2011-02-15T01:58:12.30`, `2011.02.15_02:00:00_TAI` and `20110215_020000_TAI`. TAI, the time scale of JSOC's
 * T_REC, is converted with the leap seconds since 1993 (37 s since 2017), so T_REC 02:00:00_TAI is 01:59:26Z in 2011.
 *
 * @param zone time scale of a text that names none: TIMESYS of the header, UTC by default
 * @returns undefined when the text is no time
 */
export function toUtc(text: string, zone = 'UTC'): string | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', suffix] = TIME.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const time = midnight + 1000 * (3600 * Number(hour) + 60 * Number(minute) + Number(second));
  const isTai = (suffix ?? zone).trim().toUpperCase() === 'TAI';
  return isoOf(isTai ? taiToUtc(time) : time);
}

function isoOf(time: number): string {
  return new Date(Math.round(time)).toISOString().replace('.000Z', 'Z');
}
