import type { Plan } from '../../planner/plan.js';
import type { Span } from '../../diagnostics/span.js';
import { contracts } from '../../runtime/verbs/index.js';

/** A text whose random verbs all have their seeds, and the seeds that were drawn for it. */
export interface Seeded {
  readonly text: string;
  readonly drawn: readonly number[];
}

/** Writes a seed to every step of the plan that would draw one, so that the text gives the same answer again. */
export function withSeeds(text: string, plan: Plan, draw: () => number): Seeded {
  const places = [...new Set(unseeded(plan).map(({ end }) => end))].sort((a, b) => a - b);
  const drawn = places.map(draw);
  const pieces = places.map(
    (end, index) => text.slice(places[index - 1] ?? 0, end) + ` seed ${drawn[index]}`,
  );
  return { text: pieces.join('') + text.slice(places.at(-1) ?? 0), drawn };
}

/** The spans of all steps that want a seed and have none, those of pipelines in brackets included. */
function unseeded(node: unknown): Span[] {
  if (Array.isArray(node)) return node.flatMap(unseeded);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(unseeded);
  return isStep(node) && wantsSeed(node) ? [...inner, node.span] : inner;
}

interface Step {
  readonly verb: string;
  readonly span: Span;
  readonly arguments: Readonly<Record<string, unknown>>;
}

function isStep(node: object): node is Step {
  return 'verb' in node && 'arguments' in node && 'span' in node;
}

function wantsSeed(step: Step): boolean {
  const seed = contracts.get(step.verb)?.arguments.find(({ type }) => type.kind === 'seed');
  return seed !== undefined && seed.default === undefined && step.arguments[seed.name] === null;
}
