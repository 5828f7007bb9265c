import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanExpression, PlanOperator } from '../../src/planner/plan.js';
import { parametersIn } from '../../src/planner/expression/fields.js';
import { evaluate, type Scalar } from '../../src/runtime/conditions.js';

const number = (value: number): PlanExpression => ({ kind: 'number', value });
const date = (value: string): PlanExpression => ({ kind: 'date', value });
const field = (name: string): PlanExpression => ({ kind: 'field', field: name, of: 'meta' });
const binary = (operator: PlanOperator, left: PlanExpression, right: PlanExpression): PlanExpression => ({
  kind: 'binary',
  operator,
  left,
  right,
});
const not = (operand: PlanExpression): PlanExpression => ({ kind: 'not', operand });
const between = (operand: PlanExpression, from: PlanExpression, to: PlanExpression): PlanExpression => ({
  kind: 'between',
  operand,
  from,
  to,
});

const values: Readonly<Record<string, Scalar>> = {
  one: 1,
  nan: NaN,
  absent: null,
  yes: true,
  no: false,
  noon: '2011-02-12T12:00:00Z',
  night: '2011-02-12T23:59:59',
  north: 'north',
};
const lookup = (name: string): Scalar => values[name];
const value = (expression: PlanExpression): Scalar => evaluate(expression, lookup);

describe('and, or and not', () => {
  const all = ['yes', 'no', 'absent'];
  /** Kleene's logic as arithmetic: and is the minimum, or the maximum, not the mirror image. */
  const rank = (name: string): number => ({ yes: 1, absent: 0.5, no: 0 })[name]!;
  const scalar = (of: number): Scalar => (of === 0.5 ? null : of === 1);

  it.each(all.flatMap((left) => all.map((right) => [left, right] as const)))(
    'of %s and %s',
    (left, right) => {
      const of = (operator: PlanOperator) => value(binary(operator, field(left), field(right)));
      expect(of('and')).toBe(scalar(Math.min(rank(left), rank(right))));
      expect(of('or')).toBe(scalar(Math.max(rank(left), rank(right))));
      expect(value(not(field(left)))).toBe(scalar(1 - rank(left)));
    },
  );
});

