import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, type Code } from '../../src/diagnostics/catalogue.js';
import { parseText } from './support/shape.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';

const folder = new URL('../fixtures/parse-error/', import.meta.url);
const fixtures = readdirSync(folder).filter((file) => file.endsWith('.giq'));

function read(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

function apply(text: string, { fix }: Diagnostic): string {
  return fix ? text.slice(0, fix.span.start) + fix.replacement + text.slice(fix.span.end) : text;
}

function marked(text: string, { span }: Diagnostic): string {
  return text.slice(span?.start, span?.end);
}

describe('fixtures', () => {
  it.each(fixtures)('%s gives what it expects, once', (file) => {
    const text = read(file);
    const expected = /^# expect: (\S+)/.exec(text)?.[1];
    expect(file.replace(/(-\d)?\.giq$/, '')).toBe(expected);
    expect(parseText(text).diagnostics.map(({ code }) => code)).toEqual([expected]);
  });

  it.each(fixtures)('%s is mended by its fix, if it has one', (file) => {
    const text = read(file);
    const [diagnostic] = parseText(text).diagnostics;
    if (diagnostic.fix) expect(parseText(apply(text, diagnostic)).diagnostics).toEqual([]);
  });

  it('cover every code of the lexer and the parser', () => {
    const codes = Object.keys(catalogue).filter((code) =>
      /^(lex|parse)$/.test(catalogue[code as Code].stage),
    );
    const covered = new Set(fixtures.map((file) => file.replace(/(-\d)?\.giq$/, '')));
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !covered.has(code))).toEqual([]);
  });
});

