import { describe, expect, test } from 'vitest';
import { resampleTo } from '../../src/render/resample.js';
import { terminalImage, xterm256 } from '../../src/render/terminal-image.js';
import { bipole, fieldOf } from './fields.js';

const quadrants = fieldOf(4, (column, row) => (row < 2 ? (column < 2 ? 1 : -1) : column < 2 ? 0 : 0.5));

test('truecolour: two pixels a character, a colour only where it changes', () => {
  expect(terminalImage(quadrants, 4, { colour: 'truecolour', map: 'grey' })).toEqual([
    '\u001b[38;2;255;255;255m\u001b[48;2;255;255;255m▀▀\u001b[38;2;0;0;0m\u001b[48;2;0;0;0m▀▀\u001b[0m',
    '\u001b[38;2;128;128;128m\u001b[48;2;128;128;128m▀▀\u001b[38;2;191;191;191m\u001b[48;2;191;191;191m▀▀\u001b[0m',
  ]);
});

test('256 colours: the nearest of the cube and the grey ramp', () => {
  expect(terminalImage(quadrants, 2, { colour: '256', map: 'grey' })).toEqual([
    '\u001b[38;5;231m\u001b[48;5;244m▀\u001b[38;5;16m\u001b[48;5;250m▀\u001b[0m',
  ]);
  expect(xterm256([0, 0, 0])).toBe(16);
  expect(xterm256([255, 0, 0])).toBe(196);
  expect(xterm256([128, 128, 128])).toBe(244);
});

test('without colours: the sign and two strengths', () => {
  expect(`\n${terminalImage(bipole(), 32, { colour: 'none', map: 'grey' }).join('\n')}\n`)
    .toMatchInlineSnapshot(`
    "
    ................................
    ................................
    ................................
    ................................
    ................................
    ................................
    ......+++++++......-------......
    .....+++####++....--====---.....
    .....+++####++....--====---.....
    ......+++++++......-------......
    ................................
    ................................
    ................................
    ................................
    ................................
    ................................
    "
  `);
});

test('the limit scales what is strong', () => {
  const weak = fieldOf(8, () => 0.05);
  expect(terminalImage(weak, 4, { colour: 'none', map: 'grey' })).toEqual(['....', '....']);
  expect(terminalImage(weak, 4, { colour: 'none', map: 'grey', limit: 0.05 })).toEqual(['####', '####']);
});

describe('resampleTo', () => {
  test('keeps the mean field when it averages down', () => {
    const field = fieldOf(128, (column, row) => Math.sin(column * 0.37) * Math.cos(row * 0.11) + 0.01 * row);
    const small = resampleTo(field, 24, 18);
    expect(mean(small)).toBeCloseTo(mean(field.pixels), 5);
  });

  test('averages equal blocks exactly', () => {
    expect(Array.from(resampleTo(quadrants, 2, 2))).toEqual([1, -1, 0, 0.5]);
    expect(Array.from(resampleTo(quadrants, 1, 1))).toEqual([0.125]);
  });
});

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
