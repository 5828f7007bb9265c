/** The metadata of archived observations: what columns are called and in which order they stand. */
import type { Meta, MetaField, MetaValue } from '../archive.js';

/** Fields that giq knows. Others keep the name that they have in the header or the CSV file, in lower case. */
const KNOWN_FIELDS: readonly MetaField[] = [
  { name: 'id', type: 'text', title: 'identifier' },
  { name: 'date', type: 'date', title: 'time of observation, UTC' },
  { name: 'region', type: 'text', title: 'the region: its HARP, TARP or NOAA number' },
  { name: 'harpnum', type: 'number', title: 'number of the HMI active region patch' },
  { name: 'tarpnum', type: 'number', title: 'number of the MDI active region patch' },
  { name: 'noaa', type: 'number', title: 'NOAA active region' },
  { name: 'cr', type: 'number', title: 'Carrington rotation' },
  { name: 'lat', type: 'number', unit: 'deg', title: 'latitude' },
  { name: 'lon', type: 'number', unit: 'deg', title: 'longitude, as the source counts it' },
  { name: 'crlon', type: 'number', unit: 'deg', title: 'Carrington longitude of the centre' },
  { name: 'width_mm', type: 'number', unit: 'Mm', title: 'extent along the equator' },
  { name: 'height_mm', type: 'number', unit: 'Mm', title: 'extent along the meridian' },
  { name: 'record', type: 'text', title: 'JSOC record query that gets the original' },
  { name: 'series', type: 'text', title: 'JSOC series' },
  { name: 'segment', type: 'text', title: 'segment of the record' },
  { name: 'telescope', type: 'text', title: 'telescope' },
  { name: 'instrument', type: 'text', title: 'instrument' },
  { name: 'content', type: 'text', title: 'content, as the header says it' },
  { name: 'quality', type: 'number', title: 'quality flag' },
  { name: 'missing_share', type: 'number', title: 'share of pixels without a value' },
  { name: 'usflux', type: 'number', unit: 'Mx', title: 'total unsigned flux (SHARP keyword)' },
  { name: 'file', type: 'text', title: 'file that it was read from' },
  { name: 'image', type: 'number', title: 'place in its file, from 0' },
  { name: 'native_width', type: 'number', title: 'columns of the original' },
  { name: 'native_height', type: 'number', title: 'rows of the original' },
  { name: 'sha256', type: 'text', title: 'SHA-256 of the stored patch' },
];

/** Fields that say which region was seen, where and when. */
const MAIN_FIELDS: ReadonlySet<string> = new Set([
  ...['id', 'date', 'region', 'harpnum', 'tarpnum', 'noaa', 'cr', 'lat', 'lon', 'record'],
]);

/** Marks what most people do not want to see in a table: all but the main fields, since metadata of files may be anything. */
export function withDetails(fields: readonly MetaField[]): MetaField[] {
  return fields.map((field) => (MAIN_FIELDS.has(field.name) ? field : { ...field, detail: true }));
}

const known = new Map(KNOWN_FIELDS.map((field, index) => [field.name, { field, index }]));

/** What values of a field have been seen to be. */
export type SeenTypes = Map<string, Set<MetaField['type']>>;

/** Notes the types of a row's values. */
export function noteTypes(row: Meta, seen: SeenTypes): void {
  for (const [name, value] of Object.entries(row)) {
    if (value === null) continue;
    const types = seen.get(name) ?? new Set();
    types.add(typeOf(value));
    seen.set(name, types);
  }
}

/** Fields of an archive: those that giq knows first, in its order, then the others by name. */
export function fieldsOf(seen: SeenTypes): MetaField[] {
  const fields = [...seen].map(([name, types]): MetaField => {
    const ours = known.get(name)?.field;
    const type = ours?.type === 'date' ? 'date' : types.size === 1 ? [...types][0] : 'text';
    return ours && ours.type === type
      ? ours
      : { name, type, title: ours?.title ?? `${name}, from the source` };
  });
  const place = ({ name }: MetaField) => known.get(name)?.index ?? Infinity;
  return fields.sort((left, right) => {
    const difference = place(left) - place(right);
    if (Number.isFinite(difference) && difference !== 0) return difference;
    if (place(left) !== place(right)) return place(left) < place(right) ? -1 : 1;
    return left.name < right.name ? -1 : 1;
  });
}

function typeOf(value: Exclude<MetaValue, null>): MetaField['type'] {
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
}
