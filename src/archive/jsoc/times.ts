import { toUtc } from '../readers/date.js';
import { utcToTai } from '../leap-seconds.js';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** A time as people write it (UTC unless it ends in TAI) in milliseconds since 1970, or undefined. */
export function readTime(text: string): number | undefined {
  const utc = toUtc(text);
  return utc === undefined ? undefined : Date.parse(utc);
}

/** A moment (ms, UTC) as JSOC writes it: `2011.02.15_02:00:00_TAI`. */
export function taiText(utc: number): string {
  const iso = new Date(utcToTai(utc)).toISOString();
  const [date, time] = iso
    .replace('Z', '')
    .replace(/\.000$/, '')
    .split('T');
  return `${date.replaceAll('-', '.')}_${time}_TAI`;
}

/** Seconds of a duration such as `6h`, `12m`, `720s` or `1d`, or undefined. */
export function readDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(s|m|min|h|d)$/.exec(text.trim()) ?? [];
  const seconds = Number(amount) * (SECONDS[unit] ?? NaN);
  return seconds > 0 ? seconds : undefined;
}

/** A time of JSOC as its file names have it: `20110215_020000_TAI`. */
export function timeInName(text: string): string {
  return text.replace(/\.\d+(?=_[A-Z]+$)/, '').replace(/[.:]/g, '');
}

const DAY = 86_400_000;

/** The end of the day (UTC): an open end that asks the same question all day, so that its answer can be kept. */
export function endOfDay(time: number): number {
  return DAY * Math.ceil(time / DAY);
}
