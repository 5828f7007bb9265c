import type { Meta, MetaField, MetaValue } from '../../archive.js';
import { toUtc } from '../date.js';
import { textOf } from './header.js';
import type { Header } from './header.js';

/** A piece of metadata and the keywords it may stand under; the first that is there counts. */
interface KeywordField extends MetaField {
  readonly keywords: readonly string[];
}

/** What giq keeps of a header. `segment` is known from the file name alone. */
const KEYWORD_FIELDS: readonly KeywordField[] = [
  { name: 'harpnum', type: 'number', title: 'number of the HMI active region patch', keywords: ['HARPNUM'] },
  { name: 'tarpnum', type: 'number', title: 'number of the MDI active region patch', keywords: ['TARPNUM'] },
  { name: 'noaa', type: 'number', title: 'NOAA active region', keywords: ['NOAA_AR'] },
  {
    name: 'date',
    type: 'date',
    title: 'time of the record (UTC)',
    keywords: ['T_REC', 'DATE-OBS', 'DATE_OBS', 'T_OBS'],
  },
  { name: 'lat', type: 'number', unit: 'deg', title: 'flux-weighted latitude', keywords: ['LAT_FWT'] },
  {
    name: 'lon',
    type: 'number',
    unit: 'deg',
    title: 'flux-weighted longitude from the central meridian',
    keywords: ['LON_FWT'],
  },
  { name: 'cr', type: 'number', title: 'Carrington rotation', keywords: ['CAR_ROT'] },
  {
    name: 'usflux',
    type: 'number',
    unit: 'Mx',
    title: 'total unsigned flux (SHARP keyword)',
    keywords: ['USFLUX'],
  },
  { name: 'instrument', type: 'text', title: 'instrument', keywords: ['INSTRUME'] },
  { name: 'telescope', type: 'text', title: 'telescope', keywords: ['TELESCOP'] },
  { name: 'content', type: 'text', title: 'content, as the header says it', keywords: ['CONTENT'] },
];

/** The metadata that a header has. A keyword without a usable value gives `null`; one that is not there, no field. */
export function metaOf(header: Header): Meta {
  const meta: Record<string, MetaValue> = {};
  for (const field of KEYWORD_FIELDS) {
    const keyword = field.keywords.find((each) => header.has(each));
    if (keyword !== undefined) meta[field.name] = valueOf(header, keyword, field);
  }
  return meta;
}

function valueOf(header: Header, keyword: string, field: KeywordField): MetaValue {
  if (field.type === 'date') return toUtc(textOf(header, keyword) ?? '', textOf(header, 'TIMESYS')) ?? null;
  if (field.type === 'text') return textOf(header, keyword) ?? null;
  const value = header.get(keyword);
  const isMissing =
    typeof value !== 'number' || !Number.isFinite(value) || (field.name === 'noaa' && value === 0);
  return isMissing ? null : value;
}
