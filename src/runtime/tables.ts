import { fail } from '../diagnostics/diagnostic.js';
import type { PlanQuantity } from '../planner/plan.js';
import type { Context } from './context.js';
import { allQuantities, measured } from './quantities.js';
import type { Cell, Column, Item, Matches, Table, Value } from './values.js';

/** Measures items and makes one row of each: id, quantities, metadata. */
export async function tableOf(
  items: readonly Item[],
  given: readonly PlanQuantity[],
  context: Context,
): Promise<Table> {
  const quantities = await measured(items, given, context);
  const scaled = items.every((item) => item.scale);
  const meta = metaNames(items);
  const columns: Column[] = [
    { name: 'id', unit: '' },
    ...quantities.map(({ name, shown }) => ({ name, unit: items[0] ? shown(items[0], scaled).unit : '' })),
    ...(await metaColumns(meta, context)),
  ];
  const rows = items.map((item) => [
    item.id,
    ...quantities.map(({ shown }) => numberCell(shown(item, scaled).value)),
    ...meta.map((name) => item.meta[name] ?? null),
  ]);
  return { kind: 'table', columns, rows, items };
}

/** Any value as the table that is saved of it: patches are measured, matches are a row each. */
export async function anyAsTable(value: Value, context: Context): Promise<Table> {
  if (value.kind === 'table') return value;
  return value.kind === 'matches'
    ? rowsOfMatches(value, context)
    : tableOf(value.items, allQuantities(context), context);
}

/** Matches as a table: one row a match, with its query's id first. */
export async function rowsOfMatches({ queries }: Matches, context: Context): Promise<Table> {
  const items = queries.flatMap(({ matches }) => matches.map(({ item }) => item));
  const asked = queries.flatMap(({ query, matches }) => matches.map(() => query.id));
  const { columns, rows } = await tableOf(items, allQuantities(context), context);
  return {
    kind: 'table',
    columns: [{ name: 'query', unit: '' }, ...columns],
    rows: rows.map((row, index) => [asked[index], ...row]),
    items,
  };
}

/** The items that the rows of a table speak of: what `where` and `sort` look at. */
export function itemsOfRows({ items }: Table, verb: string): readonly Item[] {
  return items ?? fail('rows-without-items', { verb });
}

async function metaColumns(names: readonly string[], { world }: Context): Promise<Column[]> {
  const units = new Map((await world.archive()).fields.map(({ name, unit }) => [name, unit ?? '']));
  return names.map((name) => ({ name, unit: units.get(name) ?? '' }));
}

function metaNames(items: readonly Item[]): string[] {
  return [...new Set(items.flatMap((item) => Object.keys(item.meta)))].filter((name) => name !== 'id');
}

/** NaN is how numbers say that they are missing; a table says it by null. */
export const numberCell = (value: number): Cell => (Number.isNaN(value) ? null : value);
