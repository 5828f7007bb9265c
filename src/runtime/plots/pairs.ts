import type { Patch } from '../../physics/field.js';
import type { FieldReference } from '../../planner/plan.js';
import {
  barBeside,
  BAR_ROOM,
  captionBelow,
  captionHeight,
  fitted,
  MARGIN,
} from '../../render/figure/layout.js';
import { sideOf } from '../../render/figure/grid.js';
import { COLOURS, INK, PAGE, TYPE, type Box, type Figure, type Part } from '../../render/figure/index.js';
import { whenAndWhere } from '../captions.js';
import type { Context } from '../context.js';
import { patchesOf } from '../imaging.js';
import { expectMatches, type Item, type QueryMatches } from '../values.js';
import { atMost } from './limits.js';
import type { PlotKind } from './plot-kind.js';
import { captionOfSeries, parameterFields, seriesOfItems } from './series.js';

const MOST = { rows: 8, matches: 6 };
const TOP = 22;
const GAP = { query: 14, match: 4, row: 5 };

/** A picture with what is written under it. */
export interface Captioned {
  readonly field: Patch;
  readonly caption: readonly string[];
}

export interface PairsRow {
  readonly query: Captioned;
  readonly matches: readonly Captioned[];
}

/** Queries beside what was found for them: Fig. 7 of the paper. */
export const pairs: PlotKind = {
  name: 'pairs',
  summary: 'queries beside their matches (Fig. 7)',
  accepts: ['matches'],
  fields: { least: 0, most: 3 },
  example: {
    script: 'generate 2 seed 1 | retrieve k=3 | plot pairs TUF, PSEP to "out/pairs.svg"',
    note: 'two queries, three matches each',
  },
  draw: async (value, { fields }, context) => {
    const { queries } = expectMatches(value);
    const rows = atMost(queries, MOST.rows, { plot: 'pairs', what: 'queries' }, context);
    const shown = fields.length > 0 ? fields : parameterFields('TUF', 'PSEP');
    return pairsOf(await Promise.all(rows.map((row) => rowOf(row, shown, context))));
  },
};

async function rowOf(
  { query, matches }: QueryMatches,
  fields: readonly FieldReference[],
  context: Context,
): Promise<PairsRow> {
  const found = matches.slice(0, MOST.matches).map(({ item }) => item);
  const [asked, ...shown] = await captioned([query, ...found], fields, context);
  return { query: asked, matches: shown };
}

/** Pictures with when and where they were taken, and what is measured on them. */
export async function captioned(
  items: readonly Item[],
  fields: readonly FieldReference[],
  context: Context,
): Promise<Captioned[]> {
  const patches = await patchesOf(items, context);
  const series = await seriesOfItems(items, fields, context);
  return items.map((item, index) => ({
    field: patches[index],
    caption: [item.id, ...whenAndWhere(item), ...series.map((each) => captionOfSeries(each, index))],
  }));
}

/** One row a query: its picture in a frame, a gap, its matches from the nearest on. */
export function pairsOf(rows: readonly PairsRow[]): Figure {
  const widest = Math.max(...rows.map(({ matches }) => matches.length));
  const room = PAGE - 2 * MARGIN - BAR_ROOM - GAP.query;
  const side = Math.min(96, sideOf(room, widest + 1, GAP.match));
  const lines = Math.max(
    ...rows.flatMap(({ query, matches }) => [query, ...matches].map(({ caption }) => caption.length)),
  );
  const tall = side + captionHeight(lines) + GAP.row;
  const boxAt = (row: number, column: number): Box => ({
    x: MARGIN + column * (side + GAP.match) + (column > 0 ? GAP.query : 0),
    y: TOP + row * tall,
    width: side,
    height: side,
  });
  const right = boxAt(0, widest).x + side;
  return {
    title: `${rows.length} queries and their nearest observations`,
    width: PAGE,
    height: TOP + rows.length * tall,
    parts: [
      heading(boxAt(0, 0), 'query'),
      ...Array.from({ length: widest }, (_, index) => heading(boxAt(0, index + 1), ordinal(index + 1))),
      ...rows.flatMap(({ query, matches }, row) => [
        ...pictureParts(query, boxAt(row, 0), true),
        ...matches.flatMap((match, index) => pictureParts(match, boxAt(row, index + 1), false)),
      ]),
      barBeside(right, TOP, TOP + side),
    ],
  };
}

function heading(box: Box, text: string): Part {
  return { kind: 'label', x: box.x, y: box.y - 5, text, size: TYPE.title, weight: 'bold', colour: INK };
}

const ordinal = (rank: number): string => (rank === 1 ? 'nearest' : `match ${rank}`);

function pictureParts({ field, caption }: Captioned, box: Box, isQuery: boolean): Part[] {
  const frame = isQuery ? { frame: { colour: COLOURS.vermilion, width: 1.4 } } : {};
  return [
    { kind: 'picture', box, field, ...frame },
    ...captionBelow(
      box,
      caption.map((line) => fitted(line, box.width + 2, TYPE.small)),
    ),
  ];
}
