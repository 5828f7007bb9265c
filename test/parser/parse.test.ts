import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expression, parseText, shapeOf } from './support/shape.js';
import type { Expression } from '../../src/parser/ast.js';

/** Text, and the shape of its tree: `(verb argument …)`, `name:value`, `,` after a comma, `{pipeline}`, `<group>`. */
const shapes: readonly (readonly [string, string])[] = [
  // statements
  ['let q = generate seed 42 | show', 'let q (generate seed 42) | (show)'],
  ['define X = TPF - TNF', 'define X (- TPF TNF)'],
  ['use world "solar-sim"', 'use world "solar-sim"'],
  ['explain q | show', 'explain (q) | (show)'],
  ['giq 1\nshow', '(show)'],
  ['describe let | learn define', '(describe let) | (learn define)'],
  ['show let use', '(show let use)'],
  // arguments
  ['retrieve k=5', '(retrieve k:5)'],
  ['retrieve k = 5', '(retrieve k:5)'],
  ['retrieve k 5', '(retrieve k 5)'],
  ['shift R +2 keeping TUF, PSEP', '(shift R +2 keeping TUF ,PSEP)'],
  ['shift TUF +3, R -1', '(shift TUF +3 ,R -1)'],
  ['observe where A = 1 and B = 2', '(observe where (and (= A 1) (= B 2)))'],
  ['save "a" k="b"', '(save "a" k:"b")'],
  ['sweep PSEP from -3 to +3', '(sweep PSEP from -3 to +3)'],
  ['where not a not b', '(where (not a) (not b))'],
  // signs
  ['shift TUF +3', '(shift TUF +3)'],
  ['where TUF+3', '(where (+ TUF 3))'],
  ['where TUF + 3', '(where (+ TUF 3))'],
  ['where a -b', '(where (- a b))'],
  ['shift -3', '(shift -3)'],
  ['shift - 3', '(shift (- 3))'],
  ['shift -x', '(shift (- x))'],
  ['where 2-3', '(where (- 2 3))'],
  ['where 2 -3', '(where 2 -3)'],
  ['where (2)-3', '(where (- <2> 3))'],
  ['where 5 Mx-3', '(where (- 5[Mx] 3))'],
  ['where a = -3', '(where a:-3)'],
  ['where a*-3', '(where (* a -3))'],
  ['where -3..+3', '(where (.. -3 +3))'],
  ['where a, -b', '(where a ,(- b))'],
  ['shift TUF -2 ^ 2', '(shift TUF (- (^ 2 2)))'],
  // numbers and units
  ['x .5 1.5e22 1e+3 1E-3', '(x 0.5 1.5e+22 1000 0.001)'],
  ['x 5 Mx', '(x 5[Mx])'],
  ['x +20%', '(x +20[%])'],
  ['x 20 %', '(x 20[%])'],
  ['x 3° 3 °', '(x 3[deg] 3[deg])'],
  ['x 5 G px', '(x 5[G px])'],
  ['x 5 G   px', '(x 5[G px])'],
  ['x 5 G*px', '(x 5[G px])'],
  ['x 5 G', '(x 5[G])'],
  ['x 5 G/px', '(x 5[G/px])'],
  ['x 5 Mm^2', '(x 5[Mm²])'],
  ['x 5 Gauss', '(x 5 Gauss)'],
  ['x 5 pxs', '(x 5 pxs)'],
  ['x k px', '(x k px)'],
  ['x 5, px', '(x 5 ,px)'],
  ['x (a 5\npx)', '(x {(a 5[px])})'],
  ['steps 7 keeping R', '(steps 7 keeping R)'],
  // dates, strings, names
  ['x 2011-02-12', '(x @2011-02-12)'],
  ['x 2011-02-12T14:30Z', '(x @2011-02-12T14:30)'],
  ['x 2012-02-29T14:30:59', '(x @2012-02-29T14:30:59)'],
  ['x 2011-02-12..2011-02-16', '(x (.. @2011-02-12 @2011-02-16))'],
  ['x 2011-02-12T14:30..2011-02-16', '(x (.. @2011-02-12T14:30 @2011-02-16))'],
  [`x 'it "is"' "it's"`, String.raw`(x "it \"is\"" "it's")`],
  [String.raw`x "a\"b\\c\n\t"`, String.raw`(x "a\"b\\c\n\t")`],
  ['`in` `two words`', '(in `two words`)'],
  ['größe σ_B x2 _y', '(größe σ_B x2 _y)'],
  ['inner order android', '(inner order android)'],
  // precedence
  ['x a or b and c', '(x (or a (and b c)))'],
  ['x not a = b', '(x (not (= a b)))'],
  ['x not a and b', '(x (and (not a) b))'],
  ['x a < b + c', '(x (< a (+ b c)))'],
  ['x a in 1 + 2..3', '(x (in a (.. (+ 1 2) 3)))'],
  ['x a is missing and b is not missing', '(x (and (is a missing) (is not b missing)))'],
  ['x a - b - c', '(x (- (- a b) c))'],
  ['x a / b * c', '(x (* (/ a b) c))'],
  ['x a + b * c', '(x (+ a (* b c)))'],
  ['x a ^ b ^ c', '(x (^ a (^ b c)))'],
  ['x (-a ^ 2)', '(x <(- (^ a 2))>)'],
  ['x (-2 ^ 2)', '(x <(- (^ 2 2))>)'],
  ['x a * -b ^ -c ^ d', '(x (* a (- (^ b (- (^ c d))))))'],
  // brackets
  ['x (a)', '(x <a>)'],
  ['x (a + b)', '(x <(+ a b)>)'],
  ['x (a b)', '(x {(a b)})'],
  ['x (a | b)', '(x {(a) | (b)})'],
  ['x (load "f")', '(x {(load "f")})'],
  ['x (a k=5)', '(x {(a k:5)})'],
  ['x ((a) | b)', '(x {{(a)} | (b)})'],
  ['x ((a | b))', '(x <{(a) | (b)}>)'],
  ['x ((a + b) * c)', '(x <(* <(+ a b)> c)>)'],
  ['(a) | b', '{(a)} | (b)'],
  ['((a | b) | c) | d', '{{(a) | (b)} | (c)} | (d)'],
  ['x abs(lat)', '(x abs(lat))'],
  ['x abs (lat)', '(x abs <lat>)'],
  ['x f() max(a, b + 1)', '(x f() max(a (+ b 1)))'],
];

