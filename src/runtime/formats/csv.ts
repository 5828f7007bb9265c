import { encodeCsv } from '../../archive/writers/index.js';
import { allQuantities } from '../quantities.js';
import { rowsOfMatches, tableOf } from '../tables.js';
import type { Context } from '../context.js';
import type { Table, Value } from '../values.js';
import type { Format } from './format.js';

/** A table; latents and patches are measured first, matches are one row a match. */
export const csv: Format = {
  extension: '.csv',
  title: 'table',
  accepts: ['latents', 'patches', 'matches', 'table'],
  needsSidecar: true,
  encode: async (value, context) => {
    const { columns, rows } = await asTable(value, context);
    const names = columns.map(({ name, unit }) => (unit ? `${name} [${unit}]` : name));
    return new TextEncoder().encode(encodeCsv(names, rows));
  },
};

async function asTable(value: Value, context: Context): Promise<Table> {
  if (value.kind === 'table') return value;
  return value.kind === 'matches'
    ? rowsOfMatches(value, context)
    : tableOf(value.items, allQuantities(context), context);
}
