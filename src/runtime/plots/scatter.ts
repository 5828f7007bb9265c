import { fail } from '../../diagnostics/diagnostic.js';
import { pearson } from '../../numeric/statistics.js';
import { withMinus } from '../../render/figure/print-number.js';
import { COLOURS, COLUMN, INK, QUIET, SCHEMES, TYPE, type Figure } from '../../render/figure/index.js';
import type { PlotKind } from './plot-kind.js';
import { asAxis, seriesOf, type AxisSeries, type Series } from './series.js';

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
  const rows = [...x.values.keys()].filter((row) => !isMissing(x, row) && !isMissing(y, row));
  if (rows.length === 0) fail('nothing-to-plot', { plot: 'scatter', lacks: 'pair of numbers' });
  const axes = { x: asAxis(x), y: asAxis(y), ...(colour && { colour: asAxis(colour) }) };
  const values = rows.map((row) => ({
    x: axes.x.values[row],
    y: axes.y.values[row],
    ...(axes.colour && { colour: axes.colour.values[row] }),
  }));
  const box = { ...BOX, width: BOX.width - (colour ? LEGEND_ROOM : 0) };
  const place = { x: box.x + box.width, y: box.y - 4, anchor: 'end', colour: QUIET } as const;
  return {
    title: `${y.name} against ${x.name}`,
    width: COLUMN,
    height: 198,
    parts: [
      { kind: 'chart', box, spec: { data: { values }, mark: dots(rows.length), encoding: encodingOf(axes) } },
      { kind: 'label', ...place, text: correlationText(x, y, rows) },
    ],
  };
}

const isMissing = ({ values }: Series, row: number): boolean => Number.isNaN(values[row]);

/** "r = 0.70, n = 50, 2 missing" */
function correlationText(x: Series, y: Series, rows: readonly number[]): string {
  const [left, right] = [x, y].map(({ values }) => rows.map((row) => values[row]));
  const r = pearson(left, right);
  const missing = x.values.length - rows.length;
  const parts = [
    ...(Number.isNaN(r) ? [] : [withMinus(`r = ${r.toFixed(2)}`)]),
    `n = ${rows.length}`,
    ...(missing > 0 ? [`${missing} missing`] : []),
  ];
  return parts.join(', ');
}

function dots(count: number) {
  const size = count > 200 ? 8 : 16;
  return { type: 'circle', size, opacity: 0.85, color: COLOURS.blue, stroke: INK, strokeWidth: 0.2 } as const;
}

function encodingOf({ x, y, colour }: { x: AxisSeries; y: AxisSeries; colour?: AxisSeries }) {
  const along = (field: string, { title }: AxisSeries) => ({
    field,
    title,
    type: 'quantitative' as const,
    scale: { zero: false },
  });
  return { x: along('x', x), y: along('y', y), ...(colour && { color: colourBy(colour.title) }) };
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
