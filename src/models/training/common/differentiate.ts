import type { BatchStatistics } from '../../engines/kernels/operations.js';
import type { Tensor, Tfjs, Variable } from '../../engines/tfjs-layout.js';
import type { OptimiserOptions } from './optimiser.js';
import { optimiserStep } from './optimiser.js';
import type { Learner } from './learner.js';
import { readStatistics, updateStatistics } from './learner.js';
import type { Team } from './team.js';

/** What a loss is made of, by name; the first entry is what is minimised. */
export type Losses = Readonly<Record<string, Tensor>>;

export interface Update {
  readonly tf: Tfjs;
  readonly team: Team;
  /** Those whose weights change. */
  readonly learners: readonly Learner[];
  /** Networks whose batch norms note what they see, by learner; others' are forgotten. */
  readonly loss: (statistics: ReadonlyMap<Learner, Map<string, BatchStatistics>>) => Losses;
  /** The steps to take; none where the weights are to stay. */
  readonly options: OptimiserOptions | null;
}

/** Differentiates a loss on every worker, and takes one step by the mean gradient. Returns the mean losses. */
export async function update({ tf, team, learners, loss, options }: Update): Promise<Record<string, number>> {
  const statistics = new Map(learners.map((one) => [one, new Map<string, BatchStatistics>()]));
  const { gradients, losses } = await differentiate(tf, learners, () => loss(statistics));
  const seen = await Promise.all(learners.map((one) => readStatistics(statistics.get(one)!)));
  const shared = [...gradients, ...seen.flatMap((one) => [...one.values()]), losses.values];
  averageAll(team, shared);
  learners.forEach((learner, index) => {
    if (options) optimiserStep(learner.parameters.values, gradients[index], learner.moments, options);
    updateStatistics(learner.parameters, seen[index]);
    learner.parameters.upload();
  });
  return Object.fromEntries(losses.names.map((name, index) => [name, losses.values[index]]));
}

async function differentiate(tf: Tfjs, learners: readonly Learner[], loss: () => Losses) {
  let parts: Losses = {};
  const variables = learners.map(({ parameters }) => parameters.trainedVariables());
  const { value, grads } = tf.variableGrads(() => {
    parts = loss();
    Object.values(parts).forEach((part) => tf.keep(part));
    return tf.reshape(Object.values(parts)[0], []) as ReturnType<typeof tf.scalar>;
  }, variables.flat() as Variable[]);
  const gradients = await Promise.all(
    learners.map(({ parameters }, index) => flat(variables[index], grads, parameters.trained)),
  );
  const names = Object.keys(parts);
  const read = await Promise.all(names.map((name) => parts[name].data()));
  const values = Float32Array.from(read, ([value]) => value);
  tf.dispose([value, grads, parts]);
  return { gradients, losses: { names, values } };
}

async function flat(
  variables: readonly Variable[],
  grads: Readonly<Record<string, Tensor>>,
  size: number,
): Promise<Float32Array> {
  const all = new Float32Array(size);
  let offset = 0;
  for (const { name, size: length } of variables) {
    // A variable that the loss does not depend on has none.
    if (grads[name]) all.set(await grads[name].data<'float32'>(), offset);
    offset += length;
  }
  return all;
}

function averageAll(team: Team, arrays: readonly Float32Array[]): void {
  if (team.workers === 1) return;
  const joined = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    joined.set(array, offset);
    offset += array.length;
  }
  team.average(joined);
  offset = 0;
  for (const array of arrays) {
    array.set(joined.subarray(offset, offset + array.length));
    offset += array.length;
  }
}
