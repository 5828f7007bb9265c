import { analyse } from '../../physics/analysis.js';
import type { Patch } from '../../physics/field.js';
import { polarityMask } from '../../physics/polarity.js';
import { BAR_ROOM, barBeside, captionBelow, MARGIN, titleAbove } from '../../render/figure/layout.js';
import { sideOf, squareAt } from '../../render/figure/grid.js';
import {
  COLOURS,
  COLUMN,
  TYPE,
  type Box,
  type Figure,
  type Part,
  type Point,
} from '../../render/figure/index.js';
import { patchesOf } from '../imaging.js';
import { itemsOf } from '../values.js';
import { atMost } from './limits.js';
import type { PlotKind } from './plot-kind.js';
import { captionOfSeries, parameterFields, seriesOfItems } from './series.js';

const SHOWN = ['TUF', 'TPF', 'TNF', 'R', 'PSEP', 'TILT'];
const LISTED = ['POLARITY', 'AREA', 'NET', 'SIGMA', 'ALPHA', 'GRAD'];

/** How the parameters of one patch come about: Fig. 3 of the paper. */
export const anatomy: PlotKind = {
  name: 'anatomy',
  summary: 'what the parameters of one patch are measured on (Fig. 3)',
  accepts: ['latents', 'patches'],
  fields: { least: 0, most: 0 },
  example: { script: 'generate seed 42 | plot anatomy to "out/anatomy.svg"', note: 'masks and centroids' },
  draw: async (value, _given, context) => {
    const [item] = atMost(itemsOf(value), 1, { plot: 'anatomy', what: 'patches' }, context);
    const [patch] = await patchesOf([item], context);
    const known = new Set(context.world.manifest.parameters);
    const names = [...SHOWN, ...LISTED].filter((name) => known.has(name));
    const series = await seriesOfItems([item], parameterFields(...names), context);
    return anatomyOf(patch, item.id, new Map(series.map((each) => [each.name, captionOfSeries(each, 0)])));
  },
};

/** Six panels. @param values what is written of each parameter, by its name */
export function anatomyOf(patch: Patch, id: string, values: ReadonlyMap<string, string>): Figure {
  const side = sideOf(COLUMN - 2 * MARGIN - BAR_ROOM, 3, 7);
  const grid = { origin: [MARGIN, 13] as Point, perRow: 3, side, gap: [7, 30] as Point };
  const box = (index: number) => squareAt(index, grid);
  const lines = (...names: string[]) => names.flatMap((name) => values.get(name) ?? []);
  const panel = (
    index: number,
    title: string,
    drawn: readonly Part[],
    caption: readonly string[],
  ): Part[] => [
    ...drawn,
    titleAbove(box(index), title, { weight: 'bold', size: TYPE.small }),
    ...captionBelow(box(index), caption),
  ];
  const picture = (index: number): Part => ({ kind: 'picture', box: box(index), field: patch });
  const strong = (index: number, sign: 1 | -1): Part => ({
    kind: 'mask',
    box: box(index),
    mask: polarityMask(patch, sign),
    size: patch.size,
    colour: sign > 0 ? COLOURS.vermilion : COLOURS.blue,
  });
  const analysis = analyse(patch);
  const inversion: Part = {
    kind: 'mask',
    box: box(3),
    mask: analysis.inversionMask(),
    size: patch.size,
    colour: COLOURS.orange,
    opacity: 0.7,
  };
  return {
    title: `How the parameters of ${id} are measured`,
    width: COLUMN,
    height: box(5).y + side + 26,
    parts: [
      ...panel(0, '(a) magnetogram', [picture(0)], lines('TUF')),
      ...panel(1, '(b) B > +150 G', [strong(1, 1)], lines('TPF')),
      ...panel(2, '(c) B < −150 G', [strong(2, -1)], lines('TNF')),
      ...panel(3, '(d) near inversion', [picture(3), inversion], lines('R')),
      ...panel(4, '(e) centroids', [picture(4), ...centroids(box(4), patch)], lines('PSEP', 'TILT')),
      ...panel(5, '(f) the others', [], []),
      ...captionBelow({ ...box(5), height: 0 }, lines(...LISTED), { size: TYPE.small }),
      barBeside(box(2).x + side, box(2).y, box(2).y + side),
    ],
  };
}

/** The centroids of both polarities and the line between them; nothing where one is missing. */
function centroids(box: Box, patch: Patch): Part[] {
  const analysis = analyse(patch);
  const place = ({ row, column }: { readonly row: number; readonly column: number }): Point => [
    box.x + ((column + 0.5) / patch.size) * box.width,
    box.y + ((row + 0.5) / patch.size) * box.height,
  ];
  if (Number.isNaN(analysis.separation().distance)) return [];
  const [positive, negative] = [place(analysis.positive()), place(analysis.negative())];
  return [
    { kind: 'line', from: negative, to: positive, colour: COLOURS.orange, width: 1.4 },
    { kind: 'dot', at: positive, radius: 2.6, fill: COLOURS.vermilion, stroke: '#ffffff' },
    { kind: 'dot', at: negative, radius: 2.6, fill: COLOURS.blue, stroke: '#ffffff' },
  ];
}
