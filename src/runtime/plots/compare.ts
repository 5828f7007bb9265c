import { barBeside, BAR_ROOM, captionBelow, captionHeight, MARGIN } from '../../render/figure/layout.js';
import { sideOf } from '../../render/figure/grid.js';
import { COLOURS, PAGE, TYPE, type Box, type Figure, type Part } from '../../render/figure/index.js';
import type { PlanStep } from '../../planner/plan.js';
import type { Context } from '../context.js';
import { expectItems, expectMatches, type Item } from '../values.js';
import { retrieve } from '../verbs/retrieve.js';
import { atMost } from './limits.js';
import { captioned, type Captioned } from './pairs.js';
import type { PlotKind } from './plot-kind.js';
import { parameterFields } from './series.js';

const MOST = 6;
const EACH = 2;
const TOP = 32;
const GAP = { group: 12, match: 3, row: 6 };

/** The searches of the paper, in the order of distance as there. */
const METHODS = [
  { title: 'encoder', given: { by: 'ssl', metric: 'euclidean' } },
  { title: 'Euclidean in TUF, R, PSEP', given: { by: 'physics', metric: 'euclidean' } },
  { title: 'Mahalanobis in TUF, R, PSEP', given: { by: 'physics', metric: 'mahalanobis' } },
];

export interface CompareRow {
  readonly query: Captioned;
  /** What each method has found, in the order of the methods. */
  readonly found: readonly (readonly Captioned[])[];
}

/** What the encoder finds beside the paper's baselines: Fig. 8. */
export const compare: PlotKind = {
  name: 'compare',
  summary: 'what the encoder finds beside Euclidean and Mahalanobis distance (Fig. 8)',
  accepts: ['latents', 'patches'],
  fields: { least: 0, most: 2 },
  example: { script: 'generate 2 seed 1 | plot compare to "out/compare.svg"', note: 'three ways to search' },
  needs: () => [{ kind: 'encoder' }, { kind: 'index' }, { kind: 'archive' }],
  draw: async (value, { fields }, context) => {
    const items = atMost(expectItems(value), MOST, { plot: 'compare', what: 'queries' }, context);
    const shown = fields.length > 0 ? fields : parameterFields('TUF', 'PSEP');
    const found: Item[][][] = [];
    for (const { given } of METHODS) found.push(await search(items, given, context));
    const rows = items.map(async (query, index) => {
      const [asked] = await captioned([query], shown, context);
      return {
        query: asked,
        found: await Promise.all(found.map((each) => captioned(each[index], shown, context))),
      };
    });
    return compareOf(await Promise.all(rows));
  },
};

async function search(items: readonly Item[], given: object, context: Context): Promise<Item[][]> {
  const all = { k: EACH, search: 'exact', rerank: 'none', ...given };
  const step: PlanStep = {
    verb: 'retrieve',
    arguments: all,
    input: 'patches',
    output: 'matches',
    needs: [],
    span: { start: 0, end: 0 },
  };
  const matches = expectMatches(await retrieve.run({ kind: 'patches', items }, all, context, step));
  return matches.queries.map((query) => query.matches.map(({ item }) => item));
}

/** One row a query; what each method finds stands together. */
export function compareOf(rows: readonly CompareRow[]): Figure {
  const room = PAGE - 2 * MARGIN - BAR_ROOM - METHODS.length * GAP.group;
  const side = sideOf(room, 1 + EACH * METHODS.length, GAP.match);
  const lines = Math.max(...rows.flatMap(({ found }) => found.flat().map(({ caption }) => caption.length)));
  const tall = side + captionHeight(lines) + GAP.row;
  const boxAt = (row: number, column: number): Box => ({
    x: MARGIN + column * (side + GAP.match) + Math.ceil(column / EACH) * GAP.group,
    y: TOP + row * tall,
    width: side,
    height: side,
  });
  const columnOf = (method: number, rank: number) => 1 + method * EACH + rank;
  const last = boxAt(0, columnOf(METHODS.length - 1, EACH - 1));
  return {
    title: 'Nearest observations by three distances',
    width: PAGE,
    height: TOP + rows.length * tall,
    parts: [
      heading(boxAt(0, 0), 'query'),
      ...METHODS.flatMap(({ title }, method) => groupHeading(boxAt(0, columnOf(method, 0)), title, side)),
      ...rows.flatMap(({ query, found }, row) => [
        ...pictureParts(query, boxAt(row, 0), true),
        ...found.flatMap((matches, method) =>
          matches.flatMap((match, rank) => pictureParts(match, boxAt(row, columnOf(method, rank)), false)),
        ),
      ]),
      barBeside(last.x + side, TOP, TOP + side),
    ],
  };
}

function heading({ x, y }: Box, text: string): Part {
  return { kind: 'label', x, y: y - 5, text, weight: 'bold', size: TYPE.label };
}

/** The name of a method over a line that spans what it has found. */
function groupHeading({ x, y }: Box, title: string, side: number): Part[] {
  const [name, ...rest] = title.split(' in ');
  const to = x + EACH * (side + GAP.match) - GAP.match;
  return [
    { kind: 'label', x, y: y - (rest.length > 0 ? 14 : 6.5), text: name, weight: 'bold', size: TYPE.label },
    ...rest.map((text): Part => ({ kind: 'label', x, y: y - 6.5, text, size: TYPE.small })),
    { kind: 'line', from: [x, y - 3.2], to: [to, y - 3.2], colour: COLOURS.grey, width: 0.6 },
  ];
}

function pictureParts({ field, caption }: Captioned, box: Box, isQuery: boolean): Part[] {
  const frame = isQuery ? { frame: { colour: COLOURS.vermilion, width: 1.2 } } : {};
  return [{ kind: 'picture', box, field, ...frame }, ...captionBelow(box, caption)];
}
