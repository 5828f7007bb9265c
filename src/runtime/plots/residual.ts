import { fail } from '../../diagnostics/diagnostic.js';
import { quantile } from '../../numeric/statistics.js';
import type { Patch } from '../../physics/field.js';
import { barBeside, BAR_ROOM, MARGIN } from '../../render/figure/layout.js';
import { sideOf, squareAt } from '../../render/figure/grid.js';
import {
  COLOURS,
  PAGE,
  QUIET,
  TYPE,
  type Box,
  type Figure,
  type Part,
  type Point,
} from '../../render/figure/index.js';
import { patchesOf } from '../imaging.js';
import { expectItems } from '../values.js';
import { evenly } from './limits.js';
import type { PlotKind } from './plot-kind.js';
import { asAxis, seriesOfItems, type Series } from './series.js';

const EXAMPLES = 7;
const BINS = 6;
const LEFT = 40;
const CHART: Box = { x: LEFT, y: 14, width: PAGE - LEFT - BAR_ROOM - MARGIN, height: 120 };
const PICTURES_TOP = CHART.y + CHART.height + 40;

/** An observation and the render of the latent that was found for it. */
export interface Inverted {
  /** Root mean square of the difference over that of the observation. */
  readonly relative: number;
  readonly observed: Patch;
  readonly render: Patch;
}

/** How well observations are inverted: Fig. 6 of the paper. */
export const residual: PlotKind = {
  name: 'residual',
  summary: 'the error of inversions by a parameter or by metadata, originals over reconstructions (Fig. 6)',
  accepts: ['latents'],
  fields: { least: 0, most: 0 },
  takes: ['by'],
  example: {
    script:
      'observe where step = 3 | take 8 | invert steps=10 starts=1 | plot residual by mu to "out/residual.svg"',
    note: 'against the cosine of the heliocentric angle',
  },
  draw: async (value, { by = { field: 'mu', kind: 'meta' } }, context) => {
    const items = expectItems(value).filter(({ inversion, from }) => inversion && from);
    const originals = items.map(({ from }) => from!);
    const [series] = await seriesOfItems(originals, [by], context);
    const known = [...items.keys()].filter((index) => !Number.isNaN(series.values[index]));
    if (known.length === 0) fail('nothing-to-plot', { plot: 'residual', lacks: 'inverted observation' });
    known.sort((a, b) => series.values[a] - series.values[b]);
    const [observed, renders] = [await patchesOf(originals, context), await patchesOf(items, context)];
    const inverted = known.map((index) => ({
      relative: items[index].inversion!.relative,
      observed: observed[index],
      render: renders[index],
    }));
    return residualOf({ ...series, values: known.map((index) => series.values[index]) }, inverted);
  },
};

/** @param series what the horizontal axis is, rising @param inverted in the same order */
export function residualOf(series: Series, inverted: readonly Inverted[]): Figure {
  const axis = asAxis(series);
  const rows = inverted.map(({ relative }, index) => ({ x: axis.values[index], error: 100 * relative }));
  const title = axis.title === 'mu' ? 'μ, cosine of the heliocentric angle' : axis.title;
  const side = sideOf(CHART.width, Math.min(EXAMPLES, inverted.length), 4);
  const shown = evenly([...inverted.keys()], EXAMPLES);
  const tall = Math.min(side, 64);
  return {
    title: `Error of inversions by ${series.name}`,
    width: PAGE,
    height: PICTURES_TOP + 2 * tall + 24,
    parts: [
      errorChart(rows, title),
      { kind: 'label', x: CHART.x, y: CHART.y - 4, text: `n = ${rows.length}`, colour: QUIET },
      {
        kind: 'label',
        x: CHART.x + CHART.width,
        y: CHART.y - 4,
        text: 'median of each sixth',
        anchor: 'end',
        colour: COLOURS.vermilion,
      },
      ...examples(
        shown.map((index) => ({ ...inverted[index], x: axis.values[index] })),
        tall,
        series.name,
      ),
      barBeside(LEFT + shown.length * (tall + 4) - 4, PICTURES_TOP, PICTURES_TOP + 2 * tall + 3),
    ],
  };
}

interface Row {
  readonly x: number;
  readonly error: number;
}

function errorChart(rows: readonly Row[], title: string): Part {
  const x = { field: 'x', type: 'quantitative', title, scale: { zero: false } } as const;
  const y = { field: 'error', type: 'quantitative', title: 'error [% of rms]' } as const;
  return {
    kind: 'chart',
    box: CHART,
    spec: {
      data: { values: [...rows] },
      encoding: { x, y },
      layer: [
        { mark: { type: 'circle', size: 14, opacity: 0.75, color: COLOURS.blue } },
        {
          data: { values: medians(rows) },
          mark: {
            type: 'line',
            color: COLOURS.vermilion,
            strokeWidth: 1.3,
            point: { color: COLOURS.vermilion, size: 14 },
          },
        },
      ],
    },
  };
}

/** The middle of each sixth of the rows. */
function medians(rows: readonly Row[]): Row[] {
  const middle = (values: readonly number[]) => quantile(Float64Array.from(values).sort(), 0.5);
  return Array.from({ length: BINS }, (_, bin) =>
    rows.slice(Math.floor((bin * rows.length) / BINS), Math.floor(((bin + 1) * rows.length) / BINS)),
  )
    .filter((part) => part.length > 0)
    .map((part) => ({ x: middle(part.map(({ x }) => x)), error: middle(part.map(({ error }) => error)) }));
}

function examples(shown: readonly (Inverted & { readonly x: number })[], side: number, name: string): Part[] {
  const grid = (row: number) => ({
    origin: [LEFT, PICTURES_TOP + row * (side + 3)] as Point,
    perRow: shown.length,
    side,
    gap: [4, 0] as Point,
  });
  const symbol = name === 'mu' ? 'μ' : name;
  const rowName = (text: string, row: number): Part => ({
    kind: 'label',
    x: LEFT - 5,
    y: PICTURES_TOP + row * (side + 3) + side / 2,
    text,
    anchor: 'middle',
    turned: -90,
  });
  return [
    rowName('observed', 0),
    rowName('inverted', 1),
    ...shown.flatMap(({ observed, render, relative, x }, index): Part[] => {
      const boxes = [squareAt(index, grid(0)), squareAt(index, grid(1))];
      const text = `${symbol} ${x < 100 ? x.toPrecision(3) : Math.round(x)}, ${Math.round(100 * relative)} %`;
      return [
        { kind: 'picture', box: boxes[0], field: observed },
        { kind: 'picture', box: boxes[1], field: render },
        {
          kind: 'label',
          x: boxes[1].x + side / 2,
          y: boxes[1].y + side + 8,
          text,
          anchor: 'middle',
          size: TYPE.small,
        },
      ];
    }),
  ];
}
