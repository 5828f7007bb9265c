/** Values as tables for people: what says most comes first, and metadata that few look for is left out. */
import type { Context } from './context.js';
import { allQuantities } from './quantities.js';
import { rowsOfMatches, tableOf } from './tables.js';
import type { Matches, Table, Value } from './values.js';

/** Columns that a table of matches begins with: rank and distance say most. */
const FIRST = 'query rank id distance score TUF R PSEP date record lat lon'.split(' ');

export interface ShownTable {
  readonly table: Table;
  /** Columns of metadata that are left out. */
  readonly hidden: number;
}

/**
 * The table of a value; latents, patches and matches are measured.
 *
 * @param first names of the columns that a table of matches begins with
 */
export async function shownTable(
  value: Value,
  context: Context,
  first: readonly string[] = FIRST,
): Promise<ShownTable> {
  return withoutDetails(await wholeTable(value, context, first), context);
}

async function wholeTable(value: Value, context: Context, first: readonly string[]): Promise<Table> {
  if (value.kind === 'table') return value;
  if (value.kind === 'matches') return matchTable(value, context, first);
  return tableOf(value.items, allQuantities(context), context);
}

/** Without the metadata that the archive calls details; how many there were is said. */
async function withoutDetails(table: Table, { world }: Context): Promise<ShownTable> {
  const { fields } = await world.archive();
  const details = new Set(fields.filter(({ detail }) => detail).map(({ name }) => name));
  const kept = table.columns.flatMap(({ name }, index) => (details.has(name) ? [] : [index]));
  return { table: columnsOf(table, kept), hidden: table.columns.length - kept.length };
}

/** A table of matches begins with what says most. */
async function matchTable(matches: Matches, context: Context, first: readonly string[]): Promise<Table> {
  const table = await rowsOfMatches(matches, context);
  const place = (index: number) => {
    const at = first.indexOf(table.columns[index].name);
    return at < 0 ? first.length + index : at;
  };
  const order = table.columns.map((_, index) => index).sort((a, b) => place(a) - place(b));
  return columnsOf(table, order);
}

/** The columns at these places, in this order. */
function columnsOf(table: Table, places: readonly number[]): Table {
  return {
    ...table,
    columns: places.map((place) => table.columns[place]),
    rows: table.rows.map((row) => places.map((place) => row[place])),
  };
}
