import { cosineMatrix } from '../../latent/decouple.js';
import type { Direction } from '../../latent/direction.js';
import { signedDistance } from '../../latent/hyperplane.js';
import { sampleDirections, type DirectionSample } from '../../models/training/sample-directions.js';
import { trainDirection } from '../../models/training/direction.js';
import { latentVector } from '../../numeric/random.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { measureBatch } from '../../physics/measure.js';
import { lookThrough } from '../../runtime/sighting.js';
import { projectedLeakage, fixedLeakage, calibratedLeakage, type LeakageTask } from '../leakage.js';
import type { ReportTable, ReportTiming } from '../report.js';
import type { EvaluationContext, EvaluationSection } from '../section.js';

/** Patches a direction is trained and validated on, for each query: 10,000 for 1,000, as in the paper. */
const SAMPLES_PER_QUERY = 10;
/** Queries that the leakage is a mean over, as a share of all. */
const LEAKAGE_SHARE = 0.1;
/** Whose leakage into one another is told; TILT is not: it is an angle, and −90° is next to 90°. */
const STEERED = ['TUF', 'R', 'PSEP', 'POLARITY'];

interface Trained {
  readonly direction: Direction;
  readonly missing: number;
  readonly seconds: number;
}

/** How well hyperplanes tell patches apart, and what a step along one does to the other parameters. */
export const directions: EvaluationSection = {
  name: 'directions',
  title: 'Latent directions',
  run: async (context) => {
    const stored = [...(await context.world.directions()).values()];
    const sample = await draw(stored, context);
    const trained = stored.map((direction) => train(direction, sample, context));
    return {
      tables: [
        accuracyTable(stored, trained, sample),
        matrixOf('Cosines of the normals', undefined, stored, cosineMatrix(stored)),
        ...(await leakageTables(context)),
      ],
      timings: trained.map(timing),
    };
  },
};

/** The latents are not those of the world's own training, whose seed is in its statistics. */
async function draw(stored: readonly Direction[], context: EvaluationContext): Promise<DirectionSample> {
  const { world, engine, seed, queries, signal, progress } = context;
  const parameters = stored.map(({ parameter }) => parameter);
  return sampleDirections({
    count: SAMPLES_PER_QUERY * queries,
    latent: (item) => latentVector(seed, item, world.manifest.generator.latent),
    generator: await world.generator(engine),
    parameters,
    measure: (pixels, count) => measureBatch(pixels, count, PATCH_SIZE, parameters),
    signal,
    onProgress: (done, total) => progress('generating patches for directions', done, total),
  });
}

function train({ parameter }: Direction, sample: DirectionSample, { seed }: EvaluationContext): Trained {
  const start = performance.now();
  const values = sample.columns.get(parameter)!;
  const { direction, missing } = trainDirection({
    ...{ parameter, values },
    latents: sample.latents,
    source: `patches of seed ${seed}`,
  });
  return { direction, missing, seconds: (performance.now() - start) / 1000 };
}

const timing = ({ direction: { parameter }, seconds }: Trained): ReportTiming => ({
  what: `to train ${parameter}`,
  seconds,
});

function accuracyTable(
  stored: readonly Direction[],
  trained: readonly Trained[],
  sample: DirectionSample,
): ReportTable {
  const rows = sample.latents.length / stored[0].normal.length;
  return {
    title: 'Validation accuracy',
    note:
      `Trained anew on the first 7/10 of ${rows} patches and validated on the rest; the world's own direction is ` +
      'judged on all of them, by the threshold that it was trained with. Patches without the parameter are left out.',
    columns: ['parameter', 'trained anew', "the world's own", 'cosine of the two', 'missing'].map((name) => ({
      name,
    })),
    rows: trained.map(({ direction, missing }, index) => [
      direction.parameter,
      direction.accuracy,
      accuracyOf(stored[index], sample),
      cosineMatrix([direction, stored[index]])[0][1],
      missing,
    ]),
  };
}

/** Share of all patches that have the parameter and are on the side that it says. */
function accuracyOf(direction: Direction, { latents, columns }: DirectionSample): number {
  const dimension = direction.normal.length;
  const values = columns.get(direction.parameter)!;
  const known = [...values.keys()].filter((row) => !Number.isNaN(values[row]));
  const right = known.filter((row) => {
    const latent = latents.subarray(row * dimension, (row + 1) * dimension);
    return signedDistance(latent, direction) > 0 === values[row] > direction.threshold;
  });
  return right.length / known.length;
}

function matrixOf(
  title: string,
  note: string | undefined,
  directed: readonly Direction[],
  matrix: readonly (readonly number[])[],
): ReportTable {
  const names = directed.map(({ parameter }) => parameter);
  return {
    title,
    ...(note !== undefined && { note }),
    columns: [{ name: 'parameter' }, ...names.map((name) => ({ name }))],
    rows: names.map((name, row) => [name, ...matrix[row]]),
  };
}

async function leakageTables(context: EvaluationContext): Promise<ReportTable[]> {
  const { world, engine, signal, queries, progress } = context;
  const byName = await world.directions();
  const directed = STEERED.flatMap((name) => byName.get(name) ?? []);
  const statistics = await world.statistics();
  const latents = (await context.generated()).latents.slice(0, Math.ceil(LEAKAGE_SHARE * queries));
  const names = directed.map(({ parameter }) => parameter);
  const look = lookThrough(await world.generator(engine), names, signal);
  const task: LeakageTask = { directed, statistics, latents, look, signal, progress };
  const note = `Mean absolute change of the column's parameter over that of the row's, both in standard deviations, of ${latents.length} patches. POLARITY is the column separation of the polarities, in standard deviations of PSEP. `;
  return [
    matrixOf(
      'Leakage of a fixed step',
      `${note}Steps of +2 and −2 latent units along the row's normal.`,
      directed,
      await fixedLeakage(task),
    ),
    matrixOf(
      'Leakage of a projected step',
      `${note}The same steps along the normal freed of those of the columns.`,
      directed,
      await projectedLeakage(task),
    ),
    matrixOf(
      'Leakage of a calibrated shift',
      `${note}Shifts by +0.5 sd that keep the columns; POLARITY is flipped.`,
      directed,
      await calibratedLeakage(task),
    ),
  ];
}
