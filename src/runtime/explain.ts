import { decouple } from '../latent/decouple.js';
import type { Shift } from '../latent/shift.js';
import type { Need, PlanArguments, PlanPipeline, PlanStep, ValueKind } from '../planner/plan.js';
import { aimsOf, needsOf } from '../planner/plan.js';
import type { World } from '../models/world.js';
import { directionOf } from './directions.js';
import { atStep } from './execute.js';
import { searchIn, type SearchArguments } from './searching.js';
import type { SearchDescription } from './values.js';
import { shiftsOf } from './verbs/shift.js';

/** What a pipeline would do, without doing it. */
export interface Explanation {
  readonly steps: readonly ExplainedStep[];
  readonly type: ValueKind;
  /** Everything that would be loaded. */
  readonly needs: readonly Need[];
}

export interface ExplainedStep {
  readonly verb: string;
  readonly arguments: PlanStep['arguments'];
  readonly input: ValueKind;
  readonly output: ValueKind;
  /** The latent directions of a shift or a sweep. */
  readonly moves?: readonly ExplainedMove[];
  /** What a search would compare and re-rank. */
  readonly search?: SearchDescription;
}

/** How a step along one parameter looks once the kept ones are projected out (design section 4). */
export interface ExplainedMove {
  readonly parameter: string;
  /** Latent units; absent for a sweep. */
  readonly by?: number;
  readonly accuracy: number;
  readonly keeping: readonly { readonly parameter: string; readonly cosine: number }[];
  /** Length of what is left of the normal after projection. */
  readonly residual: number;
  /** Change of the parameter's own score per latent unit moved: 1 without `keeping`. */
  readonly gain: number;
}

/** Explains a resolved pipeline. Loads directions, which are small, and no model. */
export async function explain(pipeline: PlanPipeline, world: World): Promise<Explanation> {
  const steps = await Promise.all(pipeline.steps.map((step) => explainStep(step, world)));
  return { steps, type: pipeline.type, needs: needsOf(pipeline) };
}

async function explainStep(step: PlanStep, world: World): Promise<ExplainedStep> {
  const { verb, arguments: given, input, output } = step;
  const moves = await movesIn(step, world);
  const search =
    verb === 'retrieve' && searchIn(world.manifest, step.arguments as PlanArguments & SearchArguments);
  return {
    verb,
    arguments: given,
    input,
    output,
    ...(moves.length > 0 && { moves }),
    ...(search && { search }),
  };
}

async function movesIn(step: PlanStep, world: World): Promise<ExplainedMove[]> {
  try {
    return (await shiftsIn(step, world)).map(explainMove);
  } catch (error) {
    throw atStep(error, step.span);
  }
}

type Displacement = Pick<Shift, 'direction' | 'kept'> & { readonly by?: number };

async function shiftsIn(step: PlanStep, world: World): Promise<readonly Displacement[]> {
  if ((step.verb !== 'shift' && step.verb !== 'sweep') || aimsOf(step)) return [];
  const directions = await world.directions();
  // A direction that an earlier statement learns is not there before that has run.
  if (!step.needs.every((need) => need.kind !== 'direction' || directions.has(need.parameter))) return [];
  if (step.verb === 'shift') return shiftsOf(step, directions);
  const { parameter, keeping = [] } = step.arguments as { parameter: string; keeping?: readonly string[] };
  const kept = keeping.map((name) => directionOf(name, directions));
  return [{ direction: directionOf(parameter, directions), kept }];
}

function explainMove({ direction, by, kept }: Displacement): ExplainedMove {
  const { residualNorm, gain, cosines } = decouple(direction, kept);
  const { parameter, accuracy } = direction;
  const keeping = cosines.map((each) => ({ parameter: each.parameter, cosine: each.cosine }));
  return { parameter, ...(by !== undefined && { by }), accuracy, keeping, residual: residualNorm, gain };
}
