/** Rectangles of terminal text, side by side and stacked, that remember where their pictures are. */
import type { Field } from '../physics/field.js';
import { terminalImage, type TerminalImageOptions } from './terminal-image.js';
import { pad } from './text.js';

/** Where a picture stands in a block, in characters: a terminal with graphics can paint it there in full. */
export interface Placement {
  readonly field: Field;
  readonly column: number;
  readonly line: number;
  readonly width: number;
  readonly height: number;
}

export interface Block {
  /** Of every line, where it is known: lines full of colours take long to measure. */
  readonly width?: number;
  readonly lines: readonly string[];
  readonly placements: readonly Placement[];
}

/** A field as a square of `width` columns. */
export function pictureBlock(field: Field, width: number, style: TerminalImageOptions): Block {
  const lines = terminalImage(field, width, style);
  return { width, lines, placements: [{ field, column: 0, line: 0, width, height: lines.length }] };
}

export function textBlock(lines: readonly string[]): Block {
  return { lines, placements: [] };
}

/** One below the other. */
export function stack(blocks: readonly Block[]): Block {
  return blocks.reduce<Block>(
    (above, block) => ({
      lines: [...above.lines, ...block.lines],
      placements: [...above.placements, ...block.placements.map((p) => movedBy(p, 0, above.lines.length))],
    }),
    { lines: [], placements: [] },
  );
}

/** Next to one another, each in its width with `gap` between them; shorter ones are filled up at their ends. */
export function beside(blocks: readonly Block[], widths: readonly number[], gap: string): Block {
  const height = Math.max(0, ...blocks.map(({ lines }) => lines.length));
  const lines = Array.from({ length: height }, (_, line) =>
    blocks
      .map((block, index) => filled(block, line, widths[index]))
      .join(gap)
      .trimEnd(),
  );
  const starts = widths.map((_, index) => sum(widths.slice(0, index)) + index * gap.length);
  const placements = blocks.flatMap((block, index) =>
    block.placements.map((placement) => movedBy(placement, starts[index], 0)),
  );
  return { lines, placements };
}

function filled({ lines, width: own }: Block, line: number, width: number): string {
  const text = lines[line] ?? '';
  if (own === undefined || line >= lines.length) return pad(text, width);
  return text + ' '.repeat(Math.max(0, width - own));
}

function movedBy(placement: Placement, columns: number, lines: number): Placement {
  return { ...placement, column: placement.column + columns, line: placement.line + lines };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
