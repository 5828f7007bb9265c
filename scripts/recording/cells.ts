/** What a terminal shows as runs of cells that look alike. */
import type { IBufferCell, Terminal } from '@xterm/headless';

export interface Run {
  readonly column: number;
  readonly text: string;
  readonly width: number;
  readonly foreground: string;
  readonly background: string | undefined;
  readonly bold: boolean;
  readonly underlined: boolean;
}

export const FOREGROUND = '#d8d8d8';
export const BACKGROUND = '#16181c';

const BASIC = [
  '#16181c', '#d08770', '#a3be8c', '#ebcb8b', '#81a1c1', '#b48ead', '#88c0d0', '#d8d8d8',
  '#6b7280', '#e0947d', '#b3ce9c', '#fbdb9b', '#91b1d1', '#c49ebd', '#98d0e0', '#ffffff',
]; // prettier-ignore

/** The lines on the screen, each as runs. */
export function screenRuns(terminal: Terminal): Run[][] {
  const buffer = terminal.buffer.active;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = buffer.getLine(buffer.baseY + row);
    const runs: Run[] = [];
    for (let column = 0; line && column < terminal.cols; column++) {
      const cell = line.getCell(column);
      if (cell && cell.getWidth() > 0) add(runs, runOf(cell, column));
    }
    return runs.filter((run) => run.text.trim() !== '' || run.background !== undefined);
  });
}

function add(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  const alike =
    last &&
    last.column + last.width === run.column &&
    last.foreground === run.foreground &&
    last.background === run.background &&
    last.bold === run.bold &&
    last.underlined === run.underlined;
  if (alike) runs[runs.length - 1] = { ...last, text: last.text + run.text, width: last.width + run.width };
  else runs.push(run);
}

function runOf(cell: IBufferCell, column: number): Run {
  const own = cell.isFgDefault() ? FOREGROUND : colourOf(cell.getFgColor(), cell.isFgRGB());
  const behind = cell.isBgDefault() ? undefined : colourOf(cell.getBgColor(), cell.isBgRGB());
  const inverse = cell.isInverse() !== 0;
  return {
    column,
    text: cell.getChars() || ' ',
    width: cell.getWidth(),
    foreground: cell.isDim() ? '#7d828c' : inverse ? (behind ?? BACKGROUND) : own,
    background: inverse ? own : behind,
    bold: cell.isBold() !== 0,
    underlined: cell.isUnderline() !== 0,
  };
}

function colourOf(value: number, isRgb: boolean): string {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  if (value < 16) return BASIC[value];
  if (value >= 232) return grey(8 + (value - 232) * 10);
  const level = (digit: number) => (digit === 0 ? 0 : 55 + 40 * digit);
  const cube = value - 16;
  return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

const grey = (level: number) => hex([level, level, level]);
const hex = (levels: readonly number[]) =>
  `#${levels.map((level) => level.toString(16).padStart(2, '0')).join('')}`;
