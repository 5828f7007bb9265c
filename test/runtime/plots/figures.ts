/** One figure of every kind, of made-up values: the same whatever the worlds have learnt. */
import type { Figure } from '../../../src/render/figure/index.js';
import type { Patch } from '../../../src/physics/field.js';
import { anatomyOf } from '../../../src/runtime/plots/anatomy.js';
import { compareOf } from '../../../src/runtime/plots/compare.js';
import { histogramOf } from '../../../src/runtime/plots/hist.js';
import { jointOf } from '../../../src/runtime/plots/joint.js';
import { latentOf } from '../../../src/runtime/plots/latent.js';
import { matricesOf } from '../../../src/runtime/plots/leakage.js';
import { pairsOf } from '../../../src/runtime/plots/pairs.js';
import { residualOf } from '../../../src/runtime/plots/residual.js';
import { scatterOf } from '../../../src/runtime/plots/scatter.js';
import { stripOf } from '../../../src/runtime/plots/strip.js';
import { timelineOf } from '../../../src/runtime/plots/timeline.js';
import { zooOf } from '../../../src/runtime/plots/zoo.js';

/** Two Gaussian spots of opposite sign, `apart` pixels from one another. */
export function bipole(apart: number, strength = 0.9): Patch {
  const size = 128;
  const spot = (index: number, column: number) => {
    const [row, at] = [Math.floor(index / size), index % size];
    return strength * Math.exp(-((row - 64) ** 2 + (at - column) ** 2) / 200);
  };
  const pixels = Float32Array.from(
    { length: size * size },
    (_, index) => spot(index, 64 + apart / 2) - spot(index, 64 - apart / 2),
  );
  return { pixels, size, scale: { width: 1.2, height: 1.2 } };
}

/** Numbers between 0 and 1 that look random: the golden ratio's multiples. */
const spread = (count: number, step = 0.618034): number[] =>
  Array.from({ length: count }, (_, index) => (index * step) % 1);

const flux = { name: 'TUF', unit: 'Mx', values: spread(60).map((share) => 2e22 * share ** 2) };
const near = {
  name: 'R',
  unit: 'Mx',
  values: spread(60, 0.7548).map((share, i) => (i === 7 ? NaN : 3e21 * share)),
};
const apart = { name: 'PSEP', unit: 'px', values: spread(60, 0.5698).map((share) => 5 + 55 * share) };
const captioned = (index: number) => ({
  field: bipole(20 + 8 * index),
  caption: [
    `sim-0${100 + index}-05`,
    '2013-07-0' + (index % 9) + ' N12 W34',
    'TUF 1.24 × 10²² Mx',
    'PSEP 23.4 px',
  ],
});
const direction = {
  parameter: 'TUF',
  normal: Float64Array.of(0.8, 0.6),
  bias: 0.1,
  method: 'made up',
  accuracy: 1,
  trainedOn: 'nothing',
  threshold: 0,
};
const points = spread(80).map((first, index) => {
  const at = [6 * first - 3, 6 * spread(80, 0.7548)[index] - 3] as const;
  const distance = 0.8 * at[0] + 0.6 * at[1] + 0.1;
  const field = bipole(40, 0.5 + 0.1 * distance);
  return {
    at,
    distance,
    above: distance > (index % 9 === 0 ? 0.5 : 0),
    patch: field,
    caption: 'TUF 1.24 × 10²² Mx',
  };
});

export const figures: Readonly<Record<string, Figure>> = {
  anatomy: anatomyOf(
    bipole(30),
    'made-up',
    new Map([
      ...['TUF', 'TPF', 'TNF', 'R', 'NET'].map((name) => [name, `${name} 1.24 × 10²² Mx`] as const),
      ['PSEP', 'PSEP 30 px'],
      ['TILT', 'TILT 0 deg'],
      ['ALPHA', 'ALPHA 2.31'],
    ]),
  ),
  compare: compareOf(
    [0, 1, 2].map((row) => ({
      query: captioned(row),
      found: [0, 1, 2].map((method) => [captioned(method), captioned(method + row)]),
    })),
  ),
  hist: histogramOf(near),
  joint: jointOf({
    name: 'TUF',
    unit: 'G px',
    queries: spread(200).map((share) => 3e6 * share),
    matches: spread(200).map((share, index) => 3e6 * (share + 0.1 * spread(200, 0.7548)[index])),
    archive: spread(900).map((share) => 3e6 * share ** 2),
  }),
  latent: latentOf(points, direction),
  leakage: matricesOf(
    ['TUF', 'R', 'POLARITY'],
    ['each direction alone', 'keeping the others'].map((title) => ({
      title,
      rows: [
        [1, 0.8, -0.001],
        [-0.4, 1, NaN],
        [0.1, -1.4, 1],
      ],
    })),
    40,
  ),
  pairs: pairsOf([0, 1].map((row) => ({ query: captioned(row), matches: [1, 2, 3, 4, 5].map(captioned) }))),
  residual: residualOf(
    { name: 'mu', unit: '', values: spread(24).sort() },
    spread(24, 0.7548).map((relative, index) => ({
      relative: 0.3 + 0.4 * relative,
      observed: bipole(20 + index),
      render: bipole(22 + index, 0.7),
    })),
  ),
  scatter: scatterOf(flux, near, apart),
  strip: stripOf(
    ['sweep TUF steps 7', 'sweep TUF steps 7 keeping R, PSEP'].map((title) => ({
      title,
      frames: spread(7).map((share) => bipole(30, 0.2 + share)),
      series: [
        { name: 'step', unit: '', values: [-3, -2, -1, 0, 1, 2, 3] },
        { ...flux, values: flux.values.slice(0, 7) },
        { ...near, values: near.values.slice(1, 8) },
        { ...apart, values: apart.values.slice(0, 7) },
      ],
    })),
  ),
  timeline: timelineOf(
    spread(12).map((share, index) => ({
      time: Date.UTC(2012, 0, 1) + share * 3e11,
      latitude: 40 * share - 20,
      query: `seed-1-${index % 3}`,
      rank: 1,
    })),
    spread(200).map((share, index) => ({
      time: Date.UTC(2011, 0, 1) + share * 4e11,
      latitude: 60 * spread(200, 0.7548)[index] - 30,
    })),
  ),
  zoo: zooOf(spread(14).map((share) => bipole(60 * share))),
};
