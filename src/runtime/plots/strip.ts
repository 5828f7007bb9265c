import type { Patch } from '../../physics/field.js';
import { commonPower, nameWithUnit, printNumber, withMinus } from '../../render/figure/print-number.js';
import { barBeside, BAR_ROOM, fitted, MARGIN } from '../../render/figure/layout.js';
import { sideOf, squareAt } from '../../render/figure/grid.js';
import { PAGE, QUIET, TYPE, type Figure, type Part, type Point } from '../../render/figure/index.js';
import type { Context } from '../context.js';
import { filmsOf } from '../films.js';
import { patchesOf } from '../imaging.js';
import { expectItems, type Item } from '../values.js';
import { atMost, evenly } from './limits.js';
import type { PlotKind } from './plot-kind.js';
import { parameterFields, seriesOfItems, type Series } from './series.js';
import type { FieldReference } from '../../planner/plan.js';

const MOST_FRAMES = 9;
const MOST_ROWS = 5;
const NAMES_ROOM = 66;
const LINE = 8.4;
const FIRST_TOP = 22;

/** One row of pictures and what is written under each of them. */
export interface StripRow {
  /** The step that made it. */
  readonly title: string;
  readonly frames: readonly Patch[];
  /** One value a frame each. */
  readonly series: readonly Series[];
}

/** A sweep with the measured values under every frame: Fig. 5 of the paper. */
export const strip: PlotKind = {
  name: 'strip',
  summary: 'a sweep in a row, measured values under each frame; `beside` adds a sweep (Fig. 5)',
  accepts: ['latents', 'patches'],
  fields: { least: 0, most: 6 },
  takes: ['beside'],
  example: {
    script:
      'let a = generate seed 42\na | sweep TUF steps 5 | plot strip TUF, R beside (a | sweep TUF steps 5 keeping R) to "out/strip.svg"',
    note: 'with and without decoupling',
  },
  draw: async (value, { fields, beside }, context) => {
    const shown = fields.length > 0 ? fields : parameterFields('TUF', 'R', 'PSEP');
    const more = beside ? expectItems(await context.runPipeline(beside)) : [];
    const films = [...filmsOf(expectItems(value)), ...(more.length > 0 ? filmsOf(more) : [])];
    const rows = atMost(films, MOST_ROWS, { plot: 'strip', what: 'rows' }, context);
    return stripOf(await Promise.all(rows.map((items) => rowOf(items, shown, context))));
  },
};

async function rowOf(
  all: readonly Item[],
  fields: readonly FieldReference[],
  context: Context,
): Promise<StripRow> {
  const items = evenly(all, MOST_FRAMES);
  const offsets = items.map(({ meta }) => meta.offset ?? meta.t);
  const place = offsets.every((offset) => typeof offset === 'number')
    ? [{ name: 'step', unit: '', values: offsets as number[] }]
    : [];
  const frames = await patchesOf(items, context);
  const series = [...place, ...(await seriesOfItems(items, fields, context))];
  return { title: items[0].by ?? '', frames, series };
}

/** Rows of frames of the same size, the names of the values at the left of them. */
export function stripOf(rows: readonly StripRow[]): Figure {
  const widest = Math.max(...rows.map(({ frames }) => frames.length));
  const room = PAGE - MARGIN - NAMES_ROOM - BAR_ROOM;
  const side = Math.min(90, sideOf(room, widest, 4));
  const tall = side + LINE * (rows[0].series.length + 0.6) + 22;
  const powers = rows[0].series.map((_, index) =>
    commonPower(rows.flatMap(({ series }) => series[index].values.filter((value) => !Number.isNaN(value)))),
  );
  const right = NAMES_ROOM + widest * (side + 4) - 4;
  return {
    title: `Sweeps: ${rows.map(({ title }) => title).join('; ')}`,
    width: PAGE,
    height: FIRST_TOP + rows.length * tall - 16,
    parts: [
      ...rows.flatMap((row, index) => rowParts(row, FIRST_TOP + index * tall, side, powers)),
      barBeside(right, FIRST_TOP, FIRST_TOP + side),
    ],
  };
}

function rowParts(
  { title, frames, series }: StripRow,
  top: number,
  side: number,
  powers: readonly number[],
): Part[] {
  const grid = { origin: [NAMES_ROOM, top] as Point, perRow: frames.length, side, gap: [4, 0] as Point };
  const baseline = (line: number) => top + side + LINE * (line + 1);
  const heading = fitted(title, PAGE - NAMES_ROOM - BAR_ROOM, TYPE.title);
  return [
    { kind: 'label', x: NAMES_ROOM, y: top - 5, text: heading, size: TYPE.title },
    ...frames.map((field, index): Part => ({ kind: 'picture', box: squareAt(index, grid), field })),
    ...series.flatMap(({ name, unit, values }, line): Part[] => [
      {
        kind: 'label',
        x: NAMES_ROOM - 6,
        y: baseline(line),
        text: nameWithUnit(name, unit, powers[line]),
        anchor: 'end',
        colour: QUIET,
      },
      ...values.map((value, index): Part => {
        const box = squareAt(index, grid);
        const text = valueText(value / 10 ** powers[line], name === 'step');
        return { kind: 'label', x: box.x + side / 2, y: baseline(line), text, anchor: 'middle' };
      }),
    ]),
  ];
}

/** Three digits for all of a row, so that they can be compared. */
function valueText(value: number, signed: boolean): string {
  if (signed) return (value > 0 ? '+' : '') + printNumber(value);
  return Number.isNaN(value)
    ? printNumber(value)
    : withMinus(Math.abs(value) >= 1000 ? printNumber(value) : value.toPrecision(3));
}
