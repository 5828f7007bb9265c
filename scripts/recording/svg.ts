/** Screens of a terminal as one SVG: a still, or an animation that shows one after the other. */
import { BACKGROUND, type Run } from './cells.js';

export interface Screen {
  /** From the start, in seconds. */
  readonly at: number;
  readonly lines: readonly (readonly Run[])[];
}

const CELL = { width: 8.4, height: 17 };
const MARGIN = 12;
const HALF_BLOCK = '▀';
/** How long the last screen stays. */
const REST = 4;

/** Lines that are the same on several screens are in the file once. */
export function svgOf(screens: readonly Screen[], columns: number, rows: number): string {
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = Math.ceil(rows * CELL.height + 2 * MARGIN);
  const known = new Map<string, number>();
  const frames = screens.map(({ lines }) =>
    lines.map((line) => known.get(keyOf(line)) ?? learn(known, line)),
  );
  const definitions = [...known].map(([drawn, id]) => `<g id="l${id}">${drawn}</g>`).join('\n');
  const body = frames.map((lines, index) => frameOf(lines, index, screens)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>text{font:14px "DejaVu Sans Mono","JetBrains Mono",Menlo,Consolas,monospace;white-space:pre}rect{shape-rendering:crispEdges}${animation(screens)}</style>
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
<defs>
${definitions}
</defs>
<g transform="translate(${MARGIN} ${MARGIN})">
${body}
</g>
</svg>
`;
}

function learn(known: Map<string, number>, line: readonly Run[]): number {
  const id = known.size;
  known.set(keyOf(line), id);
  return id;
}

/** A line by what it looks like. */
function keyOf(line: readonly Run[]): string {
  return line.map(drawnRun).join('');
}

function drawnRun({ column, text, width, foreground, background, bold, underlined }: Run): string {
  const x = round(column * CELL.width);
  const w = round(width * CELL.width + 0.3);
  if ([...text].every((character) => character === HALF_BLOCK)) {
    const half = CELL.height / 2;
    return rect(x, 0, w, half + 0.3, foreground) + rect(x, half, w, half + 0.3, background ?? BACKGROUND);
  }
  const behind = background === undefined ? '' : rect(x, 0, w, CELL.height, background);
  const weight = bold ? ' font-weight="bold"' : '';
  const line = underlined ? ' text-decoration="underline"' : '';
  const length = round(width * CELL.width);
  return `${behind}<text x="${x}" y="13" fill="${foreground}"${weight}${line} textLength="${length}" xml:space="preserve">${escaped(text)}</text>`;
}

function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${round(y)}" width="${width}" height="${round(height)}" fill="${fill}"/>`;
}

function frameOf(lines: readonly number[], index: number, screens: readonly Screen[]): string {
  const uses = lines.map((id, row) => `<use href="#l${id}" y="${round(row * CELL.height)}"/>`).join('');
  return screens.length === 1
    ? `<g>${uses}</g>`
    : `<g class="f" style="animation-name:f${index}">${uses}</g>`;
}

/** Each screen is visible from its time to that of the next. */
function animation(screens: readonly Screen[]): string {
  if (screens.length === 1) return '';
  const total = screens.at(-1)!.at + REST;
  const share = (seconds: number) => `${round((100 * seconds) / total, 3)}%`;
  const frames = screens.map(({ at }, index) => {
    const end = screens[index + 1]?.at ?? total;
    return `@keyframes f${index}{0%{visibility:hidden}${share(at)}{visibility:visible}${share(end)}{visibility:hidden}}`;
  });
  return `.f{visibility:hidden;animation:${round(total)}s step-end infinite}${frames.join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
