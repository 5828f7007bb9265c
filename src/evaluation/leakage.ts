/** What moving one parameter does to others. */
import { calibrate, type Goal, type Look } from '../latent/calibrate.js';
import { decouple } from '../latent/decouple.js';
import type { Direction } from '../latent/direction.js';
import { move } from '../latent/shift.js';
import { fail } from '../diagnostics/diagnostic.js';
import { scaled } from '../numeric/linear-algebra.js';
import type { WorldStatistics } from '../models/statistics-file.js';
import { signGoal, valueGoal } from '../runtime/aiming.js';

export interface LeakageTask {
  readonly directed: readonly Direction[];
  readonly statistics: WorldStatistics;
  readonly latents: readonly Float64Array[];
  /** Sees the parameters of `directed`, in their order; of POLARITY the column separation. */
  readonly look: Look;
  readonly signal: AbortSignal;
  readonly progress: (label: string, done: number, total: number) => void;
}

/** Latent units of a fixed step: enough to leave the noise of whole pixels behind. */
const STEP = 2;
/** Standard deviations of a calibrated shift. */
const SHIFT = 0.5;
/** Latents calibrated at a time. */
const BATCH = 10;

/** Row i, column j: mean |change of j| over mean |change of i|, in standard deviations, when moving along i alone. */
export function fixedLeakage(task: LeakageTask): Promise<number[][]> {
  return steppedLeakage(task, (direction) => direction.normal);
}

/** The same along normals that are freed of all the others (the paper's conditional boundary). */
export function projectedLeakage(task: LeakageTask): Promise<number[][]> {
  return steppedLeakage(
    task,
    (direction) =>
      decouple(
        direction,
        task.directed.filter((other) => other !== direction),
      ).normal,
  );
}

async function steppedLeakage(
  task: LeakageTask,
  normalOf: (direction: Direction) => Float64Array,
): Promise<number[][]> {
  const before = await measured(task, task.latents);
  const rows: number[][] = [];
  for (const [row, direction] of task.directed.entries()) {
    const changes = new Changes(task);
    for (const step of [STEP, -STEP]) {
      const displacement = scaled(normalOf(direction), step);
      const moved = task.latents.map((latent) => move(latent, displacement));
      const after = await measured(task, moved);
      after.forEach((values, item) => changes.add(before[item], values));
    }
    rows.push(changes.relativeTo(row));
    task.progress('leakage of steps', row + 1, task.directed.length);
  }
  return rows;
}

/** The same for calibrated shifts that keep all the others. */
export async function calibratedLeakage(task: LeakageTask): Promise<number[][]> {
  const before = await measured(task, task.latents);
  const whole = [...before.keys()].filter((item) => before[item].every(Number.isFinite));
  const rows: number[][] = [];
  for (const row of task.directed.keys()) {
    const changes = new Changes(task);
    for (let first = 0; first < whole.length; first += BATCH) {
      if (task.signal.aborted) fail('cancelled', {});
      const items = whole.slice(first, first + BATCH);
      const goals = items.map((item) => goalsOf(task, before[item], row));
      const latents = items.map((item) => task.latents[item]);
      const found = await calibrate(latents, goals, task.look);
      found.forEach(({ values }, place) => changes.add(before[items[place]], values));
      task.progress(
        `leakage of calibrated ${task.directed[row].parameter}`,
        first + items.length,
        whole.length,
      );
    }
    rows.push(changes.relativeTo(row));
  }
  return rows;
}

function goalsOf({ directed, statistics }: LeakageTask, before: Float64Array, requested: number): Goal[] {
  return directed.map(({ parameter }, index) => {
    const wanted = index === requested;
    if (parameter === 'POLARITY') return signGoal(before[index], wanted, statistics);
    const change = wanted ? SHIFT * statistics.parameters[parameter].sd : 0;
    return valueGoal(parameter, before[index] + change, wanted, statistics);
  });
}

async function measured(task: LeakageTask, latents: readonly Float64Array[]): Promise<Float64Array[]> {
  return (await task.look(latents)).map(({ values }) => values);
}

/** Sums of absolute changes, in standard deviations. Patches that lack a parameter before or after do not count. */
class Changes {
  readonly #scales: readonly number[];
  readonly #sums: Float64Array;

  constructor({ directed, statistics: { parameters } }: LeakageTask) {
    this.#scales = directed.map(
      ({ parameter }) => parameters[parameter === 'POLARITY' ? 'PSEP' : parameter].sd,
    );
    this.#sums = new Float64Array(directed.length);
  }

  add(before: Float64Array, after: Float64Array): void {
    const changes = before.map((value, index) => Math.abs(after[index] - value) / this.#scales[index]);
    if (changes.every(Number.isFinite)) changes.forEach((change, index) => (this.#sums[index] += change));
  }

  relativeTo(row: number): number[] {
    return [...this.#sums].map((sum) => sum / this.#sums[row]);
  }
}
