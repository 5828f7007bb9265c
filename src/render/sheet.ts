import { colourBar } from './colour-bar.js';
import { DEFAULT_LIMIT } from './colormap.js';
import { pngAddress, pngOf } from './png.js';
import type { Sheet } from './sheet-content.js';
import { layOut } from './sheet-layout.js';
import type { Layout, PlacedLine, PlacedPicture } from './sheet-layout.js';
import { arrow, lines } from './sheet-marks.js';
import { ACCENT, FRAME, QUIET, SIZES, STYLES } from './sheet-style.js';
import { element, escapeXml } from './svg.js';
import { FONT_FAMILY, textWidth } from './typeface.js';

const BAR_ROOM = 104;
const BAR_LONGEST = 3 * SIZES.side;

/** A drawing and its size in its own units, of which there are 96 to the inch. */
export interface DrawnSheet {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Labelled magnetograms in rows on white, as one self-contained SVG document. See `rasterise` for PNG. */
export const sheet = (content: Sheet): string => drawSheet(content).svg;

/** The same, with its size. */
export function drawSheet(content: Sheet): DrawnSheet {
  const layout = layOut(content);
  const width = 2 * SIZES.margin + layout.bodyWidth + (content.colourBar ? BAR_ROOM : 0);
  const footerHeight = layout.footer.length * STYLES.footer.lineHeight;
  const height = layout.bodyBottom + SIZES.margin + (footerHeight > 0 ? footerHeight + 12 : 0);
  const drawn = [
    element('rect', { width, height, fill: '#fff' }),
    lines(layout.title, SIZES.margin, SIZES.margin, STYLES.title),
    ...layout.lines.map((line, i) => lineOf(line, layout, layout.lines[i + 1], content)),
    content.colourBar ? barBeside(layout, content) : '',
    lines(layout.footer, SIZES.margin, layout.bodyBottom + 14, STYLES.footer),
  ];
  return { svg: document(width, height, content, drawn), width, height };
}

function document(
  width: number,
  height: number,
  { title, metadata }: Sheet,
  drawn: readonly string[],
): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${Math.round(width * 100) / 100} ${Math.round(height * 100) / 100}`,
    'font-family': FONT_FAMILY,
    role: 'img',
  };
  const name = title ? element('title', {}, escapeXml(title)) : '';
  const origin = metadata ? element('metadata', {}, escapeXml(metadata)) : '';
  return element('svg', attributes, name, origin, ...drawn.map((part) => `\n${part}`), '\n') + '\n';
}

function lineOf(line: PlacedLine, layout: Layout, next: PlacedLine | undefined, content: Sheet): string {
  const label = line.label === undefined ? '' : labelOf(line.label, line.top, layout.bodyWidth);
  return [label, ...line.pictures.map((placed) => pictureOf(placed, line, next, content))].join('\n');
}

/** The label, and a thin rule from its end to the end of the line. */
function labelOf(label: string, top: number, bodyWidth: number): string {
  const from = SIZES.margin + textWidth(label, STYLES.label) + 10;
  const y = top + 0.5 * STYLES.label.size;
  const rule = { x1: from, y1: y, x2: SIZES.margin + bodyWidth, y2: y, stroke: '#bbb', 'stroke-width': 1 };
  return lines([label], SIZES.margin, top, STYLES.label) + (rule.x2 > from ? element('line', rule) : '');
}

function pictureOf(
  placed: PlacedPicture,
  line: PlacedLine,
  next: PlacedLine | undefined,
  content: Sheet,
): string {
  const { x, y } = placed;
  const headingTop = y - 4 - placed.heading.length * STYLES.heading.lineHeight;
  return [
    lines(placed.heading, x, headingTop, STYLES.heading),
    imageOf(placed, content),
    lines(placed.caption, x, y + SIZES.side + 6, STYLES.caption),
    arrowFrom(placed, line, next),
  ].join('');
}

function imageOf({ picture, x, y }: PlacedPicture, content: Sheet): string {
  const box = { x, y, width: SIZES.side, height: SIZES.side };
  const href = pngAddress(pngOf(picture.field, content.map, content.limit ?? DEFAULT_LIMIT));
  const frame = picture.highlight
    ? { stroke: ACCENT, 'stroke-width': 3 }
    : { stroke: FRAME, 'stroke-width': 0.75 };
  return element('image', { ...box, href }) + element('rect', { ...box, fill: 'none', ...frame });
}

function arrowFrom(placed: PlacedPicture, line: PlacedLine, next: PlacedLine | undefined): string {
  const colour = placed.picture.highlight ? ACCENT : QUIET;
  const { x, y } = placed;
  if (placed.arrow === 'right') {
    const middle = y + SIZES.side / 2;
    return arrow([x + SIZES.side + 9, middle], [x + SIZES.side + SIZES.arrowGap - 8, middle], colour);
  }
  if (placed.arrow !== 'down' || !next) return '';
  const centre = x + SIZES.side / 2;
  return arrow([centre, line.bottom + 4], [centre, next.top + (next.label ? 5 : -2)], colour);
}

/** The colour bar to the right of the pictures, from the top of the first line to the end of the last, if not too long. */
function barBeside(layout: Layout, content: Sheet): string {
  const first = layout.lines[0]?.pictures[0]?.y ?? SIZES.margin;
  const last = layout.lines.at(-1)?.pictures[0]?.y ?? first;
  const length = Math.min(BAR_LONGEST, last + SIZES.side - first);
  const x = SIZES.margin + layout.bodyWidth + 26;
  return colourBar({ x, y: first, length }, content.map, content.limit ?? DEFAULT_LIMIT);
}
