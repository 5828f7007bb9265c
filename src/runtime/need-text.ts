import type { Need } from '../planner/plan.js';

/** "generator", "direction of TUF" */
export function needText(need: Need): string {
  return need.kind === 'direction' ? `direction of ${need.parameter}` : need.kind;
}
