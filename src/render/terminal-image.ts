import type { Field } from '../physics/field.js';
import type { Colours } from './capability.js';
import { DEFAULT_LIMIT, colour } from './colormap.js';
import type { ColourMap, Rgb } from './colormap.js';
import { resampleTo } from './resample.js';

/** How a picture in the terminal looks. */
export interface TerminalImageOptions {
  readonly colour: Colours;
  readonly map: ColourMap;
  /** Field at which the colours saturate, in kG; 1 unless given. */
  readonly limit?: number;
}

const RESET = '\u001b[0m';
/** Levels of the 6 × 6 × 6 colour cube that starts at entry 16 of xterm's 256 colours. */
const CUBE = [0, 95, 135, 175, 215, 255];

/** Characters without colours: from this share of the limit on, for either polarity; nothing below the first. */
const RAMP = [
  { from: 0.6, positive: '#', negative: '=' },
  { from: 0.15, positive: '+', negative: '-' },
  { from: 0, positive: '.', negative: '.' },
];

/**
 * A field as lines of text, `columns` wide and half as many lines high (characters are twice as high as wide).
 *
 * With colours each character is two pixels (`▀`, above and below); without, `+` and `#` are positive, `-` and `=` negative.
 */
export function terminalImage(field: Field, columns: number, options: TerminalImageOptions): string[] {
  const lines = Math.max(1, Math.round(columns / 2));
  return options.colour === 'none'
    ? asciiLines(field, columns, lines, options)
    : blockLines(field, columns, lines, options);
}

function blockLines(field: Field, columns: number, lines: number, options: TerminalImageOptions): string[] {
  const colours = Array.from(resampleTo(field, columns, 2 * lines), (value) =>
    colour(value, options.map, options.limit),
  );
  return halfBlocks(colours, columns, options.colour);
}

/** Colours, row-major and `columns` wide, as lines of characters of two pixels each. */
export function halfBlocks(colours: readonly Rgb[], columns: number, depth: Colours): string[] {
  const codes = colours.map((rgb) => colourCode(rgb, depth));
  return Array.from({ length: Math.floor(codes.length / columns / 2) }, (_, line) => {
    const above = codes.slice(2 * line * columns, (2 * line + 1) * columns);
    const below = codes.slice((2 * line + 1) * columns, (2 * line + 2) * columns);
    return blockLine(above, below);
  });
}

/** Repeats no colour that is already set: a quiet line is a few bytes instead of a kilobyte. */
function blockLine(above: readonly string[], below: readonly string[]): string {
  const characters = above.map((code, i) => {
    const foreground = code === above[i - 1] ? '' : `\u001b[38;${code}m`;
    const background = below[i] === below[i - 1] ? '' : `\u001b[48;${below[i]}m`;
    return `${foreground}${background}▀`;
  });
  return characters.join('') + RESET;
}

function colourCode(rgb: Rgb, colours: Colours): string {
  return colours === 'truecolour' ? `2;${rgb.join(';')}` : `5;${xterm256(rgb)}`;
}

/** The nearest of xterm's colours 16..255, by squared distance: the cube, or the grey ramp 8, 18, … 238. */
export function xterm256(rgb: Rgb): number {
  const levels = rgb.map((value) => nearest(CUBE, value));
  const cube = {
    code: 16 + 36 * levels[0] + 6 * levels[1] + levels[2],
    rgb: levels.map((level) => CUBE[level]),
  };
  const step = Math.min(23, Math.max(0, Math.round(((rgb[0] + rgb[1] + rgb[2]) / 3 - 8) / 10)));
  const grey = { code: 232 + step, rgb: Array.from({ length: 3 }, () => 8 + 10 * step) };
  return squaredDistance(grey.rgb, rgb) < squaredDistance(cube.rgb, rgb) ? grey.code : cube.code;
}

function nearest(levels: readonly number[], value: number): number {
  return levels.reduce(
    (best, level, i) => (Math.abs(level - value) < Math.abs(levels[best] - value) ? i : best),
    0,
  );
}

function squaredDistance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + (value - other[i]) ** 2, 0);
}

function asciiLines(field: Field, columns: number, lines: number, options: TerminalImageOptions): string[] {
  const characters = Array.from(resampleTo(field, columns, lines), (value) =>
    asciiCharacter(value / (options.limit ?? DEFAULT_LIMIT)),
  );
  return Array.from({ length: lines }, (_, line) =>
    characters.slice(line * columns, (line + 1) * columns).join(''),
  );
}

function asciiCharacter(fraction: number): string {
  const step = RAMP.find(({ from }) => Math.abs(fraction) >= from) ?? RAMP[RAMP.length - 1];
  return fraction < 0 ? step.negative : step.positive;
}
