import type { Direction } from '../../latent/direction.js';
import { changeWorld } from '../../models/change-world.js';
import { writeDirections } from '../../models/directions-file.js';
import { writeStatistics } from '../../models/statistics-file.js';
import { trainDirection } from '../../models/training/direction.js';
import type { SvmSolver } from '../../models/training/linear-svm.js';
import { sampleDirections, type DirectionSample } from '../../models/training/sample-directions.js';
import { QUANTILE_SHARES, statisticsOf } from '../../models/training/statistics.js';
import { latentVector } from '../../numeric/random.js';
import { formatNumber } from '../../render/index.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { withBuildContext, type BuildContext, type BuildFlags } from './build-context.js';

export interface TrainFlags extends BuildFlags {
  readonly samples: number;
  readonly seed: number;
  readonly solver: SvmSolver;
}

/** The paper's three, polarity, and the others that can be steered. */
const STEERED = ['TUF', 'R', 'PSEP', 'POLARITY', 'TILT', 'AREA', 'TPF', 'TNF'];

/** `giq train directions`: generates patches, measures them, and trains a hyperplane for each parameter. */
export function trainDirections(flags: TrainFlags, terminal: Terminal, signal: AbortSignal): Promise<number> {
  return withBuildContext(flags, terminal, async (context) => {
    const sample = await draw(context, flags, signal);
    const directions = train(sample, context, flags);
    await write(directions, sample, context, flags);
    context.narrator.note(`wrote directions and statistics of ${context.world.directory}`);
    return EXIT.ok;
  });
}

async function draw(
  context: BuildContext,
  { samples, seed }: TrainFlags,
  signal: AbortSignal,
): Promise<DirectionSample> {
  const { world, engine, parameters, measure, narrator } = context;
  return sampleDirections({
    count: samples,
    latent: (item) => latentVector(seed, item, world.manifest.generator.latent),
    generator: await world.generator(engine),
    parameters,
    measure,
    signal,
    onProgress: (done, total) => narrator.progress('generating', done, total),
  });
}

function train(
  sample: DirectionSample,
  context: BuildContext,
  { solver, seed }: TrainFlags,
): Map<string, Direction> {
  const { world, narrator } = context;
  const names = STEERED.filter((name) => context.parameters.includes(name));
  const source = `patches that the generator of ${world.name} ${world.manifest.version} made from seed ${seed}`;
  return new Map(
    names.map((parameter) => {
      const start = performance.now();
      const task = {
        parameter,
        latents: sample.latents,
        values: sample.columns.get(parameter)!,
        solver,
        source,
      };
      const { direction, missing } = trainDirection(task);
      const seconds = formatNumber((performance.now() - start) / 1000);
      const dropped = missing > 0 ? `, ${missing} patches without it` : '';
      narrator.note(
        `${parameter.padEnd(8)} validation accuracy ${direction.accuracy.toFixed(3)}, ${seconds} s${dropped}`,
      );
      return [parameter, direction];
    }),
  );
}

async function write(
  directions: ReadonlyMap<string, Direction>,
  sample: DirectionSample,
  { world: { directory, manifest, directions: known } }: BuildContext,
  { samples, seed }: TrainFlags,
): Promise<void> {
  // What has been learnt besides stays: a new generator would have taken the directions out of the manifest.
  const before = manifest.directions ? await known() : [];
  const all = new Map([...before, ...directions]);
  const parameters = Object.fromEntries(
    [...sample.columns].map(([name, values]) => [name, statisticsOf(values)]),
  );
  const statistics = { patches: samples, seed, shares: [...QUANTILE_SHARES], parameters };
  const files = new Map([
    ['directions.json', () => writeDirections(all)],
    ['statistics.json', () => writeStatistics(statistics)],
  ]);
  const patch = {
    directions: { file: 'directions.json', parameters: [...all.keys()] },
    statistics: { file: 'statistics.json' },
  };
  await changeWorld(directory, { files, patch });
}
