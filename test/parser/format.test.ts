import { describe, expect, it } from 'vitest';
import { format } from '../../src/parser/index.js';

function formatted(...lines: string[]): string[] {
  const { text, diagnostics } = format({ name: 'test.giq', text: lines.join('\n') });
  expect(diagnostics).toEqual([]);
  return text.split('\n').slice(0, -1);
}

const long = `correlate ${'TUF, '.repeat(15)}R`;

describe('format', () => {
  it('spaces words, commas, operators and brackets', () => {
    expect(formatted(" x   a,b ,c+d*-e ^2  'f' ( load 'g'|invert )")).toEqual([
      'x a, b, c + d * -e ^ 2 "f" (load "g" | invert)',
    ]);
  });

  it('keeps how numbers and named arguments are written', () => {
    expect(formatted('x 1.50e+22 Mx k=05 k = 5 k 5 +.5 20 %')).toEqual([
      'x 1.50e+22 Mx k=05 k = 5 k 5 +.5 20%',
    ]);
  });

  it('writes units in their canonical spelling', () => {
    expect(formatted('x 5 G*px 3° 2 Mm^2')).toEqual(['x 5 G px 3 deg 2 Mm²']);
  });

  it('keeps at most one empty line, and none at the ends', () => {
    expect(formatted('', '', 'a', '', '', '', 'b', 'c', '', '')).toEqual(['a', '', 'b', 'c']);
  });

  it('joins short pipelines and breaks long ones', () => {
    expect(formatted('a', '  | b |', ' c')).toEqual(['a | b | c']);
    expect(formatted(`let q = a | ${long} | b`)).toEqual(['let q = a', `  | ${long}`, '  | b']);
  });

  it('breaks at more than 100 columns', () => {
    const fits = `a | b ${'x'.repeat(94)}`;
    expect(fits).toHaveLength(100);
    expect(formatted(fits)).toEqual([fits]);
    expect(formatted(`${fits}x`)).toEqual(['a', `  | b ${'x'.repeat(95)}`]);
  });

  it('keeps comments beside what they are about', () => {
    const script = [
      '# first',
      'giq 1  # version',
      '',
      '# own',
      'a | b  # trailing',
      '  # indented',
      '',
      '# last',
    ];
    expect(formatted(...script)).toEqual(script.map((line) => line.trimStart()));
  });

  it('keeps comments between the stages of a pipeline', () => {
    const script = ['let q = a  # one', '  # two', '  | b  # three', '  | c  # four'];
    expect(formatted(...script)).toEqual(script);
    expect(formatted('let q = a | # one', '# two', 'b # three', '| c # four')).toEqual(script);
  });

  it('moves comments from inside a stage before it', () => {
    expect(formatted('a | x b, # why', '  c')).toEqual(['a', '  # why', '  | x b, c']);
    expect(formatted('define X = (a # why', '+ b)')).toEqual(['# why', 'define X = (a + b)']);
  });

  it('changes nothing in a script with mistakes', () => {
    const text = 'a   |\n\n\n let = 3';
    const result = format({ name: 'test.giq', text });
    expect(result.text).toBe(text);
    expect(result.diagnostics.length).toBeGreaterThan(0);
  });
});
