import { fail } from '../diagnostics/diagnostic.js';
import type { Parameter } from '../physics/parameter.js';
import type { Context } from './context.js';
import { measure, measurementOf, parametersOf, withGeometry } from './measuring.js';
import type { Cell, Column, Item, Matches, Table } from './values.js';

/** Measures items and makes one row of each: id, parameters, metadata. */
export async function tableOf(
  items: readonly Item[],
  names: readonly string[],
  context: Context,
): Promise<Table> {
  const parameters = parametersOf(names);
  await measure(items, withGeometry(names), context);
  const scaled = items.every((item) => item.scale);
  const meta = metaNames(items);
  const columns: Column[] = [
    { name: 'id', unit: '' },
    ...parameters.map((parameter) => ({ name: parameter.name, unit: unitIn(items, parameter, scaled) })),
    ...(await metaColumns(meta, context)),
  ];
  const rows = items.map((item) => [
    item.id,
    ...parameters.map((parameter) => cellOf(item, parameter, scaled)),
    ...meta.map((name) => item.meta[name] ?? null),
  ]);
  return { kind: 'table', columns, rows, items };
}

/** Matches as a table: one row a match, with its query's id first. */
export async function rowsOfMatches({ queries }: Matches, context: Context): Promise<Table> {
  const items = queries.flatMap(({ matches }) => matches.map(({ item }) => item));
  const asked = queries.flatMap(({ query, matches }) => matches.map(() => query.id));
  const { columns, rows } = await tableOf(items, context.world.manifest.parameters, context);
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

/** One column has one unit: where some patches lack a scale, all fluxes are in G px. */
function quantityOf(item: Item, parameter: Parameter, scaled: boolean) {
  const measured = measurementOf(item, parameter);
  return scaled || !item.scale || parameter.dimension !== 'flux' ? measured : measured.also[0];
}

function unitIn(items: readonly Item[], parameter: Parameter, scaled: boolean): string {
  return items.length > 0 ? quantityOf(items[0], parameter, scaled).unit : '';
}

function cellOf(item: Item, parameter: Parameter, scaled: boolean): Cell {
  const { value } = quantityOf(item, parameter, scaled);
  return Number.isNaN(value) ? null : value;
}
