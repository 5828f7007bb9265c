/** Conditions: comparisons joined by `and`, `or`, `not`. */
import { diagnose } from '../../diagnostics/diagnostic.js';
import type { BinaryExpression, Expression, RangeExpression } from '../../parser/ast.js';
import { spoken } from '../describe.js';
import type { PlanExpression, PlanOperator } from '../plan.js';
import { dimensionsIn, mismatch, typeOperand } from './arithmetic.js';
import { pure, sameDimensions } from './dimensions.js';
import type { Basis, Typed, TypingContext } from './typed.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';

/** A context without a basis: each comparison finds its own. */
export type ConditionContext = Omit<TypingContext, 'basis'>;

/** Resolves a condition; undefined when something was reported. */
export function typeCondition(node: Expression, context: ConditionContext): PlanExpression | undefined {
  if (node.kind === 'parentheses') return typeCondition(node.expression, context);
  if (node.kind === 'unary' && node.operator === 'not') {
    const operand = typeCondition(node.operand, context);
    return operand && { kind: 'not', operand };
  }
  if (node.kind === 'binary') return typeBinary(node, context);
  return typeBareCondition(node, context);
}

/** `simulated`: a field that is true or false by itself. */
function typeBareCondition(node: Expression, context: ConditionContext): PlanExpression | undefined {
  const typed = typeOperand(node, { ...context, basis: 'first' });
  if (!typed || typed.type.kind === 'condition') return typed?.expression;
  const hints =
    node.kind === 'name' ? [`\`${node.text} > …\` or \`${node.text} is not missing\` might be meant`] : [];
  const words = { verb: 'where', text: spoken(node) };
  context.report(diagnose('not-a-condition', words, { span: node.span, hints }));
  return undefined;
}

function typeBinary(node: BinaryExpression, context: ConditionContext): PlanExpression | undefined {
  switch (node.operator) {
    case 'and':
    case 'or':
      return typeJunction(node, node.operator, context);
    case 'is':
    case 'is not':
      return typeMissing(node, context);
    case 'in':
      return inSomeBasis(context, (typing) => typeIn(node, typing));
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return inSomeBasis(context, (typing) => typeComparison(node, node.operator as PlanOperator, typing));
    default:
      return typeBareCondition(node, context);
  }
}

function typeJunction(
  node: BinaryExpression,
  operator: PlanOperator,
  context: ConditionContext,
): PlanExpression | undefined {
  const left = typeCondition(node.left, context);
  const right = typeCondition(node.right, context);
  return left && right && { kind: 'binary', operator, left, right };
}

function typeMissing(node: BinaryExpression, context: ConditionContext): PlanExpression | undefined {
  const operand = typeOperand(node.left, { ...context, basis: 'first' });
  return operand && { kind: 'missing', operand: operand.expression, negated: node.operator === 'is not' };
}

/** Tries the units that are shown first, then the others; what the first try found wrong is reported if both fail. */
function inSomeBasis(
  context: ConditionContext,
  attempt: (typing: TypingContext) => PlanExpression | undefined,
): PlanExpression | undefined {
  let first: Diagnostic[] = [];
  for (const basis of ['first', 'second'] satisfies Basis[]) {
    const found: Diagnostic[] = [];
    const result = attempt({ ...context, basis, report: (diagnostic) => found.push(diagnostic) });
    if (result) {
      found.forEach(context.report);
      return result;
    }
    if (basis === 'first') first = found;
  }
  first.forEach(context.report);
  return undefined;
}

function typeComparison(
  node: BinaryExpression,
  operator: PlanOperator,
  context: TypingContext,
): PlanExpression | undefined {
  const left = typeOperand(node.left, context);
  const right = typeOperand(node.right, context);
  if (!left || !right || !comparable(left, right, context)) return undefined;
  return { kind: 'binary', operator, left: left.expression, right: right.expression };
}

