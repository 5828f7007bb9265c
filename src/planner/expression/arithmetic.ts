/** Names, literals and arithmetic: everything below a comparison. */
import { diagnose } from '../../diagnostics/diagnostic.js';
import type {
  BinaryExpression,
  CallExpression,
  Expression,
  Name,
  NumberLiteral,
  UnaryExpression,
} from '../../parser/ast.js';
import { spoken } from '../describe.js';
import type { PlanExpression, PlanOperator } from '../plan.js';
import { findField, nearFields, type Field } from '../vocabulary.js';
import {
  dimensionsOf,
  inBaseUnit,
  isSolar,
  multiply,
  power,
  pure,
  sameDimensions,
  spokenDimensions,
} from './dimensions.js';
import { functions } from './functions.js';
import { number, type Basis, type Typed, type TypingContext } from './typed.js';

export function typeOperand(node: Expression, context: TypingContext): Typed | undefined {
  switch (node.kind) {
    case 'name':
      return typeName(node, context);
    case 'number':
      return typeNumber(node);
    case 'string':
      return { expression: { kind: 'text', value: node.value }, type: { kind: 'text' }, span: node.span };
    case 'date':
      return { expression: { kind: 'date', value: node.text }, type: { kind: 'date' }, span: node.span };
    case 'parentheses':
      return typeOperand(node.expression, context);
    case 'unary':
      return typeSign(node, context);
    case 'call':
      return typeCall(node, context);
    case 'binary':
      return typeArithmetic(node, context);
    default:
      return notAValue(node, context);
  }
}

/** Where what is no value may stand. */
const elsewhere: Partial<Record<Expression['kind'], readonly string[]>> = {
  range: ['a range stands after `in`: `lat in -30..30`'],
  missing: ['`missing` stands after `is`: `PSEP is missing`'],
};

function notAValue(node: Expression, { report }: TypingContext): undefined {
  const hints = elsewhere[node.kind] ?? [];
  report(diagnose('not-a-value', { text: spoken(node) }, { span: node.span, hints }));
  return undefined;
}

function typeName(node: Name, { vocabulary, basis, report }: TypingContext): Typed | undefined {
  const field = findField(vocabulary, node.text);
  if (!field) {
    const near = nearFields(vocabulary, node.text);
    const hints = near.map((name) => `\`${name}\` might be meant`);
    const fix = near[0] ? { fix: { span: node.span, replacement: near[0] } } : {};
    report(
      diagnose(
        'unknown-field',
        { name: node.text, world: vocabulary.world },
        { span: node.span, hints, ...fix },
      ),
    );
    return undefined;
  }
  if (field.kind === 'defined') return typeDefined(field, node, basis);
  const unit = unitOf(field, basis);
  const expression: PlanExpression = {
    kind: 'field',
    field: field.name,
    of: field.kind,
    ...(unit && { unit }),
  };
  const type =
    field.type === 'number'
      ? number(unit ? dimensionsOf(unit) : pure)
      : ({ kind: field.type === 'boolean' ? 'condition' : field.type } as const);
  const ambiguous = field.units.length > 1 ? { ambiguous: field.name } : {};
  return { expression, type, span: node.span, ...(field.values && { values: field.values }), ...ambiguous };
}

/** The base unit in which a basis reads a field. */
function unitOf({ units }: Field, basis: Basis): string | undefined {
  if (basis === 'first') return units[0];
  if (basis === 'second') return units[1] ?? units[0];
  return units.find((unit) => isSolar(unit) === (basis === 'sun')) ?? units[0];
}

/** A defined name stands for its expression, written out. */
function typeDefined({ name, definition }: Field, { span }: Name, basis: Basis): Typed {
  const { measures } = definition!;
  const [first, second = first] = measures;
  const inFrame = measures.find(({ frame }) => frame === basis) ?? first;
  const { expression, dimensions } = { first, second, sun: inFrame, patch: inFrame }[basis];
  return { expression, type: number(dimensions), span, ...(measures.length > 1 && { ambiguous: name }) };
}

function typeNumber(node: NumberLiteral): Typed {
  const base = node.unit && inBaseUnit(node.unit.text);
  const expression: PlanExpression = { kind: 'number', value: node.value * (base?.factor ?? 1) };
  const type = number(base ? dimensionsOf(base.unit) : pure);
  return { expression, type, span: node.span, ...(!base && { bare: true }) };
}

