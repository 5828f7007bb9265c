/** Sixel graphics (DEC STD 070, chapter 9): bands of six rows, each colour of a band in one pass. */
import type { Field } from '../physics/field.js';
import { colourTable, DEFAULT_LIMIT, type Rgb } from './colormap.js';
import { resampleTo } from './resample.js';
import type { TerminalImageOptions } from './terminal-image.js';

const BAND = 6;
/** As many registers as every terminal has that knows sixel at all: 256 would be too many for some. */
const REGISTERS = 64;
/** `?` is an empty column of six pixels; the lowest bit is the uppermost one. */
const EMPTY = 63;
const LEAST_RUN = 4;

/** A field as a sixel picture of that many pixels. */
export function sixel(
  field: Field,
  { width, height }: { readonly width: number; readonly height: number },
  { map, limit = DEFAULT_LIMIT }: TerminalImageOptions,
): string {
  const registers = Array.from(resampleTo(field, width, height), (value) => registerOf(value / limit));
  const table = colourTable(map);
  const palette = Array.from({ length: REGISTERS }, (_, register) =>
    definition(register, table[Math.round((register * (table.length - 1)) / (REGISTERS - 1))]),
  );
  const bands = Array.from({ length: Math.ceil(height / BAND) }, (_, band) =>
    bandOf(registers.slice(band * BAND * width, (band + 1) * BAND * width), width),
  );
  return `\u001bP0;1q"1;1;${width};${height}${palette.join('')}${bands.join('-')}\u001b\\`;
}

function registerOf(fraction: number): number {
  const position = Number.isNaN(fraction) ? 0.5 : (fraction + 1) / 2;
  return Math.round(Math.min(1, Math.max(0, position)) * (REGISTERS - 1));
}

/** Colours are given in per cent. */
function definition(register: number, rgb: Rgb): string {
  return `#${register};2;${rgb.map((value) => Math.round((value * 100) / 255)).join(';')}`;
}

function bandOf(registers: readonly number[], width: number): string {
  const used = [...new Set(registers)];
  return used.map((register) => `#${register}${runs(columnsOf(registers, register, width))}`).join('$');
}

/** For each column the bits of the pixels in this colour. */
function columnsOf(registers: readonly number[], register: number, width: number): number[] {
  const columns = new Array<number>(width).fill(0);
  registers.forEach((value, index) => {
    if (value === register) columns[index % width] |= 1 << Math.floor(index / width);
  });
  return columns;
}

/** Run-length encoded: `!5?` is five empty columns. */
function runs(columns: readonly number[]): string {
  let text = '';
  for (let start = 0; start < columns.length;) {
    let end = start;
    while (columns[end] === columns[start]) end++;
    const character = String.fromCharCode(EMPTY + columns[start]);
    text += end - start < LEAST_RUN ? character.repeat(end - start) : `!${end - start}${character}`;
    start = end;
  }
  return text;
}
