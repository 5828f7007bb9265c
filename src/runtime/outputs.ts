import type { Contract } from '../planner/contract.js';
import type { Plan } from '../planner/plan.js';

/** Names of the files that a plan would write, as the script writes them: those of `save`, and of `plot … to`. */
export function filesWritten({ statements }: Plan, contracts: ReadonlyMap<string, Contract>): string[] {
  return [...new Set(namesIn(statements, contracts))];
}

/** Pipelines stand in statements and in arguments of other steps, so the whole plan is looked through. */
function namesIn(value: unknown, contracts: ReadonlyMap<string, Contract>): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap((part) => namesIn(part, contracts));
  return isStep(value) ? [...inside, ...ownNames(value, contracts)] : inside;
}

interface Step {
  readonly verb: string;
  readonly arguments: object;
}

function isStep(value: object): value is Step {
  return (
    'verb' in value &&
    typeof value.verb === 'string' &&
    'arguments' in value &&
    typeof value.arguments === 'object'
  );
}

function ownNames(step: Step, contracts: ReadonlyMap<string, Contract>): string[] {
  const specs = contracts.get(step.verb)?.arguments ?? [];
  const names = specs.filter(({ type }) => type.kind === 'output-file').map(({ name }) => name);
  return Object.entries(step.arguments).flatMap(([name, value]) =>
    names.includes(name) && typeof value === 'string' ? [value] : [],
  );
}
