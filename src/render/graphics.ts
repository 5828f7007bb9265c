/**
 * Pictures in full for terminals that have graphics, painted over the half blocks that mark their place.
 *
 * Kitty: https://sw.kovidgoyal.net/kitty/graphics-protocol/. iTerm2: https://iterm2.com/documentation-images.html.
 */
import { Buffer } from 'node:buffer';
import type { Block, Placement } from './block.js';
import type { Environment } from './capability.js';
import { pngOf } from './png.js';
import { sixel } from './sixel.js';
import type { TerminalImageOptions } from './terminal-image.js';

export type GraphicsProtocol = 'kitty' | 'iterm2' | 'sixel' | 'none';

const ESCAPE = '\u001b';
const BELL = '\u0007';
const KITTY_CHUNK = 4096;

/**
 * What the terminal says that it can. A multiplexer in between passes none of it on. `GIQ_GRAPHICS` decides where it is
 * set: sixel is never announced in the environment by most terminals that have it.
 */
export function graphicsProtocol(environment: Environment, isTTY: boolean): GraphicsProtocol {
  const { GIQ_GRAPHICS: asked, TERM: term = '', TERM_PROGRAM: program = '' } = environment;
  if (asked === 'kitty' || asked === 'iterm2' || asked === 'sixel') return asked;
  if (asked !== undefined || !isTTY || environment['TMUX'] || environment['STY']) return 'none';
  if (environment['NO_COLOR'] || term === 'dumb') return 'none';
  if (environment['KITTY_WINDOW_ID'] || /kitty|ghostty/.test(term) || program === 'ghostty') return 'kitty';
  if (Number(environment['KONSOLE_VERSION']) >= 220400) return 'kitty';
  if (/^(iTerm.app|WezTerm)$/.test(program) || environment['LC_TERMINAL'] === 'iTerm2') return 'iterm2';
  return /sixel|mlterm|foot|contour/.test(term) ? 'sixel' : 'none';
}

/**
 * The lines of a block as one text that paints every picture over its place as soon as the last line of that place is
 * written: so the block may be higher than the screen. The text leaves the cursor on its last line.
 */
export function paintedText(
  { lines, placements }: Pick<Block, 'lines' | 'placements'>,
  protocol: GraphicsProtocol,
  style: TerminalImageOptions,
): string {
  if (protocol === 'none') return lines.join('\n');
  const parts = lines.map((line, index) => {
    const ending = placements.filter((placement) => placement.line + placement.height - 1 === index);
    const pictures = ending.map((placement) => painted(placement, protocol, style)).join('');
    const isLast = index === lines.length - 1;
    // A sixel picture needs a line beneath it, or some terminals scroll.
    return pictures === '' ? line + (isLast ? '' : '\n') : `${line}\n${pictures}${isLast ? UP : ''}`;
  });
  return parts.join('');
}

/** The same for half blocks that one whole PNG covers; sixel, which has no PNG, leaves them. */
export function paintedPng(
  lines: readonly string[],
  png: Uint8Array,
  width: number,
  protocol: GraphicsProtocol,
): string {
  const text = lines.join('\n');
  if (protocol !== 'kitty' && protocol !== 'iterm2') return text;
  const code = Buffer.from(png).toString('base64');
  const height = lines.length;
  const painting = protocol === 'kitty' ? kitty(code, width, height) : iterm2(code, width, height);
  return `${text}\n${ESCAPE}7${ESCAPE}[${height}A${painting}${ESCAPE}8${UP}`;
}

const UP = `${ESCAPE}[A`;

/** From the start of the line beneath the picture, and back to it. */
function painted(
  placement: Placement,
  protocol: Exclude<GraphicsProtocol, 'none'>,
  style: TerminalImageOptions,
): string {
  const right = placement.column > 0 ? `${ESCAPE}[${placement.column}C` : '';
  return `${ESCAPE}7${ESCAPE}[${placement.height}A${right}${picture(placement, protocol, style)}${ESCAPE}8`;
}

function picture(
  { field, width, height }: Placement,
  protocol: Exclude<GraphicsProtocol, 'none'>,
  style: TerminalImageOptions,
): string {
  if (protocol === 'sixel')
    return sixel(field, { width: width * CELL.width, height: height * CELL.height }, style);
  const png = Buffer.from(pngOf(field, style.map, style.limit)).toString('base64');
  return protocol === 'kitty' ? kitty(png, width, height) : iterm2(png, width, height);
}

/** Pixels of a character where the terminal does not tell: the usual ones. */
const CELL = { width: 10, height: 20 };

function kitty(png: string, width: number, height: number): string {
  const count = Math.ceil(png.length / KITTY_CHUNK);
  return Array.from({ length: count }, (_, index) => {
    const more = index < count - 1 ? 1 : 0;
    const keys = index === 0 ? `a=T,f=100,q=2,C=1,c=${width},r=${height},m=${more}` : `m=${more}`;
    return `${ESCAPE}_G${keys};${png.slice(index * KITTY_CHUNK, (index + 1) * KITTY_CHUNK)}${ESCAPE}\\`;
  }).join('');
}

function iterm2(png: string, width: number, height: number): string {
  const size = Buffer.byteLength(png, 'base64');
  const keys = `inline=1;size=${size};width=${width};height=${height};preserveAspectRatio=0`;
  return `${ESCAPE}]1337;File=${keys}:${png}${BELL}`;
}
