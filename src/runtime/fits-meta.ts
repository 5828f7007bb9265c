import { OWN_META } from '../archive/readers/fits/own-meta.js';
import type { Meta, MetaValue } from '../archive/archive.js';
import type { FitsCard } from '../archive/writers/index.js';
import { asciiJson } from './provenance.js';

/** Keywords that other tools, and `load`, know for a piece of metadata. */
const KEYWORDS: Readonly<Record<string, string>> = {
  date: 'DATE-OBS',
  lat: 'LAT_FWT',
  lon: 'LON_FWT',
  harpnum: 'HARPNUM',
  tarpnum: 'TARPNUM',
  noaa: 'NOAA_AR',
  cr: 'CAR_ROT',
  usflux: 'USFLUX',
  instrument: 'INSTRUME',
  telescope: 'TELESCOP',
  content: 'CONTENT',
};

/** Keywords of FITS that say how a file or its coordinates are to be read: no metadata of that name may stand there. */
const RESERVED =
  /^(SIMPLE|XTENSION|EXT\w*|BITPIX|NAXIS\d*|[PG]COUNT|GROUPS|BSCALE|BZERO|BUNIT|BLANK|END|COMMENT|HISTORY|CONTINUE|LONGSTRN|INHERIT|(CHECK|DATA)SUM|CREATOR|T_(REC|OBS)|DATE.*|MJD.*|TIME.*|T[A-Z]+\d+|Z[A-Z]+\d*|WCS\w*|C(TYPE|UNIT|RPIX|RVAL|DELT|ROTA|NAME)\d+\w?|(PC|CD|PV|PS)\d+_\d+\w?|L[OA][NT]POLE|RSUN_REF|DSUN.*|HG.*|PIX[WH]MM|GIQ.*)$/;

/** A card for each piece of metadata that FITS has room for; and all that have no keyword of their own once more, as JSON. */
export function metaCards(meta: Meta): FitsCard[] {
  const known = Object.entries(meta).filter(([name]) => Object.hasOwn(KEYWORDS, name));
  const others = Object.entries(meta).filter(([name]) => !Object.hasOwn(KEYWORDS, name));
  const taken = new Set(known.map(([name]) => KEYWORDS[name]));
  return [
    ...known.flatMap(([name, value]) => knownCards(name, value)),
    ...others.flatMap(([name, value]) => otherCards(name.toUpperCase(), value, taken)),
    ...(others.length > 0
      ? [[OWN_META, asciiJson(Object.fromEntries(others)), 'as giq reads it back'] as const]
      : []),
  ];
}

/** FITS knows no letter for the time scale in a time. */
function knownCards(name: string, value: MetaValue): FitsCard[] {
  if (name !== 'date') return [[KEYWORDS[name], value]];
  if (typeof value !== 'string') return [];
  return [
    ['DATE-OBS', value.replace(/Z$/, '')],
    ['TIMESYS', 'UTC'],
  ];
}

/** Long names take HIERARCH cards, which cannot be continued. */
function otherCards(keyword: string, value: MetaValue, taken: Set<string>): FitsCard[] {
  const isLong = !/^[A-Z0-9_-]{1,8}$/.test(keyword);
  const fits = !isLong || (/^[A-Z0-9_ -]{1,30}$/.test(keyword) && String(value).length <= 30);
  if (!fits || RESERVED.test(keyword) || taken.has(keyword)) return [];
  taken.add(keyword);
  return [[keyword, value]];
}
