import { fail } from '../../../diagnostics/diagnostic.js';
import type { SafeTensor } from '../../safetensors.js';
import type { Learner } from './learner.js';
import type { Team } from './team.js';

/** Something that is trained step by step: all that it knows, and its next step. */
export interface Training {
  /** Steps taken. */
  readonly step: number;
  /** Patches shown. */
  readonly images: number;
  readonly isDone: boolean;
  /** What the next step is part of, for reports. */
  readonly phase: string;
  /** The largest count of numbers that a step shares with its team. */
  readonly shareMost: number;
  /** Shares the work with others from now on. */
  join(team: Team): void;
  /** Takes a step with the whole team; returns the losses. */
  next(): Promise<Record<string, number>>;
  /** Everything that the next steps depend on, besides recipe and patches. */
  save(): ReadonlyMap<string, SafeTensor>;
  /** Goes back to what `save` gave at a step. */
  restore(step: number, tensors: ReadonlyMap<string, SafeTensor>): void;
  /** Starts with what another training's networks of the same layers had learnt, as its `save` gave it. */
  begin(tensors: ReadonlyMap<string, SafeTensor>): void;
  dispose(): void;
}

/** The largest count of numbers that an update of these learners shares: values, statistics and some losses. */
export function shareOf(learners: readonly Learner[]): number {
  return learners.reduce((sum, { parameters }) => sum + parameters.values.length, 0) + 64;
}

/** What learners know, as flat tensors; with further arrays of the training's own. */
export function saveLearners(
  learners: readonly Learner[],
  more: ReadonlyMap<string, Float32Array> = new Map(),
): ReadonlyMap<string, SafeTensor> {
  const flat = (data: Float32Array): SafeTensor => ({ type: 'F32', shape: [data.length], data });
  return new Map([...arraysOf(learners), ...more].map(([name, data]) => [name, flat(data)]));
}

/** Gives learners, and the further arrays, what was saved. */
export function restoreLearners(
  learners: readonly Learner[],
  tensors: ReadonlyMap<string, SafeTensor>,
  more: ReadonlyMap<string, Float32Array> = new Map(),
): void {
  for (const [name, array] of [...arraysOf(learners), ...more])
    array.set(tensors.get(name)!.data as Float32Array);
  for (const { name, moments, parameters } of learners) {
    moments.steps = tensors.get(`${name}.steps`)!.data[0];
    parameters.upload();
  }
}

/**
 * Gives learners the weights of an earlier training's networks of the same name and layers. The optimisers start anew.
 *
 * @throws GiqError `training-start-unfit`
 */
export function beginLearners(learners: readonly Learner[], tensors: ReadonlyMap<string, SafeTensor>): void {
  for (const { name, parameters } of learners) {
    const values = tensors.get(`${name}.values`);
    const fits = values
      ? values.data.length === parameters.values.length
      : parameters.take(tensors, `${name}/`);
    if (!fits) fail('training-start-unfit', { network: name });
    if (values) parameters.values.set(values.data as Float32Array);
    parameters.upload();
  }
}

/** Whether there is something for a learner to start with. */
export function knowsLearner({ name }: Learner, tensors: ReadonlyMap<string, SafeTensor>): boolean {
  return tensors.has(`${name}.values`) || [...tensors.keys()].some((key) => key.startsWith(`${name}/`));
}

function arraysOf(learners: readonly Learner[]): ReadonlyMap<string, Float32Array> {
  const arrays = new Map<string, Float32Array>();
  for (const { name, parameters, moments } of learners) {
    arrays.set(`${name}.values`, parameters.values);
    arrays.set(`${name}.first`, moments.first);
    arrays.set(`${name}.second`, moments.second);
    arrays.set(`${name}.steps`, Float32Array.of(moments.steps));
  }
  return arrays;
}
