/** What a figure draws itself: pictures, masks, labels, lines, dots and the scale of magnetograms. */
import { encode } from 'fast-png';
import { colour, colourTable, DEFAULT_LIMIT } from '../colormap.js';
import { pngAddress, pngOfColours } from '../png.js';
import { element, escapeXml } from '../svg.js';
import type { Chart, ColourBar, Dot, Label, Line, Mask, Part, Picture } from './figure.js';
import { FRAME, INK, TYPE } from './theme.js';

type Marks = { readonly [K in Exclude<Part, Chart>['kind']]: (part: Extract<Part, { kind: K }>) => string };

const marks: Marks = { picture, mask, label, line, dot, 'colour-bar': colourBar };

/** One part as SVG elements. */
export function markOf(part: Exclude<Part, Chart>): string {
  return (marks[part.kind] as (part: Exclude<Part, Chart>) => string)(part);
}

function picture({ box, field, frame, squares }: Picture): string {
  const { size, pixels } = field;
  const data = Uint8Array.from(pixels, (value) => colour(value, 'grey')[0]);
  const href = pngAddress(encode({ width: size, height: size, data, channels: 1 }));
  const border = { stroke: frame?.colour ?? FRAME, 'stroke-width': frame?.width ?? 0.4 };
  return (
    element('image', {
      ...box,
      href,
      preserveAspectRatio: 'none',
      'image-rendering': squares && 'optimizeSpeed',
    }) + element('rect', { ...box, fill: 'none', ...border })
  );
}

function mask({ box, mask: cells, size, colour: name, opacity }: Mask): string {
  const rgb = [1, 3, 5].map((start) => parseInt(name.slice(start, start + 2), 16));
  const data = Uint8Array.from({ length: 4 * cells.length }, (_, index) => {
    const inside = cells[index >> 2] !== 0;
    return index % 4 === 3 ? (inside ? 255 : 0) : rgb[index % 4];
  });
  const href = pngAddress(encode({ width: size, height: size, data, channels: 4 }));
  return (
    element('image', { ...box, href, opacity, preserveAspectRatio: 'none' }) +
    element('rect', { ...box, fill: 'none', stroke: FRAME, 'stroke-width': 0.4 })
  );
}

function label({ x, y, text, size = TYPE.label, anchor, weight, colour: fill = INK, turned }: Label): string {
  const transform = turned === undefined ? undefined : `rotate(${turned} ${x} ${y})`;
  const style = { 'font-size': size, 'font-weight': weight, 'text-anchor': anchor, fill, transform };
  return element('text', { x, y, ...style }, escapeXml(text));
}

function line({ from, to, colour: stroke, width }: Line): string {
  const ends = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] };
  return element('line', { ...ends, stroke, 'stroke-width': width, 'stroke-linecap': 'round' });
}

function dot({ at, radius, fill, stroke }: Dot): string {
  return element('circle', { cx: at[0], cy: at[1], r: radius, fill, stroke, 'stroke-width': 0.6 });
}

const BAR_WIDTH = 6;

function colourBar({ x, y, length }: ColourBar): string {
  const table = [...colourTable('grey')].reverse();
  const href = pngAddress(pngOfColours(table, 1, table.length));
  const box = { x, y, width: BAR_WIDTH, height: length };
  const ticks = [1, 0, -1].map((share) => barTick(x + BAR_WIDTH, y + ((1 - share) / 2) * length, share));
  return [
    element('image', { ...box, href, preserveAspectRatio: 'none' }),
    element('rect', { ...box, fill: 'none', stroke: INK, 'stroke-width': 0.4 }),
    ...ticks,
    nameOfField(x, y - 5),
  ].join('');
}

function barTick(x: number, y: number, share: number): string {
  const gauss = 1000 * DEFAULT_LIMIT * share;
  const text = gauss === 0 ? '0' : `${gauss < 0 ? '−' : '+'}${Math.abs(gauss)}`;
  return (
    line({ kind: 'line', from: [x, y], to: [x + 2, y], colour: INK, width: 0.5 }) +
    label({ kind: 'label', x: x + 3.5, y: y + 2.1, text, size: TYPE.small })
  );
}

/** B with the subscript r, in gauss. */
function nameOfField(x: number, y: number): string {
  const size = TYPE.label;
  const subscript = element('tspan', { dy: 1.5, 'font-size': 0.75 * size }, 'r');
  const symbol = element('tspan', { 'font-style': 'italic' }, 'B') + subscript;
  return element(
    'text',
    { x, y, 'font-size': size, fill: INK },
    symbol + element('tspan', { dy: -1.5 }, ' [G]'),
  );
}
