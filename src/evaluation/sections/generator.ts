import type { Archive } from '../../archive/archive.js';
import { ksCritical, ksDistance } from '../../numeric/kolmogorov-smirnov.js';
import { quantile } from '../../numeric/statistics.js';
import { lacking } from '../../models/world-parts.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { measureBatch } from '../../physics/measure.js';
import { rawUnitOf } from '../../physics/quantity.js';
import { parameterNamed } from '../../physics/parameters/index.js';
import { columnsOf } from '../../models/training/columns.js';
import { embed, frechetOf } from '../embeddings.js';
import { latticePower } from '../measures/lattice.js';
import { logSpectralDistance, meanPower } from '../measures/spectra.js';
import { meanPairDistance, meanPatchRms, nearestPairs } from '../measures/variety.js';
import type { ReportCell, ReportDistribution, ReportTable } from '../report.js';
import type { EvaluationContext, EvaluationSection } from '../section.js';

/** Whether generated patches are distributed as the observations of the archive, and as varied. */
export const generator: EvaluationSection = {
  name: 'generator',
  title: 'Generator against archive',
  run: async (context) => {
    const pairs = await columnPairs(context);
    return {
      tables: [distanceTable(pairs), await pictureTable(context)],
      distributions: pairs.map(distributionOf),
    };
  },
};

/** A parameter of generated patches and of observations, missing ones left out. */
interface ColumnPair {
  readonly name: string;
  readonly unit: string;
  readonly generated: Float64Array;
  readonly observed: Float64Array;
  /** Shares that lack the parameter. */
  readonly missing: readonly [generated: number, observed: number];
}

async function columnPairs(context: EvaluationContext): Promise<ColumnPair[]> {
  const { world } = context;
  const archive = await world.archive();
  const { pixels, count } = await context.generated();
  const names = world.manifest.parameters;
  const generated = columnsOf(measureBatch(pixels, count, PATCH_SIZE, names), names);
  return names.map((name) => {
    const [own, others] = [generated.get(name)!, catalogued(archive, name, context)].map(known);
    return {
      ...{ name, unit: rawUnitOf(parameterNamed(name)!) },
      generated: own.values,
      observed: others.values,
      missing: [own.missing, others.missing],
    };
  });
}

function catalogued(archive: Archive, name: string, { world }: EvaluationContext): ArrayLike<number> {
  return archive.parameter(name) ?? lacking(world.manifest, 'catalogue');
}

function known(values: ArrayLike<number>) {
  const present = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  return { values: present.sort(), missing: 1 - present.length / values.length };
}

function distanceTable(pairs: readonly ColumnPair[]): ReportTable {
  const names = ['parameter', 'KS', 'chance', 'median', 'median of archive', 'missing', 'missing in archive'];
  return {
    title: 'Distributions of the parameters',
    note:
      'KS: the largest difference of the cumulative distributions over generated patches and over the whole archive, ' +
      'missing values left out. Chance: what it stays below in 95 of 100 cases for independent samples of one ' +
      'distribution. Fluxes on the patch, in G px.',
    columns: names.map((name) => ({ name })),
    rows: pairs.map(({ name, generated, observed, missing }) => [
      name,
      ksDistance({ values: generated }, { values: observed }),
      ksCritical(generated.length, observed.length),
      quantile(generated, 0.5),
      quantile(observed, 0.5),
      ...missing,
    ]),
  };
}

const SHARES = Array.from({ length: 101 }, (_, percent) => percent / 100);

const distributionOf = ({ name, unit, generated, observed }: ColumnPair): ReportDistribution => ({
  ...{ name, unit },
  series: [
    { name: 'generated', quantiles: SHARES.map((share) => quantile(generated, share)) },
    { name: 'archive', quantiles: SHARES.map((share) => quantile(observed, share)) },
  ],
});

async function pictureTable(context: EvaluationContext): Promise<ReportTable> {
  const [generated, observed] = [await context.generated(), await context.observed()];
  const [power, archivePower] = [await meanPower(generated, context), await meanPower(observed, context)];
  const lattice = [2, 4].map((period): ReportCell[] => [
    `${period}-px lattice`,
    ...[power, archivePower].map((spectrum) => latticePower(spectrum, PATCH_SIZE, period)),
  ]);
  const [pairs, archivePairs] = [nearestPairs(generated), nearestPairs(observed)];
  const [spread, archiveSpread] = [generated, observed].map((sample) =>
    meanPairDistance(sample, context.stream('pairs')),
  );
  const { distance, floor } = await frechetOf(
    await embed(generated, context),
    await context.world.archive(),
    context,
  );
  const rows: ReportCell[][] = [
    ...lattice,
    ['rms of the mean picture [kG]', meanPatchRms(generated), meanPatchRms(observed)],
    ['diversity [kG]', spread, archiveSpread],
    ['nearest pair', pairs.nearest, archivePairs.nearest],
    ['median nearest', pairs.median, archivePairs.median],
    ['repeated pictures', pairs.repeated, archivePairs.repeated],
    ['Fréchet distance of embeddings', distance, floor],
    ['log-spectral distance [dB]', logSpectralDistance(power, archivePower), null],
  ];
  return {
    title: 'Pictures',
    note:
      `${generated.count} generated patches and ${observed.count} observations. Diversity: mean rms difference of ` +
      'random pairs. Nearest pair: |a − b| / √(|a|² + |b|²) of the two most alike, averaged over 4 × 4 pixels; below ' +
      '0.1 a picture counts as repeated (frames of one region do in an archive). Fréchet distance: generated against archive, and the two halves ' +
      'of the archive, which are of different regions. Lattice: power at its frequencies over that around them.',
    columns: ['measure', 'generated', 'archive', 'ratio'].map((name) => ({ name })),
    rows: rows.map(([name, own, others]) => [name, own, others, ratioOf(own, others)]),
  };
}

function ratioOf(own: ReportCell, others: ReportCell): ReportCell {
  return typeof own === 'number' && typeof others === 'number' && others > 0 ? own / others : null;
}
