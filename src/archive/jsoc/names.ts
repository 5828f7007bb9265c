import type { JsocRecord } from './records.js';
import { timeKey, type Series } from './series.js';
import { timeInName } from './times.js';

/** The name that JSOC gives to a file: `hmi.sharp_cea_720s.377.20110215_020000_TAI.Br.fits`. Never a path. */
export function fileName(series: Series, record: JsocRecord, segment: string): string {
  const time = timeKey(series);
  const values = series.primeKeys.map((key, index) =>
    key === time ? timeInName(record.prime[index]) : record.prime[index],
  );
  const parts = [series.name, ...values, segment].map((part) => part.replace(/[^\w.+-]/g, '_'));
  return `${parts.join('.').replace(/^\.+/, '')}.fits`;
}
