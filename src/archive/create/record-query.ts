import { basename } from 'node:path';
import type { Meta } from '../archive.js';
import { stemOf } from '../readers/file-name.js';

/** Names that JSOC gives: series, number of the region, time (TAI), segment. */
const JSOC_NAME =
  /^(?<series>(?:hmi|mdi)\.[a-z]\w*?)(?:\.(?<number>\d+))?\.(?<time>\d{8}_\d{6}_(?:TAI|UTC))(?:_\d+)?(?:\.(?<segment>[A-Za-z]\w*))?$/i;

/** Where an observation is in JSOC. */
export interface JsocRecord {
  readonly series: string;
  /** The query that gets it: `hmi.sharp_cea_720s[377][2011.02.15_02:00:00_TAI]{Br}`. */
  readonly record: string;
}

/**
 * The query that gets a file from JSOC, from the name that JSOC gave it; undefined for files of other names. The prime
 * keys of SHARP and SMARP series are the number of the region and T_REC, those of full-disk series T_REC alone.
 */
export function recordOf(file: string, keywords: Meta): JsocRecord | undefined {
  const parts = JSOC_NAME.exec(stemOf(basename(file)))?.groups;
  if (!parts) return undefined;
  const { series, number, time, segment } = parts;
  const recorded = keywords['T_REC'];
  const when =
    typeof recorded === 'string' && recorded !== '' ? recorded.replace(/\.0+(?=_|$)/, '') : spelt(time);
  const keys = [...(number === undefined ? [] : [number]), when].map((key) => `[${key}]`).join('');
  return { series, record: `${series}${keys}${segment === undefined ? '' : `{${segment}}`}` };
}

/** From `20110215_020000_TAI` to `2011.02.15_02:00:00_TAI`. */
function spelt(time: string): string {
  return time.replace(/^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_/, '$1.$2.$3_$4:$5:$6_');
}
