import { decouple } from '../../latent/decouple.js';
import { move } from '../../latent/shift.js';
import { mean, standardDeviation } from '../../numeric/statistics.js';
import { withMinus } from '../../render/figure/print-number.js';
import {
  COLOURS,
  INK,
  PAGE,
  QUIET,
  SCHEMES,
  TYPE,
  type Box,
  type Figure,
  type Part,
} from '../../render/figure/index.js';
import type { Context } from '../context.js';
import { directionOf } from '../directions.js';
import { expectItems, moved, type Item } from '../values.js';
import { atMost } from './limits.js';
import type { PlotKind } from './plot-kind.js';
import { parameterFields, seriesOfItems } from './series.js';

const MOST = 500;
/** Latent units that are moved along each direction. */
const STEP = 1;
const SIDE = 184;
const LEFT = 54;
const TOP = 26;

/** What a step along one direction does to the other parameters. */
export const leakage: PlotKind = {
  name: 'leakage',
  summary: 'what a step along each direction does to the other parameters, alone and keeping the others',
  accepts: ['latents'],
  fields: { least: 2, most: 8, directed: true },
  example: {
    script: 'generate 12 seed 1 | plot leakage TUF, R, PSEP to "out/leakage.svg"',
    note: 'changes in standard deviations, over that of the target',
  },
  needs: (fields) => fields.map((parameter) => ({ kind: 'direction', parameter })),
  draw: async (value, { fields }, context) => {
    const items = atMost(expectItems(value), MOST, { plot: 'leakage', what: 'latents' }, context);
    const names = fields.map(({ field }) => field);
    const alone = await leakageOf(items, names, false, context);
    const kept = await leakageOf(items, names, true, context);
    return matricesOf(
      names,
      [
        { title: 'each direction alone', rows: alone },
        { title: 'keeping the others', rows: kept },
      ],
      items.length,
    );
  },
};

/** Mean changes in standard deviations of the items, over that of the parameter that was moved: one row a direction. */
async function leakageOf(
  items: readonly Item[],
  names: readonly string[],
  keeping: boolean,
  context: Context,
): Promise<number[][]> {
  const directions = await context.world.directions();
  const before = await measuredValues(items, names, context);
  const spreads = before.map((values) => standardDeviation(values.filter((value) => !Number.isNaN(value))));
  const rows: number[][] = [];
  for (const [target, name] of names.entries()) {
    const kept = keeping
      ? names.filter((other) => other !== name).map((each) => directionOf(each, directions))
      : [];
    const { normal } = decouple(directionOf(name, directions), kept);
    const step = normal.map((component) => STEP * component);
    const after = await measuredValues(
      items.map((item) => moved(item, move(item.latent!, step))),
      names,
      context,
    );
    const changes = after.map((values, index) => meanChange(before[index], values) / spreads[index]);
    rows.push(changes.map((change) => change / changes[target]));
  }
  return rows;
}

async function measuredValues(items: readonly Item[], names: readonly string[], context: Context) {
  return (await seriesOfItems(items, parameterFields(...names), context)).map(({ values }) => values);
}

/** Over the items that have both values. */
function meanChange(before: readonly number[], after: readonly number[]): number {
  return mean(before.map((value, index) => after[index] - value).filter((change) => !Number.isNaN(change)));
}

export interface LeakageMatrix {
  readonly title: string;
  readonly rows: readonly (readonly number[])[];
}

/** Matrices side by side, the number written in each cell. */
export function matricesOf(
  names: readonly string[],
  matrices: readonly LeakageMatrix[],
  count: number,
): Figure {
  const note = `mean change after +${STEP} latent unit in standard deviations, over that of the target; ${count} latents`;
  return {
    title: `Leakage between ${names.join(', ')}`,
    width: PAGE,
    height: TOP + SIDE + 42,
    parts: [
      ...matrices.flatMap((matrix, index) => matrixParts(names, matrix, LEFT + index * (SIDE + LEFT + 6))),
      { kind: 'label', x: LEFT, y: TOP + SIDE + 38, text: note, colour: QUIET, size: TYPE.label },
    ],
  };
}

/** Never `−0.00`. */
const twoDecimals = (value: number): string => withMinus((Math.round(100 * value) / 100 + 0).toFixed(2));

function matrixParts(names: readonly string[], { title, rows }: LeakageMatrix, x: number): Part[] {
  const box: Box = { x, y: TOP, width: SIDE, height: SIDE };
  const sort = [...names];
  return [
    { kind: 'label', x, y: TOP - 6, text: title, weight: 'bold', size: TYPE.title },
    {
      kind: 'chart',
      box,
      spec: {
        data: { values: cellsOf(names, rows) },
        encoding: {
          x: {
            field: 'measured',
            type: 'nominal',
            sort,
            title: 'measured',
            axis: { labelAngle: 0, ticks: false },
          },
          y: { field: 'moved', type: 'nominal', sort, title: 'moved along', axis: { ticks: false } },
        },
        layer: [
          { mark: { type: 'rect', stroke: '#ffffff', strokeWidth: 1 }, encoding: { color: CHANGE } },
          {
            mark: { type: 'text', fontSize: TYPE.title },
            encoding: { text: { field: 'text' }, color: ON_CELL },
          },
        ],
      },
    },
    { kind: 'line', from: [x, TOP], to: [x + SIDE, TOP], colour: COLOURS.grey, width: 0.4 },
  ];
}

const CHANGE = {
  field: 'change',
  type: 'quantitative' as const,
  legend: null,
  scale: { scheme: SCHEMES.change, domain: [-1.2, 1.2], clamp: true },
};
const ON_CELL = { condition: { test: 'datum.dark', value: '#ffffff' }, value: INK };

function cellsOf(names: readonly string[], rows: LeakageMatrix['rows']) {
  return rows.flatMap((row, target) =>
    row.map((change, index) => ({
      moved: names[target],
      measured: names[index],
      change: Number.isNaN(change) ? null : change,
      text: Number.isNaN(change) ? '—' : twoDecimals(change),
      dark: Math.abs(change) > 0.75,
    })),
  );
}
