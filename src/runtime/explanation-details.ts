/** What an explained step is told of besides its words, line by line. */
import { aimsAmong, type Aim, type Move, type PatchAim } from '../planner/plan.js';
import { formatNumber } from '../render/number.js';
import type { ExplainedMove, ExplainedStep } from './explain.js';

/** Directions, targets and searches of a step, a line each. */
export function detailsOf(step: ExplainedStep): string[] {
  return [...(step.moves ?? []).flatMap(moveLines), ...aimLines(step), ...searchLines(step)];
}

/** Targets of a calibrated shift. */
function aimLines({ arguments: { moves = [] } }: ExplainedStep): string[] {
  return aimsAmong(moves as readonly (Move | Aim | PatchAim)[]).map((aim) => {
    const goal = aim.aim === 'like' ? 'as on the target patch' : `${aim.aim} ${aim.value} ${aim.unit}`;
    return `${aim.parameter} ${goal.trim()}: searched for by calibrated steps`;
  });
}

/** What is compared, and how the nearest are put in order. */
function searchLines({ search }: ExplainedStep): string[] {
  if (!search) return [];
  const { by, metric, rerank, pool, weight, lacking } = search;
  const score = rerank === 'both' ? `pictures - ${weight} physics` : rerank;
  const order = rerank === 'none' ? 'in order of distance' : `nearest ${pool} re-ranked by ${score}`;
  const why = lacking ? ` (the world has no ${lacking})` : '';
  return [`searches by ${by}, ${metric}; ${order}${why}`];
}

function moveLines({ parameter, by, accuracy, keeping, residual, gain }: ExplainedMove): string[] {
  const step = by === undefined ? '' : ` ${by < 0 ? '' : '+'}${by}`;
  const lines = [`${parameter}${step}: direction with validation accuracy ${formatNumber(accuracy)}`];
  if (keeping.length === 0) return lines;
  const cosines = keeping.map((kept) => `${kept.parameter} (cosine ${formatNumber(kept.cosine)})`).join(', ');
  return [
    ...lines,
    `keeping ${cosines}: residual ${formatNumber(residual)}, gain ${formatNumber(gain)} per latent unit`,
  ];
}
