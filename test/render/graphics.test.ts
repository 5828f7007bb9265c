import { Buffer } from 'node:buffer';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { colour } from '../../src/render/colormap.js';
import { graphicsProtocol, paintedText } from '../../src/render/graphics.js';
import { sixel } from '../../src/render/sixel.js';
import { bipole, fieldOf } from './fields.js';

describe('the protocol', () => {
  it.each([
    [{ TERM: 'xterm-kitty' }, 'kitty'],
    [{ TERM: 'xterm-256color', KITTY_WINDOW_ID: '1' }, 'kitty'],
    [{ TERM_PROGRAM: 'iTerm.app' }, 'iterm2'],
    [{ TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/x' }, 'none'],
    [{ TERM: 'screen', STY: '1.pts', KITTY_WINDOW_ID: '1' }, 'none'],
    [{ LC_TERMINAL: 'iTerm2', TERM: 'xterm-256color' }, 'iterm2'],
    [{ TERM: 'xterm-ghostty' }, 'kitty'],
    [{ TERM_PROGRAM: 'WezTerm' }, 'iterm2'],
    [{ TERM: 'xterm-256color', KONSOLE_VERSION: '230804' }, 'kitty'],
    [{ TERM: 'foot' }, 'sixel'],
    [{ TERM: 'mlterm' }, 'sixel'],
    [{ TERM: 'xterm-256color' }, 'none'],
    [{ TERM: 'xterm-256color', GIQ_GRAPHICS: 'sixel' }, 'sixel'],
    [{ TERM: 'xterm-kitty', GIQ_GRAPHICS: 'none' }, 'none'],
    [{ TERM: 'xterm-kitty', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'dumb' }, 'none'],
  ] as const)('of %o is %s', (environment, protocol) => {
    expect(graphicsProtocol(environment, true)).toBe(protocol);
  });

  it('is none where nobody looks', () => {
    expect(graphicsProtocol({ TERM: 'xterm-kitty' }, false)).toBe('none');
  });
});

describe('a painted text', () => {
  const style = { colour: 'truecolour', map: 'grey' } as const;
  const lines = ['0', '1', '2', '3', '4', '5'];
  const place = { field: bipole(32), column: 3, line: 1, width: 8, height: 4 };
  const block = { lines, placements: [place] };

  it('goes to the place of a picture once its last line is written, and comes back', () => {
    const [before, after] = paintedText(block, 'iterm2', style).split(/\u001b\]1337.*\u0007/);
    expect(before).toBe('0\n1\n2\n3\n4\n\u001b7\u001b[4A\u001b[3C');
    expect(after).toBe('\u001b85');
  });

  it('leaves the cursor on its last line where a picture ends', () => {
    const text = paintedText({ ...block, lines: block.lines.slice(0, 5) }, 'iterm2', style);
    expect(text.endsWith('\u001b8\u001b[A')).toBe(true);
  });

  it('carries the whole picture for kitty, in chunks that it takes', () => {
    const large = { ...place, field: fieldOf(128, (x, y) => Math.sin(x * y)) };
    const chunks = [
      ...paintedText({ ...block, placements: [large] }, 'kitty', style).matchAll(
        /\u001b_G([^;]*);([^\u001b]*)\u001b\\/g,
      ),
    ];
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks[0][1]).toBe('a=T,f=100,q=2,C=1,c=8,r=4,m=1');
    expect(chunks.at(-1)![1]).toBe('m=0');
    for (const [, , data] of chunks) expect(data.length).toBeLessThanOrEqual(4096);
    const png = decode(Buffer.from(chunks.map(([, , data]) => data).join(''), 'base64'));
    expect([png.width, png.height]).toEqual([128, 128]);
  });

  it('is a PNG of the right size for iTerm2', () => {
    const [, keys, data] = /1337;File=([^:]*):([^\u0007]*)\u0007/.exec(paintedText(block, 'iterm2', style))!;
    expect(keys).toMatch(/^inline=1;size=\d+;width=8;height=4;preserveAspectRatio=0$/);
    expect(decode(Buffer.from(data, 'base64')).width).toBe(32);
  });

  it('is nothing without graphics', () => {
    expect(paintedText(block, 'none', style)).toBe('0\n1\n2\n3\n4\n5');
  });
});