function typeIn(node: BinaryExpression, context: TypingContext): PlanExpression | undefined {
  const operand = typeOperand(node.left, context);
  const range = unwrap(node.right);
  if (range.kind !== 'range') {
    const words = { argument: '`in`', expected: 'a range', found: spoken(range) };
    const hints = ['a range is written `from..to`, both ends included'];
    context.report(diagnose('wrong-argument', words, { span: range.span, hints }));
    return undefined;
  }
  const from = typeOperand(withUnitOf(range.to, range.from), context);
  const to = typeOperand(range.to, context);
  if (!operand || !from || !to) return undefined;
  if (!comparable(operand, from, context) || !comparable(operand, to, context)) return undefined;
  warnIfEmpty(range, [from, to], context);
  return { kind: 'between', operand: operand.expression, from: from.expression, to: to.expression };
}

function unwrap(node: Expression): Expression {
  return node.kind === 'parentheses' ? unwrap(node.expression) : node;
}

/** `-10..10 deg`: a bare lower end takes the unit of the upper one. */
function withUnitOf(upper: Expression, lower: Expression): Expression {
  const bare = lower.kind === 'number' && !lower.unit;
  return bare && upper.kind === 'number' && upper.unit ? { ...lower, unit: upper.unit } : lower;
}

function warnIfEmpty(range: RangeExpression, [from, to]: [Typed, Typed], { report }: TypingContext): void {
  const [a, b] = [from.expression, to.expression];
  const backwards = 'value' in a && 'value' in b && a.kind === b.kind && a.value > b.value;
  if (backwards) report(diagnose('empty-range', {}, { span: range.span }));
}

function comparable(left: Typed, right: Typed, context: TypingContext): boolean {
  if (left.type.kind !== right.type.kind) return reportTypes(left, right, context);
  if (left.type.kind === 'text') return knownText(left, right, context) && knownText(right, left, context);
  if (left.type.kind !== 'number') return true;
  if (left.bare || right.bare) return adoptUnit(left.bare ? right : left, left.bare ? left : right, context);
  if (sameDimensions(dimensionsIn(left), dimensionsIn(right))) return true;
  mismatch(left, right, context);
  return false;
}

/** A bare number takes the unit of the other side; where that has two, the choice is said aloud. */
function adoptUnit(quantity: Typed, literal: Typed, { report }: TypingContext): boolean {
  const { expression, ambiguous } = quantity;
  const zero = literal.expression.kind === 'number' && literal.expression.value === 0;
  if (!ambiguous || zero || sameDimensions(dimensionsIn(quantity), pure)) return true;
  const unit = expression.kind === 'field' ? expression.unit : undefined;
  const end = { start: literal.span.end, end: literal.span.end };
  const fix = unit ? { fix: { span: end, replacement: ` ${unit}` } } : {};
  const words = { field: ambiguous, unit: unit ?? 'the unit of the other side' };
  report(diagnose('number-without-unit', words, { span: literal.span, ...fix }));
  return true;
}

function reportTypes(left: Typed, right: Typed, { report }: TypingContext): false {
  const spoken = ({ type }: Typed) => `a ${type.kind}`;
  const labels = [{ span: left.span, message: spoken(left) }];
  const hints = [left, right].some(({ type }) => type.kind === 'date')
    ? ['a date is written without quotes: 2011-02-14']
    : [];
  report(
    diagnose(
      'different-types',
      { left: spoken(left), right: spoken(right) },
      { span: right.span, labels, hints },
    ),
  );
  return false;
}

function knownText(field: Typed, literal: Typed, { report }: TypingContext): boolean {
  if (!field.values || literal.expression.kind !== 'text' || field.expression.kind !== 'field') return true;
  const { value } = literal.expression;
  if (field.values.includes(value)) return true;
  const values = field.values.map((text) => `"${text}"`).join(', ');
  report(diagnose('unknown-value', { field: field.expression.field, value, values }, { span: literal.span }));
  return false;
}
