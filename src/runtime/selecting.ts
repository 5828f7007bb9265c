import { diagnose } from '../diagnostics/diagnostic.js';
import type { FieldReference, PlanExpression } from '../planner/plan.js';
import { parametersIn, scoresIn } from '../planner/expression/fields.js';
import { evaluate, present, type Lookup, type Scalar } from './conditions.js';
import type { Context } from './context.js';
import { measure, parametersOf, valueIn, withGeometry } from './measuring.js';
import { measured } from './quantities.js';
import { score, scoreIn } from './scoring.js';
import type { Item } from './values.js';

/** The items for which a condition holds. What lacks a value it asks for is left out, and counted aloud. */
export async function selectItems(
  items: readonly Item[],
  condition: PlanExpression,
  context: Context,
): Promise<Item[]> {
  const parameters = parametersIn(condition);
  await measure(items, withGeometry(parameters), context);
  await score(items, scoresIn(condition), context);
  const outcomes = items.map((item) => evaluate(condition, lookupIn(item, parameters)));
  const undecided = outcomes.filter((outcome) => outcome === null).length;
  if (undecided > 0) context.warn(diagnose('left-out', { count: undecided, of: items.length }));
  return items.filter((_, index) => outcomes[index] === true);
}

function lookupIn(item: Item, names: readonly string[]): Lookup {
  const parameters = new Map(parametersOf(names).map((parameter) => [parameter.name, parameter]));
  return (field, of, unit) => {
    if (of === 'parameter') return valueIn(item, parameters.get(field)!, unit);
    if (of === 'score') return scoreIn(item, field);
    return field === 'id' ? item.id : (item.meta[field] ?? null);
  };
}

/** The value of a field for every item, missing as null: what `sort` orders by. */
export async function keysOf(
  items: readonly Item[],
  by: FieldReference,
  context: Context,
): Promise<Scalar[]> {
  const { field } = by;
  if (by.kind === 'meta')
    return items.map((item) => present(field === 'id' ? item.id : (item.meta[field] ?? null)));
  const [quantity] = await measured(items, [by.kind === 'defined' ? by.definition : field], context);
  // On the Sun where every item has a scale, and on the patch where one has not.
  const scaled = items.every(({ scale }) => scale);
  return items.map((item) => present(quantity.shown(item, scaled).value));
}
