/** Evaluates resolved expressions over items. Missing is neither true nor false: it makes what it touches missing. */
import { functions } from '../planner/expression/functions.js';
import type { PlanExpression, PlanOperator } from '../planner/plan.js';

/** A number, a text, a date (ISO 8601), a truth value, or missing. */
export type Scalar = number | string | boolean | null;

/** Looks up a field of the item at hand. */
export type Lookup = (field: string, of: 'parameter' | 'meta' | 'score', unit: string | undefined) => Scalar;

export function evaluate(expression: PlanExpression, lookup: Lookup): Scalar {
  switch (expression.kind) {
    case 'field':
      return present(lookup(expression.field, expression.of, expression.unit));
    case 'number':
    case 'text':
    case 'date':
      return expression.value;
    case 'missing':
      return (evaluate(expression.operand, lookup) === null) !== expression.negated;
    case 'not':
      return negation(evaluate(expression.operand, lookup));
    case 'negate':
      return numeric([evaluate(expression.operand, lookup)], (value) => -value);
    case 'call':
      return numeric(
        expression.arguments.map((a) => evaluate(a, lookup)),
        functions.get(expression.function)!.evaluate,
      );
    case 'between':
      return between(expression, lookup);
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, lookup), () =>
        evaluate(expression.right, lookup),
      );
  }
}

/** NaN is how numbers say that they are missing. */
export const present = (value: Scalar): Scalar =>
  typeof value === 'number' && Number.isNaN(value) ? null : value;

const negation = (value: Scalar): Scalar => (value === null ? null : !value);

function numeric(values: readonly Scalar[], compute: (...values: number[]) => number): Scalar {
  return values.some((value) => typeof value !== 'number') ? null : present(compute(...(values as number[])));
}

function between(expression: Extract<PlanExpression, { kind: 'between' }>, lookup: Lookup): Scalar {
  const value = evaluate(expression.operand, lookup);
  const from = evaluate(expression.from, lookup);
  const to = evaluate(expression.to, lookup);
  return junction('and', compare('>=', value, from), () => compare('<=', value, to));
}

function binary(operator: PlanOperator, left: Scalar, right: () => Scalar): Scalar {
  if (operator === 'and' || operator === 'or') return junction(operator, left, right);
  const arithmetic = operations[operator as keyof typeof operations];
  return arithmetic ? numeric([left, right()], arithmetic) : compare(operator, left, right());
}

/** Kleene's logic: false and missing is false, true or missing is true. */
function junction(operator: 'and' | 'or', left: Scalar, right: () => Scalar): Scalar {
  const decisive = operator === 'or';
  if (left === decisive) return decisive;
  const other = right();
  if (other === decisive) return decisive;
  return left === null || other === null ? null : !decisive;
}

const operations = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => (b === 0 ? NaN : a / b),
  '^': (a: number, b: number) => a ** b,
};

function compare(operator: PlanOperator, left: Scalar, right: Scalar): Scalar {
  if (left === null || right === null) return null;
  const order = orderOf(left, right);
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

const date = /^\d{4}-\d{2}-\d{2}(T[\d:.]+)?Z?$/;

/** Negative, 0 or positive, as left is before, like or after right. */
function orderOf(left: NonNullable<Scalar>, right: NonNullable<Scalar>): number {
  if (typeof left === 'string' && typeof right === 'string' && date.test(left) && date.test(right))
    return orderOfMoments(left.replace('Z', ''), right.replace('Z', ''));
  return left < right ? -1 : Number(left > right);
}

/** A date that says less is like every moment in it: a day equals its noon, and nothing of it is before or after it. */
function orderOfMoments(left: string, right: string): number {
  if (left.startsWith(right) || right.startsWith(left)) return 0;
  return left < right ? -1 : 1;
}
