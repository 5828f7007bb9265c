import { fail } from '../../diagnostics/diagnostic.js';
import { pearson } from '../../numeric/statistics.js';
import { COLOURS, COLUMN, INK, QUIET, SCHEMES, TYPE, type Figure } from '../../render/figure/index.js';
import type { PlotKind } from './plot-kind.js';
import { asAxis, seriesOf, type Series } from './series.js';

const BOX = { x: 38, y: 14, width: 196, height: 150 };
const LEGEND_ROOM = 42;

/** Two numbers of each patch, a third one as colour. */
export const scatter: PlotKind = {
  name: 'scatter',
  summary: 'two parameters against one another; `by` gives the colour',
  accepts: ['latents', 'patches', 'matches', 'table'],
  fields: { least: 2, most: 2 },
  takes: ['by'],
  example: {
    script: 'generate 50 seed 1 | plot scatter TUF, R by PSEP to "out/scatter.svg"',
    note: 'flux against the flux near the inversion line',
  },
  draw: async (value, { fields, by }, context) => {
    const [x, y, colour] = await seriesOf(value, by ? [...fields, by] : fields, context);
    return scatterOf(x, y, colour);
  },
};

/** Dots, with Pearson's correlation of the two; a pair that lacks a side is left out and counted. */
export function scatterOf(x: Series, y: Series, colour?: Series): Figure {
  const rows = [...x.values.keys()].filter((row) => ![x, y].some(({ values }) => Number.isNaN(values[row])));
  if (rows.length === 0) fail('nothing-to-plot', { plot: 'scatter', lacks: 'pair of numbers' });
  const axes = { x: asAxis(x), y: asAxis(y), ...(colour && { colour: asAxis(colour) }) };
  const values = rows.map((row) => ({
    x: axes.x.values[row],
    y: axes.y.values[row],
    ...(axes.colour && { colour: axes.colour.values[row] }),
  }));
  const r = pearson(
    ...([x, y].map((series) => rows.map((row) => series.values[row])) as [number[], number[]]),
  );
  const missing = x.values.length - rows.length;
  const count = `n = ${rows.length}${missing > 0 ? `, ${missing} missing` : ''}`;
  const correlation = Number.isNaN(r) ? '' : `r = ${r.toFixed(2).replace('-', '−')},  `;
  const width = BOX.width - (colour ? LEGEND_ROOM : 0);
  return {
    title: `${y.name} against ${x.name}`,
    width: COLUMN,
    height: 198,
    parts: [
      {
        kind: 'chart',
        box: { ...BOX, width },
        spec: {
          data: { values },
          mark: {
            type: 'circle',
            size: values.length > 200 ? 8 : 16,
            opacity: 0.85,
            color: COLOURS.blue,
            stroke: INK,
            strokeWidth: 0.2,
          },
          encoding: {
            x: { field: 'x', type: 'quantitative', title: axes.x.title, scale: { zero: false } },
            y: { field: 'y', type: 'quantitative', title: axes.y.title, scale: { zero: false } },
            ...(axes.colour && { color: colourBy(axes.colour.title) }),
          },
        },
      },
      {
        kind: 'label',
        x: BOX.x + width,
        y: BOX.y - 4,
        text: correlation + count,
        anchor: 'end',
        colour: QUIET,
      },
    ],
  };
}

function colourBy(title: string) {
  const legend = {
    title,
    offset: 8,
    gradientLength: 110,
    gradientThickness: 6,
    titleFontSize: TYPE.label,
    titleFontWeight: 'normal',
    labelFontSize: TYPE.label,
  } as const;
  return { field: 'colour', type: 'quantitative', scale: { scheme: SCHEMES.value }, legend } as const;
}
