import type { BinaryOperator, Expression } from '../parser/ast.js';
import type { ValueKind } from './plan.js';

/** How an expression is spoken of in a message: "a name", "the number 3". */
export function spoken(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return `the name \`${expression.text}\``;
    case 'number':
      return `the number ${expression.sign === '+' ? '+' : ''}${expression.value}${expression.unit ? ` ${expression.unit.text}` : ''}`;
    case 'string':
      return 'a text in quotes';
    case 'date':
      return 'a date';
    case 'missing':
      return '`missing`';
    case 'pipeline-expression':
      return 'a pipeline';
    case 'range':
      return 'a range';
    case 'parentheses':
      return spoken(expression.expression);
    case 'binary':
      return isArithmetic(expression.operator) ? 'an expression' : 'a condition';
    case 'unary':
      return expression.operator === 'not' ? 'a condition' : 'an expression';
    case 'call':
      return 'an expression';
  }
}

function isArithmetic(operator: BinaryOperator): boolean {
  return ['+', '-', '*', '/', '^'].includes(operator);
}

const kindNames: Record<ValueKind, string> = {
  nothing: 'nothing',
  latents: 'latents',
  patches: 'patches',
  matches: 'matches',
  table: 'a table',
};

export function spokenKind(kind: ValueKind): string {
  return kindNames[kind];
}

/** "latents or patches" */
export function spokenKinds(kinds: readonly ValueKind[]): string {
  const names = kinds.map(spokenKind);
  return names.length < 2 ? (names[0] ?? 'nothing') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