function typeSign(node: UnaryExpression, context: TypingContext): Typed | undefined {
  if (node.operator === 'not') return notAValue(node, context);
  const operand = typeOperand(node.operand, context);
  if (!operand || !requireNumber(operand, context)) return undefined;
  if (node.operator === '+') return { ...operand, span: node.span };
  return { ...operand, expression: { kind: 'negate', operand: operand.expression }, span: node.span };
}

function typeCall(node: CallExpression, context: TypingContext): Typed | undefined {
  const definition = functions.get(node.function.text);
  if (!definition) {
    const hints = [`functions: ${[...functions.keys()].join(', ')}`];
    const { text: name, span } = node.function;
    context.report(diagnose('unknown-function', { name }, { span, hints }));
    return undefined;
  }
  const operands = node.arguments.map((argument) => typeOperand(argument, context));
  if (!operands.every((operand) => operand !== undefined && requireNumber(operand, context)))
    return undefined;
  const typed = operands as Typed[];
  const [least, most] = definition.arity;
  if (typed.length < least || typed.length > most) {
    const words = {
      argument: `\`${node.function.text}\``,
      range: definition.spokenArity,
      found: String(typed.length),
    };
    context.report(diagnose('out-of-range', words, { span: node.span }));
    return undefined;
  }
  const dimensions = definition.dimensions(
    typed.map((operand) => (operand.type as { dimensions: typeof pure }).dimensions),
  );
  if (!dimensions) return void mismatch(typed[0], typed.at(-1)!, context);
  const expression: PlanExpression = {
    kind: 'call',
    function: node.function.text,
    arguments: typed.map((t) => t.expression),
  };
  const ambiguous = typed.find((operand) => operand.ambiguous)?.ambiguous;
  return { expression, type: number(dimensions), span: node.span, ...(ambiguous && { ambiguous }) };
}

const arithmetic: readonly string[] = ['+', '-', '*', '/', '^'];

function typeArithmetic(node: BinaryExpression, context: TypingContext): Typed | undefined {
  if (!arithmetic.includes(node.operator)) return notAValue(node, context);
  const left = typeOperand(node.left, context);
  const right = typeOperand(node.right, context);
  if (!left || !right) return undefined;
  if (!requireNumber(left, context) || !requireNumber(right, context)) return undefined;
  const dimensions = resultOf(node, left, right);
  if (!dimensions) return void mismatch(left, right, context);
  const operator = node.operator as PlanOperator;
  const expression: PlanExpression = {
    kind: 'binary',
    operator,
    left: left.expression,
    right: right.expression,
  };
  const ambiguous = left.ambiguous ?? right.ambiguous;
  const stillAmbiguous = ambiguous && Object.keys(dimensions).length > 0 ? { ambiguous } : {};
  return { expression, type: number(dimensions), span: node.span, ...stillAmbiguous };
}

function resultOf(node: BinaryExpression, left: Typed, right: Typed) {
  const a = dimensionsIn(left);
  const b = dimensionsIn(right);
  if (node.operator === '*') return multiply(a, b);
  if (node.operator === '/') return multiply(a, b, -1);
  if (node.operator === '^')
    return right.expression.kind === 'number' && sameDimensions(b, pure)
      ? power(a, right.expression.value)
      : undefined;
  if (left.bare) return b;
  return right.bare || sameDimensions(a, b) ? a : undefined;
}

export function dimensionsIn(typed: Typed) {
  return typed.type.kind === 'number' ? typed.type.dimensions : pure;
}

export function requireNumber(typed: Typed, { report }: TypingContext): boolean {
  if (typed.type.kind === 'number') return true;
  const text = typed.type.kind === 'condition' ? 'a condition' : `a ${typed.type.kind}`;
  report(diagnose('not-a-value', { text }, { span: typed.span, hints: ['arithmetic requires numbers'] }));
  return false;
}

/** Reports two quantities that do not go together, with both places. */
export function mismatch(left: Typed, right: Typed, { report }: TypingContext): void {
  const words = { left: spokenDimensions(dimensionsIn(left)), right: spokenDimensions(dimensionsIn(right)) };
  const labels = [{ span: left.span, message: words.left }];
  report(diagnose('wrong-unit', words, { span: right.span, labels }));
}
