import type { PlanExpression } from '../plan.js';

type FieldExpression = Extract<PlanExpression, { kind: 'field' }>;

/** All fields that an expression asks for, as often as it does. */
export function fieldsIn(expression: PlanExpression): FieldExpression[] {
  return expression.kind === 'field' ? [expression] : membersOf(expression).flatMap(fieldsIn);
}

/** How many nodes an expression has when it is written out; each that is shared is looked at once. */
export function partsOf(expression: PlanExpression, known = new Map<PlanExpression, number>()): number {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const count = membersOf(expression).reduce((sum, member) => sum + partsOf(member, known), 1);
  known.set(expression, count);
  return count;
}

function membersOf(expression: PlanExpression): PlanExpression[] {
  return Object.values(expression)
    .flat()
    .filter((part): part is PlanExpression => typeof part === 'object' && part !== null && 'kind' in part);
}

/** Names of all parameters that an expression asks for, each once. */
export const parametersIn = (expression: PlanExpression): string[] => namesIn(expression, 'parameter');

/** Names of all classifiers whose scores an expression asks for, each once. */
export const scoresIn = (expression: PlanExpression): string[] => namesIn(expression, 'score');

function namesIn(expression: PlanExpression, kind: FieldExpression['of']): string[] {
  const names = fieldsIn(expression).flatMap(({ of, field }) => (of === kind ? [field] : []));
  return [...new Set(names)];
}