describe('messages', () => {
  /** Text, code, the marked text, and the text after the fix. */
  it.each<[string, Code, string, string?]>([
    ['where TUF > 1e22Mx', 'unit-touches-number', '1e22Mx', 'where TUF > 1e22 Mx'],
    ['where TUF > 1e22mx', 'missing-space', '1e22mx', 'where TUF > 1e22 Mx'],
    ['x 1.2.3', 'missing-space', '1.2.3', 'x 1.2 .3'],
    ['TUF+=3', 'compound-assignment', '+=', 'shift TUF +3'],
    ['x | TUF -= 3', 'compound-assignment', '-=', 'x | shift TUF -3'],
    ['shift TUF+=3', 'compound-assignment', '+=', 'shift TUF +3'],
    ['shift (TUF)+=3', 'compound-assignment', '+='],
    ['a; b', 'semicolon', ';', 'a\n b'],
    ['a;', 'semicolon', ';', 'a'],
    ['a -> b', 'thin-arrow', '->', 'a | b'],
    ['where not a && b', 'double-ampersand', '&&', 'where not a and b'],
    ['where !a', 'exclamation-mark', '!', 'where not a'],
    ['a // why', 'foreign-comment', '// why', 'a # why'],
    ['a /* why */', 'foreign-comment', '/* why */', 'a # why'],
    ['load “a b”', 'curly-quotes', '“a b”', 'load "a b"'],
    ['load “a b', 'curly-quotes', '“a b'],
    ['shift TUF −3', 'lookalike-character', '−', 'shift TUF -3'],
    ['load "C:\\data"', 'unknown-escape', '\\d', 'load "C:\\\\data"'],
    ['x 2011-2-3', 'invalid-date', '2011-2-3', 'x 2011-02-03'],
    ['x 2011-02-29', 'invalid-date', '2011-02-29'],
    ['x 1900-02-29', 'invalid-date', '1900-02-29'],
    ['x 2011-13-01', 'invalid-date', '2011-13-01'],
    ['x 2011-02-12T24:00', 'invalid-date', '2011-02-12T24:00'],
    ['x @@ y', 'unknown-character', '@'],
    ['x [a, b]', 'foreign-bracket', '['],
    ['x a]', 'foreign-bracket', ']'],
    ['where a < b <= c', 'chained-comparison', '< b <=', 'where a < b and b <= c'],
    ['where a < f(b, c) < d', 'chained-comparison', '< f(b, c) <', 'where a < f(b, c) and f(b, c) < d'],
    ['where k = 1 = 2', 'chained-comparison', '= 1 ='],
    ['where a < < b', 'unexpected-token', '<'],
    ['let in = a', 'reserved-name', 'in', 'let `in` = a'],
    ['a | missing', 'reserved-name', 'missing', 'a | `missing`'],
    ['define X = a -3', 'signed-operand', '-3', 'define X = a - 3'],
    ['where f(a +3)', 'signed-operand', '+3', 'where f(a + 3)'],
    ['generate(200, seed=7)', 'verb-parentheses', '(200, seed=7)', 'generate 200, seed=7'],
    ['generate(200', 'verb-parentheses', '('],
    ['where a not in 1..2', 'not-in', 'not in'],
    ['q = generate seed 1', 'assignment-without-let', 'q', 'let q = generate seed 1'],
    ['giq 2', 'unsupported-version', '2'],
    ['giq', 'unexpected-end', ''],
    ['a\ngiq 1', 'misplaced-version', 'giq 1'],
    ['a (b', 'unclosed-bracket', '('],
    ['a ((b) | c', 'unclosed-bracket', '('],
    ['a )', 'unopened-bracket', ')', 'a '],
    ['(a | b) c', 'unexpected-token', 'c'],
    ['a | (b)', 'unexpected-token', '('],
    ['| a', 'unexpected-token', '|'],
    ['a |', 'unexpected-end', ''],
    ['let x', 'unexpected-end', ''],
    ['use world solar', 'unexpected-token', 'solar'],
    ['load "a', 'unterminated-string', '"a', 'load "a"'],
    ['let `a = b', 'unterminated-name', '`a = b'],
    ['let `` = b', 'unterminated-name', '``'],
    ['x 1e400', 'number-out-of-range', '1e400'],
  ])('%s', (text, code, place, mended) => {
    const { diagnostics } = parseText(text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(marked(text, diagnostics[0])).toBe(place);
    if (mended !== undefined) expect(apply(text, diagnostics[0])).toBe(mended);
  });

  it.each([
    ['let = 3', 'expected a name, found `=`'],
    ['let x 3', 'expected `=`, found `3`'],
    ['a | | b', 'expected a verb, found `|`'],
    ['a b |', 'expected a verb, found the end of the line'],
    ['use "x"', 'expected `world`, found `"x"`'],
    ['use world', 'expected a quoted string, found the end of the line'],
    ['define X = a b', 'expected an operator or the end of the line, found `b`'],
    ['where a = ', 'expected a value, found the end of the line'],
    ['where (a + b c)', 'expected an operator or `)`, found `c`'],
    ['(a b | c = = d)', 'expected an argument, `|` or `)`, found `=`'],
    ['show , b', 'expected an argument, `|` or the end of the line, found `,`'],
    ['giq one', 'expected a version number, found `one`'],
  ])('%s: %s', (text, message) => {
    expect(parseText(text).diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
  });

  it('are one for each broken statement, in the order of the text', () => {
    const { diagnostics } = parseText('let = 3\nshow\na == b && c\n"x.fits"\nx [a, b] {c}');
    const codes = diagnostics.map(({ code }) => code);
    const own = ['unexpected-token', 'double-equals', 'double-ampersand', 'unexpected-token'];
    expect(codes).toEqual([...own, 'foreign-bracket', 'foreign-bracket']);
  });

  it('never show the words of Chevrotain', () => {
    for (const file of fixtures) {
      const messages = parseText(read(file)).diagnostics.map(({ message }) => message);
      expect(messages.join('\n')).not.toMatch(/redundant|-->|expecting|token of type|EOF|you\b/i);
    }
  });
});

describe('incomplete', () => {
  it.each([
    'a |',
    'a | \n',
    'a (b',
    'a (b |',
    'a "b',
    'load "x',
    'let x =',
    'a k=',
    'a b,',
    'a b +',
    'a not',
    'a b is',
    'a | # why',
    'x\ny f(',
    'a (b "c',
  ])('%j lacks only its end', (text) => {
    expect(parseText(text).incomplete).toBe(true);
  });

  it.each([
    'a',
    'a b',
    'let',
    'let x',
    'define x',
    'use',
    'a = |',
    'a | |',
    '| a |',
    'a "b\n',
    'a (b))',
    'a; b |',
    'a &&',
    'let = 3\na |',
    'giq',
    'a `b',
    'f(',
  ])('%j is whole or lost', (text) => {
    expect(parseText(text).incomplete).toBe(false);
  });
});

describe('limits', () => {
  it.each([
    ['brackets', `define X = ${'('.repeat(50)}a${')'.repeat(50)}`],
    ['groups', `${'('.repeat(50)}a${')'.repeat(50)}`],
    ['operators', `define X = a${' + b'.repeat(499)}`],
    ['powers', `define X = a${' ^ b'.repeat(499)}`],
    ['signs', `define X = ${'- '.repeat(499)}a`],
    ['negations', `where ${'not '.repeat(500)}a`],
    ['calls', `where ${'f('.repeat(50)}a${')'.repeat(50)}`],
    ['arguments', `correlate a${', b'.repeat(5000)}`],
  ])('allow many %s', (_, text) => {
    expect(parseText(text).diagnostics).toEqual([]);
  });

  it.each(['(', 'f(', 'x | (', 'a + ', '- ', 'a ^ ', 'not ', 'a = ', ')', 'a..', '[', '"\\', '/*'])(
    'hold for 100,000 of %j',
    (bit) => {
      const { diagnostics } = parseText(`where ${bit.repeat(100_000)}`);
      expect(diagnostics.length).toBeGreaterThan(0);
    },
  );
});
