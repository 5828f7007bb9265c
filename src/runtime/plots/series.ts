/** Numbers for axes and captions: what is measured of items, and their metadata. */
import { fail } from '../../diagnostics/diagnostic.js';
import type { FieldReference, PlanQuantity } from '../../planner/plan.js';
import { commonPower, nameWithUnit, printNumber } from '../../render/figure/print-number.js';
import type { Context } from '../context.js';
import { measured, type Quantity } from '../quantities.js';
import { itemsOf, type Item, type Table, type Value } from '../values.js';

/** One number an item or row, NaN where missing. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** A series divided by a power of ten, so that an axis can be read. */
export interface AxisSeries {
  /** `TUF [10²² Mx]` */
  readonly title: string;
  readonly values: readonly number[];
}

/** What can be measured of a field; undefined for metadata. */
export function quantityIn(field: FieldReference): PlanQuantity | undefined {
  if (field.kind === 'meta') return undefined;
  return field.kind === 'defined' ? field.definition : field.field;
}

/** The fields of what a value holds: of matches, those of the observations that were found. */
export async function seriesOf(
  value: Value,
  fields: readonly FieldReference[],
  context: Context,
): Promise<Series[]> {
  if (value.kind === 'table' && !value.items) return fields.map(({ field }) => columnOf(value, field));
  return seriesOfItems(shownItems(value), fields, context);
}

function shownItems(value: Value): readonly Item[] {
  if (value.kind !== 'matches') return itemsOf(value);
  return value.queries.flatMap(({ matches }) => matches.map(({ item }) => item));
}

export async function seriesOfItems(
  items: readonly Item[],
  fields: readonly FieldReference[],
  context: Context,
): Promise<Series[]> {
  const wanted = fields.flatMap((field) => quantityIn(field) ?? []);
  const quantities = await measured(items, wanted, context);
  const scaled = items.every((item) => item.scale);
  return fields.map((field) => {
    const quantity = quantities.find(({ name }) => name === field.field);
    return quantity ? seriesOfQuantity(quantity, items, scaled) : seriesOfMeta(field.field, items);
  });
}

function seriesOfQuantity({ name, shown }: Quantity, items: readonly Item[], scaled: boolean): Series {
  const values = items.map((item) => shown(item, scaled));
  return { name, unit: values[0]?.unit ?? '', values: values.map(({ value }) => value) };
}

function seriesOfMeta(name: string, items: readonly Item[]): Series {
  const values = items.map(({ meta }) => meta[name]);
  return { name, unit: '', values: values.map((value) => (typeof value === 'number' ? value : NaN)) };
}

function columnOf({ columns, rows }: Table, field: string): Series {
  const place = columns.findIndex(({ name }) => name === field);
  if (place < 0) fail('rows-without-items', { verb: 'plot' });
  const values = rows.map((row) => (typeof row[place] === 'number' ? row[place] : NaN));
  return { ...columns[place], values };
}

/** The same numbers for an axis. */
export function asAxis({ name, unit, values }: Series): AxisSeries {
  const power = commonPower(values.filter((value) => !Number.isNaN(value)));
  return {
    title: nameWithUnit(name, unit, power),
    values: values.map((value) => Number((value / 10 ** power).toPrecision(6))),
  };
}

/** `TUF 1.24 × 10²² Mx`, for the item with this number. */
export function captionOfSeries({ name, unit, values }: Series, index: number): string {
  return `${name} ${printNumber(values[index])}${Number.isNaN(values[index]) ? '' : ` ${unit}`}`.trimEnd();
}

/** Built-in parameters as fields. */
export const parameterFields = (...names: string[]): FieldReference[] =>
  names.map((field) => ({ field, kind: 'parameter' }));
