/** The raw values that the aims of a calibrated shift ask for. */
import { fail } from '../diagnostics/diagnostic.js';
import type { WorldStatistics } from '../models/statistics-file.js';
import { toRaw } from '../physics/quantity.js';
import type { Aim, PatchAim, PlanPipeline } from '../planner/plan.js';
import type { Context } from './context.js';
import { geometryOf, measure, measurementOf, parametersOf, rawValue, withGeometry } from './measuring.js';
import { expectItems, type Item } from './values.js';

/** The patches that aims take values from: one for each item that is shifted. */
export type TargetPatches = ReadonlyMap<PlanPipeline, (item: number) => Item>;

/**
 * Runs the pipelines of target patches, each once, and measures what aims ask of them. A single patch is the target of
 * every item.
 *
 * @throws GiqError `unequal-targets`, `target-missing`
 */
export async function targetPatches(
  aims: readonly (Aim | PatchAim)[],
  count: number,
  context: Context,
): Promise<TargetPatches> {
  const likenesses = aims.filter((aim) => aim.aim === 'like');
  const found = new Map<PlanPipeline, (item: number) => Item>();
  for (const patch of new Set(likenesses.map((aim) => aim.patch))) {
    const items = expectItems(await context.runPipeline(patch));
    if (items.length !== 1 && items.length !== count)
      fail('unequal-targets', { targets: items.length, items: count });
    const names = likenesses.filter((aim) => aim.patch === patch).map(({ parameter }) => parameter);
    await measure(items, withGeometry(names), context);
    items.forEach((item) => requireValues(item, names));
    found.set(patch, (index) => items[items.length === 1 ? 0 : index]);
  }
  return found;
}

function requireValues(item: Item, names: readonly string[]): void {
  const parameter = names.find((name) => Number.isNaN(rawValue(item, name)));
  if (parameter !== undefined) fail('target-missing', { parameter, id: item.id });
}

/** How an aim's raw target follows from an item, which is number `index` of those that are shifted. */
export function targetOf(
  aim: Aim | PatchAim,
  patches: TargetPatches,
  { parameters }: WorldStatistics,
): (before: number, item: Item, index: number) => number {
  const [parameter] = parametersOf([aim.parameter]);
  if (aim.aim === 'like') {
    const patch = patches.get(aim.patch)!;
    return (_before, item, index) => likeValue(patch(index), item, aim.parameter);
  }
  const { mean, sd } = parameters[aim.parameter];
  return (before, item) => {
    if (aim.unit === '%') return before * (1 + aim.value / 100);
    if (aim.unit === 'sd') return (aim.aim === 'to' ? mean : before) + aim.value * sd;
    const raw = toRaw(parameter, aim.value, aim.unit, geometryOf(item));
    return aim.aim === 'to' ? raw : before + raw;
  };
}

/** What `measure` shows of the patch, on the item: fluxes in Mx where both scales are known, else pixels count alike. */
function likeValue(patch: Item, item: Item, name: string): number {
  const [parameter] = parametersOf([name]);
  const { value, unit } = measurementOf(patch, parameter);
  const raw = toRaw(parameter, value, unit, geometryOf(item));
  return Number.isNaN(raw) ? rawValue(patch, name) : raw;
}
