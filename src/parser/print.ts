/** The AST as canonical text, without comments and line breaks; format.ts adds these. */
import { encode } from './escapes.js';
import type {
  Argument,
  Expression,
  Name,
  NumberLiteral,
  Pipeline,
  Stage,
  Statement,
  UnaryExpression,
} from './ast.js';

/** What the AST does not keep, but a formatter must: how the author wrote it. */
export interface Style {
  /** A number without its unit. */
  readonly number: (literal: NumberLiteral) => string;
  /** `=` or ` = ` between a named argument and its value. */
  readonly equals: (argument: Argument) => string;
}

export const plainStyle: Style = {
  number: ({ value, sign }) => (sign ?? '') + String(Math.abs(value)),
  equals: () => '=',
};

/** A statement in one line. */
export function printStatement(statement: Statement, style = plainStyle): string {
  switch (statement.kind) {
    case 'define':
      return `${headOf(statement)}${printExpression(statement.expression, style)}`;
    case 'use':
      return `use ${printName(statement.what)} ${encode(statement.value.value)}`;
    default:
      return `${headOf(statement)}${printPipeline(statement.pipeline, style)}`;
  }
}

/** What stands before the pipeline or expression of a statement: `let quiet = `. */
export function headOf(statement: Statement): string {
  if (statement.kind === 'explain') return 'explain ';
  const named = statement.kind === 'let' || statement.kind === 'define';
  return named ? `${statement.kind} ${printName(statement.name)} = ` : '';
}

export function printPipeline(pipeline: Pipeline, style = plainStyle): string {
  return pipeline.stages.map((stage) => printStage(stage, style)).join(' | ');
}

export function printStage(stage: Stage, style = plainStyle): string {
  if (stage.kind === 'group') return `(${printPipeline(stage.pipeline, style)})`;
  const words = stage.arguments.map(
    (argument) => `${argument.afterComma ? ', ' : ' '}${printArgument(argument, style)}`,
  );
  return printName(stage.verb) + words.join('');
}

function printArgument(argument: Argument, style: Style): string {
  const value = printExpression(argument.value, style);
  return argument.name ? `${printName(argument.name)}${style.equals(argument)}${value}` : value;
}

export function printExpression(expression: Expression, style = plainStyle): string {
  const print = (part: Expression) => printExpression(part, style);
  switch (expression.kind) {
    case 'name':
      return printName(expression);
    case 'number':
      return printNumber(expression, style);
    case 'string':
      return encode(expression.value);
    case 'date':
      return expression.text;
    case 'missing':
      return 'missing';
    case 'unary':
      return printUnary(expression, print(expression.operand));
    case 'binary':
      return `${print(expression.left)} ${expression.operator} ${print(expression.right)}`;
    case 'range':
      return `${print(expression.from)}..${print(expression.to)}`;
    case 'call':
      return `${printName(expression.function)}(${expression.arguments.map(print).join(', ')})`;
    case 'parentheses':
      return `(${print(expression.expression)})`;
    case 'pipeline-expression':
      return `(${printPipeline(expression.pipeline, style)})`;
  }
}

export function printName({ text, quoted }: Name): string {
  return quoted ? `\`${text}\`` : text;
}

function printNumber(literal: NumberLiteral, style: Style): string {
  const { unit } = literal;
  if (!unit) return style.number(literal);
  return `${style.number(literal)}${unit.text === '%' ? '' : ' '}${unit.text}`;
}

/** A sign that touched a number would become part of it; before a power it may, see build/expressions.ts. */
function printUnary({ operator, operand }: UnaryExpression, text: string): string {
  if (operator === 'not') return `not ${text}`;
  const isPower = operand.kind === 'binary' && operand.left.kind === 'number';
  return /^[\d.+-]/.test(text) && !isPower ? `${operator} ${text}` : `${operator}${text}`;
}
