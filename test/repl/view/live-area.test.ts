/** The live rows in a terminal that breaks its lines anew, whatever is drawn, printed and resized. */
import xterm from '@xterm/headless';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsAboveWrapped } from '../../../src/repl/view/frame.js';
import { LiveArea } from '../../../src/repl/view/live-area.js';

const ROWS = 16;

/** A terminal that shows at once what is written. */
function terminalOf(columns: number) {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows: ROWS,
    allowProposedApi: true,
    scrollback: 1000,
  });
  const screen = { columns, rows: ROWS, write: (text: string) => terminal.write(text) };
  const area = new LiveArea(screen, { wrapping: 'rows' });
  const settled = () => new Promise<void>((resolve) => terminal.write('', resolve));
  const resize = async (width: number) => {
    await settled();
    terminal.resize(width, ROWS);
    screen.columns = width;
    area.resized();
  };
  return { terminal, area, settled, resize };
}

/** All lines, those that the terminal has broken put together again. */
function linesOf({ buffer: { active } }: xterm.Terminal): string[] {
  const lines: string[] = [];
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row)!;
    const text = line.translateToString(true);
    if (line.isWrapped) lines[lines.length - 1] += text;
    else lines.push(text);
  }
  return lines.join('\n').trimEnd().split('\n');
}

const row = (most: number) => fc.integer({ min: 1, max: most }).map((length) => 'x'.repeat(length));
const frame = fc.record({ rows: fc.array(row(59), { minLength: 1, maxLength: 5 }), at: fc.nat(4) });
const step = fc.oneof(
  fc.record({ kind: fc.constant('draw' as const), frame }),
  fc.record({ kind: fc.constant('print' as const), length: fc.integer({ min: 1, max: 70 }) }),
  fc.record({ kind: fc.constant('resize' as const), columns: fc.integer({ min: 20, max: 60 }) }),
);

describe('the live area', () => {
  it('shows what was printed, each block once, and beneath it what was drawn last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { terminal, area, settled, resize } = terminalOf(40);
        let [rows, y] = [['>'], 0];
        const printed: string[] = [];
        const fitting = () => rows.map((each) => each.slice(0, terminal.cols - 1));
        const draw = () => area.draw({ rows: fitting(), isFull: false, cursor: { x: 0, y } });
        draw();
        for (const each of steps) {
          if (each.kind === 'draw') {
            rows = each.frame.rows;
            y = Math.min(each.frame.at, rows.length - 1);
          } else if (each.kind === 'print') {
            printed.push(`${printed.length}${'-'.repeat(each.length)}`);
            area.print(printed.at(-1)!);
          } else await resize(each.columns);
          draw();
        }
        await settled();
        expect(linesOf(terminal)).toEqual([...printed, ...fitting()]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes the other screen for a full frame, and gives back what was there', async () => {
    const { terminal, area, settled, resize } = terminalOf(40);
    area.print('before');
    area.draw({ rows: ['prompt'], isFull: false, cursor: { x: 0, y: 0 } });
    area.draw({ rows: ['panel', 'x'.repeat(39)], isFull: true });
    area.print('meanwhile');
    await settled();
    expect(linesOf(terminal)).toEqual(['panel', 'x'.repeat(39)]);
    await resize(20);
    area.draw({ rows: ['low'], isFull: true });
    await settled();
    expect(linesOf(terminal)).toEqual(['low']);
    area.draw({ rows: ['prompt'], isFull: false, cursor: { x: 0, y: 0 } });
    await settled();
    expect(linesOf(terminal)).toEqual(['before', 'meanwhile', 'prompt']);
  });

  it('leaves the cursor beneath what it has drawn, and draws nothing any more', async () => {
    const { terminal, area, settled } = terminalOf(40);
    area.draw({ rows: ['prompt', 'status'], isFull: false, cursor: { x: 3, y: 0 } });
    area.end();
    area.draw({ rows: ['late'], isFull: false });
    await settled();
    expect(linesOf(terminal)).toEqual(['prompt', 'status']);
    expect(terminal.buffer.active.cursorY).toBe(2);
  });
});

it('knows where the first row is in a terminal that keeps the cursor in its text', () => {
  const rows = ['x'.repeat(50), 'y'.repeat(10), 'z'.repeat(50)];
  const drawn = { rows, isFull: false, cursor: { x: 45, y: 2 } };
  expect(rowsAboveWrapped(drawn, 20, 'text')).toBe(2 + 2 + 2);
  expect(rowsAboveWrapped(drawn, 20, 'rows')).toBe(2 + 2);
  expect(rowsAboveWrapped(drawn, 20, 'none')).toBe(2);
});
