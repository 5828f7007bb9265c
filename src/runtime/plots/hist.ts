import { fail } from '../../diagnostics/diagnostic.js';
import { quantile } from '../../numeric/statistics.js';
import { countIn, roundEdges } from '../../render/figure/bins.js';
import { COLOURS, COLUMN, QUIET, TYPE, type Figure } from '../../render/figure/index.js';
import type { PlotKind } from './plot-kind.js';
import { asAxis, seriesOf, type Series } from './series.js';

const BOX = { x: 36, y: 14, width: 205, height: 118 };

/** How one number is distributed. */
export const hist: PlotKind = {
  name: 'hist',
  summary: 'how a parameter is distributed',
  accepts: ['latents', 'patches', 'matches', 'table'],
  fields: { least: 1, most: 1 },
  example: {
    script: 'generate 50 seed 1 | plot hist TUF to "out/hist.svg"',
    note: 'the flux of fifty regions',
  },
  draw: async (value, { fields }, context) => {
    const [series] = await seriesOf(value, fields, context);
    if (series.values.every(Number.isNaN)) fail('nothing-to-plot', { plot: 'hist', lacks: 'number' });
    return histogramOf(series);
  },
};

/** Bars over round bins, the median marked; how many values there are and how many are missing is written above. */
export function histogramOf(series: Series): Figure {
  const { title, values } = asAxis(series);
  const known = values.filter((value) => !Number.isNaN(value));
  const edges = roundEdges(known, Math.min(40, Math.max(8, Math.round(4 * Math.cbrt(known.length)))));
  const missing = values.length - known.length;
  const count = `n = ${known.length}${missing > 0 ? `, ${missing} missing` : ''}`;
  const domain = [edges[0], edges.at(-1)!];
  return {
    title: `Distribution of ${series.name}`,
    width: COLUMN,
    height: 166,
    parts: [
      {
        kind: 'chart',
        box: BOX,
        spec: {
          data: { values: countIn(edges, known) },
          encoding: {
            x: { field: 'from', type: 'quantitative', title, scale: { domain, nice: false, zero: false } },
          },
          layer: [
            {
              mark: { type: 'rect', fill: COLOURS.sky, stroke: COLOURS.blue, strokeWidth: 0.5 },
              encoding: {
                x2: { field: 'to' },
                y: {
                  field: 'count',
                  type: 'quantitative',
                  title: 'patches',
                  axis: { tickCount: 5, format: 'd' },
                },
                y2: { datum: 0 },
              },
            },
            {
              mark: { type: 'rule', color: COLOURS.vermilion, strokeWidth: 1 },
              encoding: { x: { datum: quantile(Float64Array.from(known).sort(), 0.5) } },
            },
          ],
        },
      },
      { kind: 'label', x: BOX.x, y: BOX.y - 4, text: 'median', colour: COLOURS.vermilion, size: TYPE.label },
      { kind: 'label', x: BOX.x + BOX.width, y: BOX.y - 4, text: count, anchor: 'end', colour: QUIET },
    ],
  };
}
