import type { Definition } from '../../planner/plan.js';
import { needText } from '../../runtime/need-text.js';
import { detailsOf } from '../../runtime/explanation-details.js';
import type { ExplainedStep, Explanation } from '../../runtime/explain.js';

/** An explanation for people: a step a line, directions beneath, and what would be loaded. */
export function explanationText({ steps, type, needs }: Explanation): string {
  const lines = steps.flatMap((step, index) => stepLines(step, index + 1));
  const loaded = needs.length === 0 ? 'nothing' : needs.map(needText).join(', ');
  return [...lines, `gives   ${type}`, `loads   ${loaded}`, ''].join('\n');
}

function stepLines(step: ExplainedStep, number: number): string[] {
  const head = `${String(number).padStart(2)}  ${step.verb.padEnd(10)} ${step.input} → ${step.output}`;
  const given = Object.entries(step.arguments)
    .filter(([name]) => name !== 'moves')
    .map(([name, value]) => `${name} ${argumentText(value)}`);
  return [
    given.length > 0 ? `${head}   ${given.join(', ')}` : head,
    ...detailsOf(step).map((line) => `      ${line}`),
  ];
}

function argumentText(value: unknown): string {
  if (Array.isArray(value)) return value.map(argumentText).join(', ');
  if (isDefinition(value)) return value.name;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** A definition was explained where it was made. */
function isDefinition(value: unknown): value is Definition {
  return typeof value === 'object' && value !== null && 'measures' in value && 'name' in value;
}
