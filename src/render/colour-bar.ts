import { colourTable } from './colormap.js';
import type { ColourMap } from './colormap.js';
import { formatNumber } from './number.js';
import { pngAddress, pngOfColours } from './png.js';
import { STYLES } from './sheet-style.js';
import { lines } from './sheet-marks.js';
import { element } from './svg.js';

/** Where a colour bar stands: its top left corner and its length downwards. */
export interface BarPlace {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

const WIDTH = 14;
const TICKS = [1, 0.5, 0, -0.5, -1];

/** A vertical colour bar, positive at the top, with ticks in gauss and the name of what it shows. */
export function colourBar(place: BarPlace, map: ColourMap, limit: number): string {
  const frame = { x: place.x, y: place.y, width: WIDTH, height: place.length, fill: 'none', stroke: '#444' };
  return [
    colours(place, map),
    element('rect', { ...frame, 'stroke-width': 0.75 }),
    ...TICKS.map((fraction) => tick(place, fraction, limit)),
    nameOf(place),
  ].join('');
}

/** The map as a picture one pixel wide: rectangles would show seams between them. */
function colours(place: BarPlace, map: ColourMap): string {
  const table = colourTable(map);
  const href = pngAddress(pngOfColours([...table].reverse(), 1, table.length));
  const box = { x: place.x, y: place.y, width: WIDTH, height: place.length };
  return element('image', { ...box, href, preserveAspectRatio: 'none' });
}

function tick(place: BarPlace, fraction: number, limit: number): string {
  const y = place.y + ((1 - fraction) / 2) * place.length;
  const from = place.x + WIDTH;
  const mark = { x1: from, y1: y, x2: from + 5, y2: y, stroke: '#444', 'stroke-width': 1 };
  const style = STYLES.tick;
  return element('line', mark) + lines([gauss(fraction * limit)], from + 9, y - style.size * 0.42, style);
}

/** kG as gauss, with the minus sign of print. */
function gauss(field: number): string {
  return formatNumber(1000 * field).replace('-', '−');
}

/** B with the subscript r, in gauss: above the bar. */
function nameOf(place: BarPlace): string {
  const { size, fill } = STYLES.tick;
  const subscript = element('tspan', { dy: 3, 'font-size': 0.75 * size, 'font-style': 'italic' }, 'r');
  const symbol =
    element('tspan', { 'font-style': 'italic' }, 'B') + subscript + element('tspan', { dy: -3 }, ' [G]');
  return element('text', { x: place.x, y: place.y - 14, 'font-size': size, fill }, symbol);
}
