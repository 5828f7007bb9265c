/**
 * Compares simulated active regions with real ones: `npx vite-node scripts/calibrate-simulator.ts [--json FILE]
 * [--seed 1] [--regions 660] [--steps 14]`. Requires the real data at ../shared/data. See docs/simulator.md.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { compare, distanceGiven, tableOf } from '../bench/calibration/compare.js';
import type { Comparison, Pair } from '../bench/calibration/compare.js';
import { KEYWORDS, readKeywords } from '../bench/calibration/keywords.js';
import type { Keywords } from '../bench/calibration/keywords.js';
import type { Sample } from '../src/numeric/kolmogorov-smirnov.js';
import { PROPERTIES, propertiesOf } from '../bench/calibration/patch-properties.js';
import type { Properties, Property } from '../bench/calibration/patch-properties.js';
import { QUANTITIES, readRealPatches } from '../bench/calibration/real-patches.js';
import type { Quantity } from '../bench/calibration/real-patches.js';
import { measureSimulated, peaksOf } from '../bench/calibration/simulated-frames.js';
import type { MeasuredFrame } from '../bench/calibration/simulated-frames.js';

const DATA = '../shared/data';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    seed: { type: 'string', default: '1' },
    regions: { type: 'string', default: '660' },
    steps: { type: 'string', default: '14' },
  },
});

function compareKeywords(frames: readonly MeasuredFrame[], real: readonly Keywords[]): Comparison[] {
  return KEYWORDS.map((name) =>
    compare(
      name,
      { values: frames.map(({ keywords }) => keywords[name]) },
      { values: real.map((row) => row[name]) },
    ),
  );
}

function withoutLine(rows: readonly Keywords[]): number {
  return rows.filter((row) => row.R_VALUE === 0).length / rows.length;
}

async function comparePatches(frames: readonly MeasuredFrame[]): Promise<(Comparison & { given: number })[]> {
  const patches = await readRealPatches(`${DATA}/patches`);
  const real = patches.map((patch) => ({ ...patch, properties: propertiesOf(patch.field) }));
  const share = (quantity: Quantity): number =>
    real.filter((patch) => patch.quantity === quantity).reduce((sum, { weight }) => sum + weight, 0);
  // As many simulated patches of each quantity, by weight, as real ones.
  const simulated = QUANTITIES.flatMap((quantity) =>
    frames.map(({ properties }) => ({
      quantity,
      weight: share(quantity),
      properties: properties[quantity],
    })),
  );
  return PROPERTIES.map((name) => ({
    ...compare(name, sampleOf(simulated, name), sampleOf(real, name)),
    given: distanceGiven(pairsOf(simulated, name), pairsOf(real, name)),
  }));
}

interface Weighed {
  readonly quantity: Quantity;
  readonly weight: number;
  readonly properties: Properties;
}

function sampleOf(patches: readonly Weighed[], name: Property): Sample {
  return {
    values: patches.map(({ properties }) => properties[name]),
    weights: patches.map(({ weight }) => weight),
  };
}

function pairsOf(patches: readonly Weighed[], name: Property): Pair[] {
  return patches.map(({ quantity, weight, properties }) => ({
    kind: quantity,
    value: properties[name],
    given: properties.TUF,
    weight,
  }));
}

if (!existsSync(DATA)) {
  console.error(`the real data are not there: ${DATA}`);
  process.exit(1);
}
const size = { seed: Number(options.seed), regions: Number(options.regions), steps: Number(options.steps) };
const frames = measureSimulated(size);
const tables = [
  {
    title: 'at each region’s largest flux',
    frames: peaksOf(frames),
    file: 'sharp_keywords_peak_per_harp.csv',
  },
  { title: 'all frames, every 6 h', frames, file: 'sharp_keywords_6h.csv.gz' },
].map(({ title, frames: seen, file }) => {
  const real = readKeywords(`${DATA}/keywords/${file}`);
  const none = { simulated: withoutLine(seen.map(({ keywords }) => keywords)), real: withoutLine(real) };
  return { title, comparisons: compareKeywords(seen, real), withoutInversionLine: none };
});
const patches = await comparePatches(frames);

for (const { title, comparisons, withoutInversionLine: none } of tables) {
  console.log(tableOf(title, comparisons));
  console.log(`  R_VALUE = 0: simulated ${none.simulated.toFixed(3)}, real ${none.real.toFixed(3)}\n`);
}
console.log(tableOf('patches, all frames (raw units)', patches));
console.log(`  at equal TUF: ${patches.map(({ name, given }) => `${name} ${given.toFixed(3)}`).join(', ')}`);
if (options.json)
  await writeAtomically(options.json, `${JSON.stringify({ size, tables, patches }, null, 2)}\n`);