describe('a missing value', () => {
  it.each(['absent', 'nan'])('makes what it touches missing: %s', (name) => {
    const gone = field(name);
    for (const operator of ['+', '-', '*', '/', '^', '<', '<=', '>', '>=', '=', '!='] as const) {
      expect(value(binary(operator, gone, number(1)))).toBeNull();
      expect(value(binary(operator, number(1), gone))).toBeNull();
    }
    expect(value({ kind: 'negate', operand: gone })).toBeNull();
    expect(value({ kind: 'call', function: 'max', arguments: [number(1), gone] })).toBeNull();
    expect(value(between(gone, number(0), number(2)))).toBeNull();
  });

  it('is asked for by `is missing`', () => {
    const missing = (name: string, negated: boolean) =>
      value({ kind: 'missing', operand: field(name), negated });
    expect([missing('absent', false), missing('nan', false), missing('one', false)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([missing('absent', true), missing('one', true)]).toEqual([false, true]);
  });

  it('does not hide that a range is left on the other side', () => {
    expect(value(between(field('one'), number(2), field('absent')))).toBe(false);
    expect(value(between(field('one'), field('absent'), number(0)))).toBe(false);
    expect(value(between(field('one'), field('absent'), number(2)))).toBeNull();
  });
});

describe('arithmetic', () => {
  it.each<[PlanOperator, number, number, Scalar]>([
    ['+', 2, 3, 5],
    ['-', 2, 3, -1],
    ['*', 2, 3, 6],
    ['/', 3, 2, 1.5],
    ['/', 3, 0, null],
    ['^', 2, 10, 1024],
    ['^', -8, 1 / 3, null],
  ])('%s of %d and %d', (operator, left, right, result) => {
    expect(value(binary(operator, number(left), number(right)))).toBe(result);
  });

  it.each<[string, number[], Scalar]>([
    ['abs', [-3], 3],
    ['sqrt', [16], 4],
    ['sqrt', [-1], null],
    ['log10', [1000], 3],
    ['min', [3, 2, 5], 2],
    ['max', [3, 2, 5], 5],
  ])('%s of %j', (name, given, result) => {
    const call: PlanExpression = { kind: 'call', function: name, arguments: given.map(number) };
    const found = value(call);
    if (typeof result === 'number') expect(found).toBeCloseTo(result, 12);
    else expect(found).toBe(result);
  });
});

describe('dates', () => {
  it('are like every moment in them', () => {
    for (const moment of ['noon', 'night']) {
      const compared = (operator: PlanOperator) => value(binary(operator, field(moment), date('2011-02-12')));
      expect(['=', '<=', '>='].map((operator) => compared(operator as PlanOperator))).toEqual([
        true,
        true,
        true,
      ]);
      expect(['!=', '<', '>'].map((operator) => compared(operator as PlanOperator))).toEqual([
        false,
        false,
        false,
      ]);
    }
  });

  it('compare however much of a moment is written, with and without their zone', () => {
    expect(value(binary('=', field('noon'), date('2011-02-12T12:00')))).toBe(true);
    expect(value(binary('=', field('noon'), date('2011-02-12T12:00:00')))).toBe(true);
    expect(value(binary('<', field('noon'), date('2011-02-12T12:00:01')))).toBe(true);
    expect(value(binary('>', field('noon'), date('2011-02-11')))).toBe(true);
    expect(value(binary('<', field('noon'), date('2011-02-13')))).toBe(true);
  });

  it('make ranges that hold the whole of their last day', () => {
    const inside = (name: string, from: string, to: string) =>
      value(between(field(name), date(from), date(to)));
    expect(inside('night', '2011-02-10', '2011-02-12')).toBe(true);
    expect(inside('night', '2011-02-12', '2011-02-12')).toBe(true);
    expect(inside('night', '2011-02-10', '2011-02-11')).toBe(false);
    expect(inside('night', '2011-02-12T13:00', '2011-02-12T23:58')).toBe(false);
    expect(inside('noon', '2011-02-12T12:00', '2011-02-12T12:00')).toBe(true);
  });

  it('are not what texts are', () => {
    const is = (text: string) => value(binary('=', field('north'), { kind: 'text', value: text }));
    expect([is('north'), is('nor'), is('northeast')]).toEqual([true, false, false]);
  });
});

describe('parametersIn', () => {
  it('finds every parameter once, wherever it stands, and no metadata', () => {
    const parameter = (name: string): PlanExpression => ({ kind: 'field', field: name, of: 'parameter' });
    const expression = binary(
      'and',
      not({ kind: 'missing', operand: parameter('R'), negated: false }),
      between(
        { kind: 'call', function: 'max', arguments: [parameter('TPF'), parameter('TNF')] },
        { kind: 'negate', operand: parameter('R') },
        field('lat'),
      ),
    );
    expect(parametersIn(expression)).toEqual(['R', 'TPF', 'TNF']);
  });
});

/** Truth as 1, falsehood as 0, missing as undefined; numbers as themselves. Written without a look at the evaluator. */
type Naive = number | undefined;

function naive(expression: PlanExpression): Naive {
  const known = (...of: readonly Naive[]) => of.every((each) => each !== undefined && !Number.isNaN(each));
  const truth = (of: PlanExpression) => naive(of) ?? 0.5;
  const certain = (of: number): Naive => (of === 0.5 ? undefined : of);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'field':
      return expression.field === 'one' ? 1 : undefined;
    case 'not':
      return certain(1 - truth(expression.operand));
    case 'missing':
      return Number((naive(expression.operand) === undefined) === !expression.negated);
    case 'between': {
      const [operand, from, to] = [expression.operand, expression.from, expression.to].map(naive);
      const above = known(operand, from) ? Number(operand! >= from!) : 0.5;
      const below = known(operand, to) ? Number(operand! <= to!) : 0.5;
      return certain(Math.min(above, below));
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === 'and') return certain(Math.min(truth(left), truth(right)));
      if (operator === 'or') return certain(Math.max(truth(left), truth(right)));
      const [a, b] = [naive(left), naive(right)];
      if (!known(a, b) || (operator === '/' && b === 0)) return undefined;
      const text = operator === '=' ? '===' : operator === '!=' ? '!==' : operator === '^' ? '**' : operator;
      const result = Number(new Function('a', 'b', `return a ${text} b`)(a, b));
      return Number.isNaN(result) ? undefined : result;
    }
    default:
      throw new Error(`no such thing is drawn: ${expression.kind}`);
  }
}

const { numeric, truth } = fc.letrec<{ numeric: PlanExpression; truth: PlanExpression }>((tie) => ({
  numeric: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      fc.constantFrom(-2, 0, 0.5, 1, 3).map(number),
      fc.constantFrom('one', 'nan', 'absent').map(field),
    ),
    fc
      .tuple(fc.constantFrom<PlanOperator>('+', '-', '*', '/', '^'), tie('numeric'), tie('numeric'))
      .map(([operator, left, right]) => binary(operator, left, right)),
  ),
  truth: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(fc.constantFrom<PlanOperator>('<', '<=', '>', '>=', '=', '!='), tie('numeric'), tie('numeric'))
      .map(([operator, left, right]) => binary(operator, left, right)),
    fc.tuple(tie('numeric'), tie('numeric'), tie('numeric')).map((of) => between(...of)),
    fc
      .tuple(tie('numeric'), fc.boolean())
      .map(([operand, negated]): PlanExpression => ({ kind: 'missing', operand, negated })),
    tie('truth').map(not),
    fc
      .tuple(fc.constantFrom<PlanOperator>('and', 'or'), tie('truth'), tie('truth'))
      .map(([operator, left, right]) => binary(operator, left, right)),
  ),
}));

describe('any condition', () => {
  it('is what a naive evaluator says', () => {
    const asScalar = (of: Naive): Scalar => (of === undefined ? null : of === 1);
    fc.assert(
      fc.property(truth, (expression) => {
        expect(value(expression)).toBe(asScalar(naive(expression)));
      }),
      { numRuns: 5000 },
    );
  });

  it('has numbers that are what a naive evaluator says', () => {
    fc.assert(
      fc.property(numeric, (expression) => {
        expect(value(expression)).toBe(naive(expression) ?? null);
      }),
      { numRuns: 5000 },
    );
  });
});
