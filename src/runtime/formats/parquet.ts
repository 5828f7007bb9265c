import { encodeParquet } from '../../archive/writers/index.js';
import { provenanceJson, PROVENANCE_KEY } from '../provenance.js';
import { anyAsTable } from '../tables.js';
import type { Format } from './format.js';

/** The same table as `.csv`, typed. Units and provenance in the key-value metadata. */
export const parquet: Format = {
  extension: '.parquet',
  title: 'typed table',
  accepts: ['latents', 'patches', 'matches', 'table'],
  encode: async (value, context) => {
    const { columns, rows } = await anyAsTable(value, context);
    const units = columns.flatMap(({ name, unit }) => (unit ? [[name, unit] as const] : []));
    const typed = columns.map(({ name }, index) => ({ name, values: rows.map((row) => row[index]) }));
    return encodeParquet(typed, {
      'giq-units': JSON.stringify(Object.fromEntries(units)),
      [PROVENANCE_KEY]: provenanceJson(await context.provenance()),
    });
  },
};