describe.each([
  ['a small one', bipole(32)],
  ['one of 128 pixels', fieldOf(128, (x, y) => Math.sin(x / 7) * Math.cos(y / 5))],
] as const)('the picture of a painted text, %s', (_size, field) => {
  const style = { colour: 'truecolour', map: 'grey' } as const;
  const place = { field, column: 3, line: 1, width: 8, height: 4 };
  const block = { lines: ['', '', '', '', '', ''], placements: [place] };

  /** Every pixel in the colour of the field there. */
  function expectPicture(base64: string): void {
    const { data, width, height, channels } = decode(Buffer.from(base64, 'base64'));
    expect([width, height]).toEqual([field.size, field.size]);
    const shown = Array.from(field.pixels, (_, pixel) =>
      [0, 1, 2].map((channel) => data[pixel * channels + (channels < 3 ? 0 : channel)]),
    );
    expect(shown.flat()).toEqual(Array.from(field.pixels, (value) => [...colour(value, 'grey')]).flat());
  }

  it("decodes back from kitty's chunks", () => {
    const text = paintedText(block, 'kitty', style);
    const chunks = [...text.matchAll(/\u001b_G([^;]*);([A-Za-z0-9+/=]*)\u001b\\/g)];
    expect(text.replace(/\u001b_G[^\u001b]*\u001b\\/g, '')).toBe(
      '\n\n\n\n\n\u001b7\u001b[4A\u001b[3C\u001b8',
    );
    chunks.forEach(([, keys, data], index) => {
      expect(keys.endsWith(index === chunks.length - 1 ? 'm=0' : 'm=1')).toBe(true);
      expect(data.length).toBeLessThanOrEqual(4096);
      if (index < chunks.length - 1) expect(data.length % 4).toBe(0);
    });
    expectPicture(chunks.map(([, , data]) => data).join(''));
  });

  it('decodes back from what iTerm2 gets, which is told its size', () => {
    const [, keys, data] = /\u001b\]1337;File=([^:]*):([^\u0007]*)\u0007/.exec(
      paintedText(block, 'iterm2', style),
    )!;
    expect(Number(/size=(\d+)/.exec(keys)![1])).toBe(Buffer.from(data, 'base64').length);
    expectPicture(data);
  });
});

/** Reads sixel back, as DEC's manual describes it. */
function readSixel(text: string): { width: number; height: number; rgb: number[][] } {
  const [, w, h, body] = /^\u001bP0;1q"1;1;(\d+);(\d+)(.*)\u001b\\$/s.exec(text)!;
  const [width, height] = [Number(w), Number(h)];
  const palette = new Map<number, number[]>();
  const rgb: number[][] = new Array<number[]>(width * height);
  let [register, column, band] = [0, 0, 0];
  for (const [token, number, r, g, b, run, runOf, single] of body.matchAll(
    /#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)([?-~])|([?-~])|[$-]/g,
  )) {
    // prettier-ignore
    if (number !== undefined) {
      register = Number(number);
      if (r !== undefined) palette.set(register, [r, g, b].map((part) => (Number(part) * 255) / 100));
    } else if (token === '$') column = 0;
    else if (token === '-') [column, band] = [0, band + 1];
    else {
      const bits = (runOf ?? single).charCodeAt(0) - 63;
      for (let times = Number(run ?? 1); times > 0; times--, column++)
        for (let bit = 0; bit < 6; bit++)
          if (bits & (1 << bit)) rgb[(band * 6 + bit) * width + column] = palette.get(register)!;
    }
  }
  return { width, height, rgb };
}

it.each(['grey', 'red-blue'] as const)('sixel draws every pixel in its colour of the %s map', (map) => {
  const field = bipole(20);
  const { width, height, rgb } = readSixel(
    sixel(field, { width: 20, height: 20 }, { colour: 'truecolour', map }),
  );
  expect([width, height]).toEqual([20, 20]);
  for (let index = 0; index < 400; index++) {
    const expected = colour(field.pixels[index], map);
    expected.forEach((value, channel) => expect(Math.abs(rgb[index][channel] - value)).toBeLessThan(12));
  }
});
