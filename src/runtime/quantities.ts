/** Numbers that a patch has: built-in parameters and defined ones, side by side. */
import type { DefinedMeasure, Definition, PlanQuantity } from '../planner/plan.js';
import type { Parameter } from '../physics/parameter.js';
import { rawUnitOf, type Measurement, type Quantity as Value } from '../physics/quantity.js';
import { parametersIn, scoresIn } from '../planner/expression/fields.js';
import { evaluate } from './conditions.js';
import type { Context } from './context.js';
import { measure, measurementOf, parametersOf, rawValue, valueIn, withGeometry } from './measuring.js';
import { score, scoreIn } from './scoring.js';
import type { Item } from './values.js';

/** Reads one number of items that have been measured. The value NaN is missing. */
export interface Quantity {
  readonly name: string;
  /** Built-in parameters that have to be measured first. */
  readonly needs: readonly string[];
  /** Classifiers that have to be asked first. */
  readonly scores: readonly string[];
  /** In the unit that says most, and in the other where that is known. */
  readonly measurement: (item: Item) => Measurement;
  /** In the unit that is shown; on the patch where not all items of a table have a scale. */
  readonly shown: (item: Item, scaled: boolean) => Value;
  /** In pixels of the patch, whatever the scale: what patches of different scales are compared by. */
  readonly onPatch: (item: Item) => Value;
}

export function quantityOf(given: PlanQuantity): Quantity {
  return typeof given === 'string' ? builtIn(parametersOf([given])[0]) : defined(given);
}

/** What is told of a patch without being asked: the parameters of the world, and what has been defined. */
export function allQuantities({
  world,
  definitions,
}: Pick<Context, 'world' | 'definitions'>): PlanQuantity[] {
  const known = new Set(world.manifest.parameters);
  const measurable = [...definitions.values()].filter((definition) => {
    const { needs, scores } = quantityOf(definition);
    return needs.every((name) => known.has(name)) && scores.every((name) => world.scored.has(name));
  });
  return [...known, ...measurable];
}

/** Quantities of items, once all that they need has been measured. */
export async function measured(
  items: readonly Item[],
  given: readonly PlanQuantity[],
  context: Context,
): Promise<Quantity[]> {
  const quantities = given.map(quantityOf);
  const needs = [...new Set(quantities.flatMap((quantity) => quantity.needs))];
  await measure(items, withGeometry(needs), context);
  await score(items, [...new Set(quantities.flatMap(({ scores }) => scores))], context);
  return quantities;
}

function builtIn(parameter: Parameter): Quantity {
  return {
    name: parameter.name,
    needs: [parameter.name],
    scores: [],
    measurement: (item) => measurementOf(item, parameter),
    shown: (item, scaled) => {
      const shown = measurementOf(item, parameter);
      return scaled || !item.scale || parameter.dimension !== 'flux' ? shown : shown.also[0];
    },
    onPatch: (item) => ({ value: rawValue(item, parameter.name), unit: rawUnitOf(parameter) }),
  };
}

function defined(definition: Definition): Quantity {
  const [first] = definition.measures;
  const onPatch = definition.measures.find(({ frame }) => frame === 'patch') ?? first;
  return {
    name: definition.name,
    needs: parametersIn(first.expression),
    scores: scoresIn(first.expression),
    measurement: (item) => measurementOfDefined(item, definition),
    shown: (item, scaled) => valueOf(item, scaled ? first : onPatch),
    onPatch: (item) => valueOf(item, onPatch),
  };
}

/** Without a scale, what is told of the Sun would be missing. */
function measurementOfDefined(item: Item, { measures }: Definition): Measurement {
  const known = item.scale ? measures : measures.filter(({ frame }) => frame === 'patch');
  const [first, ...also] = (known.length > 0 ? known : measures).map((each) => valueOf(item, each));
  return { ...first, also };
}

function valueOf(item: Item, { unit, expression }: DefinedMeasure): Value {
  const value = evaluate(expression, (field, of, fieldUnit) =>
    of === 'score' ? scoreIn(item, field) : valueIn(item, parametersOf([field])[0], fieldUnit),
  );
  return { value: typeof value === 'number' ? value : NaN, unit };
}
