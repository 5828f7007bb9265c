import { basename } from 'node:path';
import type { MetaValue } from '../archive.js';
import { toUtc } from './date.js';

/** What the name of a file from JSOC says, e.g. `hmi.sharp_cea_720s.377.20110215_020000_TAI.Br.fits`. */
export interface SdoName {
  readonly series?: string;
  readonly meta: Record<string, MetaValue>;
}

const SDO =
  /^(?<series>(?:hmi|mdi)\.[a-z]\w*?)(?:\.(?<region>\d+))?\.(?<time>\d{8}_\d{6}_(?:TAI|UTC))(?:_\d+)?(?:\.(?<segment>[A-Za-z]\w*))?$/i;

/** File name without folder and without the extensions of the formats that giq reads: what an observation is called. */
export function stemOf(file: string): string {
  return basename(file)
    .replace(/\.(gz|fz)$/i, '')
    .replace(/\.(fits|fit|fts|npy|npz|png|jpe?g|h5|hdf5)$/i, '');
}

/** Reads the name that JSOC gives to its files. Anything else gives no series and no metadata. */
export function parseSdoName(file: string): SdoName {
  const parts = SDO.exec(stemOf(file))?.groups;
  if (!parts) return { meta: {} };
  const { series, region, time, segment } = parts;
  const meta: Record<string, MetaValue> = {};
  if (region !== undefined)
    meta[series.toLowerCase().startsWith('mdi') ? 'tarpnum' : 'harpnum'] = Number(region);
  meta['date'] = toUtc(time) ?? null;
  if (segment !== undefined) meta['segment'] = segment;
  return { series, meta };
}
