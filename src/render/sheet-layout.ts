import { truncate, wrap } from './text.js';
import { textWidth } from './typeface.js';
import type { TextStyle } from './typeface.js';
import type { Sheet, SheetPicture, SheetRow } from './sheet-content.js';
import { SIZES, STYLES } from './sheet-style.js';

/** A picture where it goes; `y` is the top of the image itself, headings stand above and captions below. */
export interface PlacedPicture {
  readonly picture: SheetPicture;
  readonly x: number;
  readonly y: number;
  readonly heading: readonly string[];
  readonly caption: readonly string[];
  /** To what an arrow from this picture points. */
  readonly arrow?: 'right' | 'down';
}

/** One line of pictures; a row with many has several. Its label, where it has one, begins at `top`. */
export interface PlacedLine {
  readonly top: number;
  readonly bottom: number;
  readonly label?: string;
  readonly pictures: readonly PlacedPicture[];
}

export interface Layout {
  readonly title: readonly string[];
  readonly lines: readonly PlacedLine[];
  readonly footer: readonly string[];
  /** Width of the widest line of pictures; the colour bar stands to the right of it. */
  readonly bodyWidth: number;
  /** Where the last line of pictures ends. */
  readonly bodyBottom: number;
}

/** Where everything on a sheet goes. */
export function layOut(sheet: Sheet): Layout {
  const rows = sheet.rows.flatMap((row, i) => splitRow(row, sheet.across ?? 7, sheet.rows[i + 1]));
  const bodyWidth = Math.max(0, ...rows.map(lineWidth));
  const title = sheet.title ? wrapped(sheet.title, bodyWidth, STYLES.title) : [];
  const lines = stack(rows, SIZES.margin + aboveBody(title.length, sheet.colourBar ?? false));
  const footer = sheet.footer ? wrapped(sheet.footer, bodyWidth, STYLES.footer) : [];
  return { title, lines, footer, bodyWidth, bodyBottom: lines.at(-1)?.bottom ?? SIZES.margin };
}

/** Room for the title; without one, for the name of the colour bar, which stands above the first pictures. */
function aboveBody(titleLines: number, colourBar: boolean): number {
  return titleLines > 0 ? titleLines * STYLES.title.lineHeight + 8 : colourBar ? 8 : 0;
}

/** One line of a row, before it is placed. */
interface Line extends SheetRow {
  /** A row follows to which a highlighted last picture points: one that does not begin with a query of its own. */
  readonly leadsOn: boolean;
}

/** The row in lines of at most `across` pictures, evenly filled; the label stays with the first. */
function splitRow(row: SheetRow, across: number, next: SheetRow | undefined): Line[] {
  const count = Math.max(1, Math.ceil(row.pictures.length / across));
  const perLine = Math.ceil(row.pictures.length / count);
  return Array.from({ length: count }, (_, i) => ({
    ...(row.sequence !== undefined && { sequence: row.sequence }),
    ...(row.label !== undefined && i === 0 && { label: row.label }),
    pictures: row.pictures.slice(i * perLine, (i + 1) * perLine),
    leadsOn: i === count - 1 && next !== undefined && !next.pictures[0]?.highlight,
  }));
}

function lineWidth(line: Line): number {
  const pictures = offsets(line).at(-1) ?? 0;
  return Math.max(pictures + SIZES.side, line.label ? textWidth(line.label, STYLES.label) : 0);
}

/** Left edges of the line's pictures: further apart where an arrow stands between them. */
function offsets(line: Line): number[] {
  let x = 0;
  return line.pictures.map((_, i) => {
    const left = x;
    x += SIZES.side + (arrowAfter(line, i) === 'right' ? SIZES.arrowGap : SIZES.gap);
    return left;
  });
}

function arrowAfter(line: Line, position: number): 'right' | 'down' | undefined {
  const { highlight } = line.pictures[position];
  if (position < line.pictures.length - 1) return line.sequence || highlight ? 'right' : undefined;
  return highlight && line.leadsOn ? 'down' : undefined;
}

function stack(lines: readonly Line[], from: number): PlacedLine[] {
  let top = from;
  return lines.map((line) => {
    const placed = placeLine(line, top);
    top = placed.bottom + SIZES.rowGap;
    return placed;
  });
}

function placeLine(line: Line, top: number): PlacedLine {
  const headings = line.pictures.map(({ title }) =>
    title ? wrapped(title, SIZES.side, STYLES.heading) : [],
  );
  const captions = line.pictures.map(({ caption = [] }) =>
    caption.flatMap((text) => wrapped(text, SIZES.side, STYLES.caption)),
  );
  const above = (line.label ? STYLES.label.lineHeight : 0) + blockHeight(headings, STYLES.heading, 4);
  const left = offsets(line);
  const pictures = line.pictures.map((picture, i) => {
    const arrow = arrowAfter(line, i);
    const place = { x: SIZES.margin + left[i], y: top + above, heading: headings[i], caption: captions[i] };
    return { picture, ...place, ...(arrow && { arrow }) };
  });
  const bottom = top + above + SIZES.side + blockHeight(captions, STYLES.caption, 6);
  return { top, bottom, pictures, ...(line.label !== undefined && { label: line.label }) };
}

function blockHeight(texts: readonly (readonly string[])[], style: TextStyle, space: number): number {
  const lines = Math.max(0, ...texts.map((text) => text.length));
  return lines === 0 ? 0 : lines * style.lineHeight + space;
}

function wrapped(text: string, width: number, style: TextStyle): string[] {
  const measure = (part: string) => textWidth(part, style);
  return wrap(text, width, measure).map((line) => truncate(line, width, measure));
}
