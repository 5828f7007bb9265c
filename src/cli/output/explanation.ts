import { formatNumber } from '../../render/number.js';
import type { Aim, Definition, Move } from '../../planner/plan.js';
import { needText } from '../need-text.js';
import type { ExplainedMove, ExplainedStep, Explanation } from '../../runtime/explain.js';

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
    ...(step.moves ?? []).flatMap(moveLines),
    ...aimLines(step),
    ...searchLines(step),
  ];
}

/** Targets of a calibrated shift. */
function aimLines({ arguments: { moves = [] } }: ExplainedStep): string[] {
  return (moves as readonly (Move | Aim)[]).flatMap((move) =>
    'aim' in move
      ? [
          `      ${move.parameter} ${move.aim} ${move.value} ${move.unit}: searched for by calibrated steps`.replace(
            ' :',
            ':',
          ),
        ]
      : [],
  );
}

/** What is compared, and how the nearest are put in order. */
function searchLines({ search }: ExplainedStep): string[] {
  if (!search) return [];
  const { by, metric, rerank, pool, weight, lacking } = search;
  const score = rerank === 'both' ? `pictures - ${weight} physics` : rerank;
  const order = rerank === 'none' ? 'in order of distance' : `nearest ${pool} re-ranked by ${score}`;
  const why = lacking ? ` (the world has no ${lacking})` : '';
  return [`      searches by ${by}, ${metric}; ${order}${why}`];
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

function moveLines({ parameter, by, accuracy, keeping, residual, gain }: ExplainedMove): string[] {
  const step = by === undefined ? '' : ` ${by < 0 ? '' : '+'}${by}`;
  const lines = [`      ${parameter}${step}: direction with validation accuracy ${formatNumber(accuracy)}`];
  if (keeping.length === 0) return lines;
  const cosines = keeping.map((kept) => `${kept.parameter} (cosine ${formatNumber(kept.cosine)})`).join(', ');
  return [
    ...lines,
    `      keeping ${cosines}: residual ${formatNumber(residual)}, gain ${formatNumber(gain)} per latent unit`,
  ];
}
