/** How well calibrated shifts meet requests on the embedded world: `npx tsx bench/calibrated.ts [requests] [seed]`. */
import { calibrate, type Calibration, type Goal } from '../src/latent/calibrate.js';
import { tryOpen, engineFactories } from '../src/models/engines/index.js';
import { openWorld } from '../src/models/world.js';
import { latentVector } from '../src/numeric/random.js';
import { signGoal, valueGoal } from '../src/runtime/aiming.js';
import { lookThrough } from '../src/runtime/sighting.js';

const requests = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 2026);

const world = await openWorld('solar-sim');
const opened = await tryOpen(engineFactories.find(({ name }) => name === 'onnx')!);
if (!('engine' in opened)) throw new Error(opened.reason);
const generator = await world.generator(opened.engine);
const statistics = await world.statistics();

interface Task {
  readonly title: string;
  readonly names: readonly string[];
  readonly goals: (values: Float64Array) => Goal[];
}

/** Multiplies the first parameter and holds the others. */
const scaledBy = (title: string, factor: number, ...names: string[]): Task => ({
  title,
  names,
  goals: (values) =>
    names.map((name, k) => valueGoal(name, values[k] * (k === 0 ? factor : 1), k === 0, statistics)),
});

const tasks: readonly Task[] = [
  scaledBy('TUF +30 % keeping R, PSEP', 1.3, 'TUF', 'R', 'PSEP'),
  scaledBy('TUF −30 % keeping R, PSEP', 0.7, 'TUF', 'R', 'PSEP'),
  scaledBy('PSEP +30 % keeping TUF, R', 1.3, 'PSEP', 'TUF', 'R'),
  scaledBy('R +30 % keeping TUF, PSEP', 1.3, 'R', 'TUF', 'PSEP'),
  {
    title: 'flip polarity keeping TUF, R, PSEP',
    names: ['POLARITY', 'TUF', 'R', 'PSEP'],
    goals: ([separation, ...kept]) => [
      signGoal(separation, true, statistics),
      ...['TUF', 'R', 'PSEP'].map((name, k) => valueGoal(name, kept[k], false, statistics)),
    ],
  },
];

interface Answer {
  readonly result: Calibration;
  readonly goals: readonly Goal[];
  readonly before: Float64Array;
  readonly milliseconds: number;
}

async function answer(task: Task, item: number): Promise<Answer | undefined> {
  const look = lookThrough(generator, task.names);
  const z = latentVector(seed, item, 100);
  const [{ values: before }] = await look([z]);
  if (!before.every(Number.isFinite)) return undefined;
  const goals = task.goals(before);
  const start = performance.now();
  const [result] = await calibrate([z], [goals], look);
  return { result, goals, before, milliseconds: performance.now() - start };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const share = (answers: readonly Answer[], test: (answer: Answer) => boolean) =>
  percent(answers.filter(test).length / answers.length);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const errorOf = ({ result, goals }: Answer, k: number) => Math.abs(result.values[k] - goals[k].target);

function metWithin(tolerance: number): (answer: Answer) => boolean {
  return (one) =>
    one.goals[0].aim === 'sign'
      ? Math.sign(one.result.values[0]) === Math.sign(one.goals[0].target)
      : errorOf(one, 0) <= tolerance * Math.abs(one.goals[0].target);
}

for (const task of tasks) {
  const all = await Promise.all([...Array(requests).keys()].map((_, i) => i)).then(async (items) => {
    const answers: (Answer | undefined)[] = [];
    for (const item of items) answers.push(await answer(task, item));
    return answers;
  });
  const answers = all.filter((one) => one !== undefined);
  const leakage = task.names.slice(1).map((name, k) => {
    const drift = mean(answers.map((one) => errorOf(one, k + 1) / one.goals[k + 1].scale));
    const relative = median(answers.map((one) => errorOf(one, k + 1) / Math.abs(one.goals[k + 1].target)));
    return `${name} ${drift.toFixed(3)} sd (median ${percent(relative)})`;
  });
  const times = answers.map(({ milliseconds }) => milliseconds);
  console.log(
    `${task.title}: n ${answers.length}, within 2 % ${share(answers, metWithin(0.02))}, ` +
      `all goals ${share(answers, ({ result }) => result.reached)}, leakage ${leakage.join(', ')}, ` +
      `median ${median(times).toFixed(0)} ms, ${mean(answers.map(({ result }) => result.iterations)).toFixed(1)} steps`,
  );
}
world.dispose();