describe('parse', () => {
  it.each(shapes)('%s', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });

  it('keeps the version', () => {
    expect(parseText('# header\ngiq 1\nshow').script.version?.value).toBe(1);
    expect(parseText('show').script.version).toBeUndefined();
  });

  it('gives every node the span of its text', () => {
    const text = 'let q = (load "x") | shift TUF + 3 Mx, k=5';
    const [statement] = parseText(text).script.statements;
    if (statement.kind !== 'let') throw new Error('a binding is expected');
    const { stages } = statement.pipeline;
    const second = stages[1].kind === 'verb' ? stages[1].arguments : [];
    const spans = [statement, statement.name, statement.pipeline, ...stages, ...second].map(
      ({ span }) => span,
    );
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      text, 'q', '(load "x") | shift TUF + 3 Mx, k=5', '(load "x")', 'shift TUF + 3 Mx, k=5', 'TUF + 3 Mx', 'k=5',
    ]); // prettier-ignore
  });

  it('keeps the statements that are well formed', () => {
    const { script, diagnostics } = parseText('show\nlet = 3\nmeasure | | x\ntake 3');
    expect(script.statements.map(({ kind }) => kind)).toEqual(['pipeline-statement', 'pipeline-statement']);
    expect(diagnostics).toHaveLength(2);
  });
});

describe('line breaks', () => {
  it.each([
    ['a\nb', '(a)\n(b)'],
    ['a |\nb', '(a) | (b)'],
    ['a\n| b', '(a) | (b)'],
    ['a\n\n# why\n| b', '(a) | (b)'],
    ['a x,\ny', '(a x ,y)'],
    ['a x\nand y\nor z', '(a (or (and x y) z))'],
    ['a not\nx', '(a (not x))'],
    ['a x is\nmissing', '(a (is x missing))'],
    ['a x in\n1..\n2', '(a (in x (.. 1 2)))'],
    ['a k=\n5', '(a k:5)'],
    ['let x =\na', 'let x (a)'],
    ['a (b\nc\n)\nd', '(a {(b c)})\n(d)'],
    ['a f(\nx\n,\ny)', '(a f(x y))'],
    ['a # |\nb', '(a)\n(b)'],
    ['a\r\nb\rc', '(a)\n(b)\n(c)'],
    ['\n\n  \n', ''],
  ])('%j', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });
});

/** The arithmetic of a tree, by itself. */
function evaluate(node: Expression): number {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'parentheses':
      return evaluate(node.expression);
    case 'unary':
      return node.operator === '-' ? -evaluate(node.operand) : evaluate(node.operand);
    case 'binary':
      return calculate[node.operator](evaluate(node.left), evaluate(node.right));
    default:
      throw new Error(`not arithmetic: ${expression(node)}`);
  }
}

const calculate: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

const digit = fc.integer({ min: 1, max: 9 });
const step = fc.tuple(fc.constantFrom('+', '-', '*', '/', '^', '+ -', '* -'), digit);

/** Without a power of a signed number, which JavaScript does not allow. */
const arithmetic = fc
  .tuple(digit, fc.array(step, { maxLength: 8 }))
  .map(([first, rest]) => [first, ...rest.map(([operator, value]) => `${operator} ${value}`)].join(' '))
  .filter((text) => !/[+*] - \d \^/.test(text));

describe('arithmetic', () => {
  it('means what it means in JavaScript', () => {
    const property = fc.property(arithmetic, (text) => {
      const [statement] = parseText(`define X = ${text}`).script.statements;
      const expected: unknown = new Function(`return ${text.replaceAll('^', '**')}`)();
      expect(statement.kind === 'define' && evaluate(statement.expression)).toBe(expected);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it.each([
    ['-2 ^ 2', -4],
    ['- 2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ -2', -0.25],
    ['1 - -2', 3],
  ])('%s is %d', (text, value) => {
    const [statement] = parseText(`define X = ${text}`).script.statements;
    expect(statement.kind === 'define' && evaluate(statement.expression)).toBe(value);
  });
});
