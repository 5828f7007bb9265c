/** Calibrated shifts and flips: goals from the script, the search, and the report of what came of it. */
import { calibrate, type Calibration, type Goal } from '../latent/calibrate.js';
import type { WorldStatistics } from '../models/statistics-file.js';
import type { Aim, PatchAim } from '../planner/plan.js';
import { measureAims } from '../physics/soft/aim.js';
import { signGoal, valueGoal } from './aiming.js';
import { reportCalibration } from './calibration-report.js';
import type { Context } from './context.js';
import { patchesOf, throwIfCancelled } from './imaging.js';
import { measure, withGeometry } from './measuring.js';
import { lookThrough } from './sighting.js';
import { targetOf, targetPatches } from './targets.js';
import { moved, type CalibratedParameter, type Item, type ItemCalibration } from './values.js';

/** Items searched for at a time: their pictures stay in memory meanwhile. */
const BATCH = 32;

/** What is to become of each item: goals for the named parameters, given where it stands. */
interface Task {
  readonly names: readonly string[];
  readonly goalsOf: (item: Item, before: Float64Array, index: number) => readonly Goal[];
}

interface AimArguments {
  readonly keeping?: readonly string[];
  readonly within?: number;
}

/** Brings each item to its targets, what is kept staying where it was. */
export async function shiftToAims(
  items: readonly Item[],
  given: readonly (Aim | PatchAim)[],
  { keeping = [], within }: AimArguments,
  context: Context,
): Promise<Item[]> {
  const statistics = await context.world.statistics();
  const targets = await targetPatches(given, items.length, context);
  const aims = given.map((aim) => ({ parameter: aim.parameter, target: targetOf(aim, targets, statistics) }));
  const names = [...aims.map(({ parameter }) => parameter), ...keeping];
  await measure(items, withGeometry(names), context);
  const goalsOf: Task['goalsOf'] = (item, before, index) => [
    ...aims.map((aim, k) =>
      valueGoal(aim.parameter, aim.target(before[k], item, index), true, statistics, within),
    ),
    ...keptGoals(keeping, before.subarray(aims.length), statistics),
  ];
  return search(items, { names, goalsOf }, context);
}

/** Turns the polarity of each item round, what is kept staying where it was. */
export async function flipKeeping(
  items: readonly Item[],
  keeping: readonly string[],
  context: Context,
): Promise<Item[]> {
  const statistics = await context.world.statistics();
  const goalsOf = (_item: Item, before: Float64Array) => [
    signGoal(before[0], true, statistics),
    ...keptGoals(keeping, before.subarray(1), statistics),
  ];
  return search(items, { names: ['POLARITY', ...keeping], goalsOf }, context);
}

function keptGoals(names: readonly string[], before: Float64Array, statistics: WorldStatistics): Goal[] {
  return names.map((name, k) =>
    name === 'POLARITY'
      ? signGoal(before[k], false, statistics)
      : valueGoal(name, before[k], false, statistics),
  );
}

async function search(items: readonly Item[], task: Task, context: Context): Promise<Item[]> {
  const found: Item[] = [];
  for (let first = 0; first < items.length; first += BATCH) {
    throwIfCancelled(context.signal);
    found.push(...(await searchBatch(items.slice(first, first + BATCH), first, task, context)));
    if (items.length > BATCH)
      context.emit({ type: 'progress', label: 'calibrating', done: found.length, total: items.length });
  }
  await reportCalibration(found, context);
  return found;
}

async function searchBatch(
  items: readonly Item[],
  first: number,
  task: Task,
  context: Context,
): Promise<Item[]> {
  const patches = await patchesOf(items, context);
  const before = patches.map((patch) => measureAims(patch, task.names));
  const goals = items.map((item, index) => task.goalsOf(item, before[index], first + index));
  const generator = await context.world.generator(await context.engine());
  const look = lookThrough(generator, task.names, context.signal);
  const results = await calibrate(
    items.map(({ latent }) => latent!),
    goals,
    look,
  );
  return items.map((item, index) => {
    const calibration = recordOf(task.names, goals[index], before[index], results[index]);
    return { ...moved(item, results[index].z), calibration };
  });
}

function recordOf(
  names: readonly string[],
  goals: readonly Goal[],
  before: Float64Array,
  { values, met, reached, iterations }: Calibration,
): ItemCalibration {
  const parameters = names.map((parameter, k): CalibratedParameter => {
    // The solver sees the column separation; people see its sign.
    const shown = (value: number) => (goals[k].aim === 'sign' ? Math.sign(value) : value);
    const requested = goals[k].requested ? { requested: shown(goals[k].target) } : {};
    return { parameter, met: met[k], before: shown(before[k]), ...requested, achieved: shown(values[k]) };
  });
  return { reached, iterations, parameters };
}
