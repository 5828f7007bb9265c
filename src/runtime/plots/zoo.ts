import { BAR_ROOM, barBeside, MARGIN } from '../../render/figure/layout.js';
import { sideOf, rowsOf, squareAt } from '../../render/figure/grid.js';
import { PAGE, QUIET, type Figure, type Part, type Point } from '../../render/figure/index.js';
import type { Patch } from '../../physics/field.js';
import { patchesOf } from '../imaging.js';
import { itemsOf } from '../values.js';
import { atMost } from './limits.js';
import type { PlotKind } from './plot-kind.js';

const MOST = 96;
const GAP = 2;

/** Many pictures side by side: Fig. 2 of the paper. */
export const zoo: PlotKind = {
  name: 'zoo',
  summary: 'many patches side by side (Fig. 2 of the paper)',
  accepts: ['latents', 'patches'],
  fields: { least: 0, most: 0 },
  example: { script: 'generate 12 seed 1 | plot zoo to "out/zoo.svg"', note: 'twelve generated patches' },
  draw: async (value, _given, context) => {
    const items = atMost(itemsOf(value), MOST, { plot: 'zoo', what: 'patches' }, context);
    return zooOf(await patchesOf(items, context));
  },
};

/** A grid that is wider than high; the extent where it is the same for all. */
export function zooOf(patches: readonly Patch[]): Figure {
  const perRow = perRowOf(patches.length);
  const room = PAGE - 2 * MARGIN - BAR_ROOM;
  const side = Math.min(110, sideOf(room, perRow, GAP));
  const grid = { origin: [MARGIN, 12] as Point, perRow, side, gap: [GAP, GAP] as Point };
  const bottom = 12 + rowsOf(patches.length, perRow) * (side + GAP) - GAP;
  const right = MARGIN + perRow * (side + GAP) - GAP;
  const pictures = patches.map((field, index): Part => ({
    kind: 'picture',
    box: squareAt(index, grid),
    field,
  }));
  const extent = extentOf(patches);
  return {
    title: `${patches.length} magnetograms`,
    width: PAGE,
    height: bottom + 14,
    parts: [
      ...pictures,
      barBeside(right, 12, bottom),
      { kind: 'label', x: MARGIN, y: bottom + 9, text: `n = ${patches.length}${extent}`, colour: QUIET },
    ],
  };
}

/** About twice as many in a row as there are rows, the last row as full as can be. */
function perRowOf(count: number): number {
  const ideal = Math.sqrt(2 * count);
  const widths = [-2, -1, 0, 1, 2].map((more) => Math.min(count, Math.max(4, Math.round(ideal) + more)));
  const empty = (width: number) => rowsOf(count, width) * width - count;
  return widths.reduce((best, width) => {
    const better = empty(width) - empty(best) || Math.abs(width - ideal) - Math.abs(best - ideal);
    return better < 0 ? width : best;
  });
}

/** How large a patch is on the Sun, where all have the same scale; pixels need not be square. */
function extentOf(patches: readonly Patch[]): string {
  const { scale: first, size } = patches[0];
  const same = ({ scale }: Patch) => scale?.width === first?.width && scale?.height === first?.height;
  if (!first || !patches.every(same)) return '';
  const [width, height] = [first.width, first.height].map((pixel) => Math.round(pixel * size));
  return `, each about ${width} Mm × ${height} Mm, resampled to a square`;
}
