import { encodeCsv } from '../../archive/writers/index.js';
import { anyAsTable } from '../tables.js';
import type { Format } from './format.js';

/** A table; latents and patches are measured first, matches are one row a match. */
export const csv: Format = {
  extension: '.csv',
  title: 'table',
  accepts: ['latents', 'patches', 'matches', 'table'],
  needsSidecar: true,
  encode: async (value, context) => {
    const { columns, rows } = await anyAsTable(value, context);
    const names = columns.map(({ name, unit }) => (unit ? `${name} [${unit}]` : name));
    return new TextEncoder().encode(encodeCsv(names, rows));
  },
};
