/** The optimiser: small, and visible in `explain`. */
import { cover } from '../diagnostics/span.js';
import {
  aimsOf,
  type Move,
  type Plan,
  type PlanPipeline,
  type PlanStatement,
  type PlanStep,
} from './plan.js';

/** Folds consecutive shifts into one, so that one vector is added and nothing is rendered between them. */
export function optimise(plan: Plan): Plan {
  return { ...plan, statements: plan.statements.map(optimiseStatement) };
}

function optimiseStatement(statement: PlanStatement): PlanStatement {
  return statement.kind === 'use' || statement.kind === 'define'
    ? statement
    : { ...statement, pipeline: optimisePipeline(statement.pipeline) };
}

function optimisePipeline(pipeline: PlanPipeline): PlanPipeline {
  return { ...pipeline, steps: pipeline.steps.reduce<PlanStep[]>(addOrFold, []) };
}

function addOrFold(steps: PlanStep[], step: PlanStep): PlanStep[] {
  const last = steps.at(-1);
  return last && addsUp(last) && addsUp(step) ? [...steps.slice(0, -1), fold(last, step)] : [...steps, step];
}

/** Latent steps commute; what a calibrated shift does depends on where it starts. */
function addsUp(step: PlanStep): boolean {
  return step.verb === 'shift' && !aimsOf(step);
}

function fold(first: PlanStep, second: PlanStep): PlanStep {
  const moves = [...movesOf(first), ...movesOf(second)];
  const needs = [...first.needs, ...second.needs];
  return { ...first, arguments: { moves }, needs, span: cover(first.span, second.span) };
}

/** The moves of a shift, each with what its own step keeps. */
export function movesOf(step: PlanStep): Move[] {
  const keeping = (step.arguments.keeping ?? []) as readonly string[];
  const moves = step.arguments.moves as readonly Move[];
  return moves.map((move) => ({ ...move, keeping: [...new Set([...move.keeping, ...keeping])] }));
}
