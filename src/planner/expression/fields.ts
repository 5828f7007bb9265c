import type { PlanExpression } from '../plan.js';

type FieldExpression = Extract<PlanExpression, { kind: 'field' }>;

/** All fields that an expression asks for, as often as it does. */
export function fieldsIn(expression: PlanExpression): FieldExpression[] {
  if (expression.kind === 'field') return [expression];
  return Object.values(expression)
    .flat()
    .filter((part): part is PlanExpression => typeof part === 'object' && part !== null && 'kind' in part)
    .flatMap(fieldsIn);
}

/** Names of all parameters that an expression asks for, each once. */
export const parametersIn = (expression: PlanExpression): string[] => namesIn(expression, 'parameter');

/** Names of all classifiers whose scores an expression asks for, each once. */
export const scoresIn = (expression: PlanExpression): string[] => namesIn(expression, 'score');

function namesIn(expression: PlanExpression, kind: FieldExpression['of']): string[] {
  const names = fieldsIn(expression).flatMap(({ of, field }) => (of === kind ? [field] : []));
  return [...new Set(names)];
}
