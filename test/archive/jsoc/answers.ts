/** The answers of the web API for a small series: the shapes of JSOC, columns of texts included. */
import { pathOf, queryOf, select, SERIES, timeText, type Observation } from './observatory.js';

const KEYWORDS: Readonly<Record<string, string>> = {
  HARPNUM: 'int',
  T_REC: 'time',
  QUALITY: 'int',
  NOAA_AR: 'int',
  NOAA_ARS: 'string',
  LAT_FWT: 'float',
  USFLUX: 'double',
};
const SEGMENTS = ['Br', 'Bt', 'magnetogram'];

type Parameters = URLSearchParams;

export function seriesStructure(name: string): object {
  if (name !== SERIES) return { status: 1, error: `Series ${name} does not exist` };
  return {
    status: 0,
    note: 'SHARP CEA',
    unitsize: 1,
    primekeys: ['HARPNUM', 'T_REC'],
    dbindex: ['HARPNUM', 'T_REC_index'],
    keywords: Object.entries(KEYWORDS).map(([keyword, type]) => ({
      name: keyword,
      type,
      units: '',
      note: '',
    })),
    segments: SEGMENTS.map((segment) => ({ name: segment, type: 'int', protocol: 'fits', dims: 'VARxVAR' })),
    links: [],
  };
}

export function seriesList(): object {
  const names = [SERIES, 'hmi.m_720s'].map((name) => ({ name, primekeys: 'HARPNUM,T_REC', note: '' }));
  return { status: 0, n: 2, names };
}

const MALFORMED = { status: 1, error: 'Cant parse the record set specification' };

export function summary(all: readonly Observation[], query: string): object {
  const found = select(all, query);
  return found ? { status: 0, count: found.length, runtime: 0.02 } : MALFORMED;
}

export function list(all: readonly Observation[], parameters: Parameters): object {
  const found = select(all, parameters.get('ds')!);
  if (!found) return MALFORMED;
  const keys = parameters.get('key')!.split(',');
  const segments = (parameters.get('seg') ?? '').split(',').filter((name) => name !== '');
  return {
    status: 0,
    count: found.length,
    keywords: keys.map((name) => ({ name, values: found.map((each) => keywordText(name, each)) })),
    segments: segments.map((name) => ({
      name,
      values: found.map((each) => (each.isOnLine ? pathOf(each, name) : 'NoDataFile')),
      dims: found.map(() => '40x30'),
    })),
    recinfo: found.map((each) => ({ name: queryOf(each) })),
    runtime: 0.1,
  };
}

function keywordText(name: string, { harp, time, quality }: Observation): string {
  switch (name) {
    case 'HARPNUM':
      return String(harp);
    case 'T_REC':
      return timeText(time);
    case 'QUALITY':
      return `0x${quality.toString(16).padStart(8, '0')}`;
    case 'NOAA_AR':
      return harp === 377 ? '11158' : 'MISSING';
    case 'NOAA_ARS':
      return harp === 377 ? '11158' : 'MISSING';
    case 'LAT_FWT':
      return harp === 377 ? '-20.5' : 'nan';
    default:
      return '2.48e+22';
  }
}
