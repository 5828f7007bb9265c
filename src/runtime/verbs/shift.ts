import type { Direction } from '../../latent/direction.js';
import { move, shiftVector, type Shift } from '../../latent/shift.js';
import { movesOf } from '../../planner/optimise.js';
import { aimsOf, type Aim, type Move, type PatchAim, type PlanStep } from '../../planner/plan.js';
import { shiftToAims } from '../calibrating.js';
import { verb } from '../context.js';
import { directionOf } from '../directions.js';
import { expectKind, moved } from '../values.js';
import { contract, keeping } from './contract.js';

interface Arguments {
  readonly moves: readonly (Move | Aim | PatchAim)[];
  readonly keeping?: readonly string[];
  readonly within?: number;
}

export const shift = verb<Arguments>(
  contract({
    name: 'shift',
    summary: 'moves latents along the direction of a parameter, or to a value of it',
    description:
      '`shift P +e` adds e latent units along the unit normal of the hyperplane that separates patches with large P ' +
      'from those with small P. `keeping Q, …` first projects the normals of Q, … out of it and takes the unit vector ' +
      'of what is left, so that +e is always a step of length e; `explain` says how much of it still changes P. ' +
      'Shifts that follow one another are added up and cost nothing more.\n\n' +
      '`shift P to V unit`, `shift P by +V unit` and `shift P +20%` are calibrated: they render, measure and correct the ' +
      'latent (damped Gauss–Newton, at most ten steps, then new attempts from beside the best) until P is within `within` of the target and the kept parameters ' +
      'are where they were. `shift P, Q to (<pipeline>)` takes the values that another patch has (fluxes in Mx where both know ' +
      'their scale); several patches are the targets of as many latents. POLARITY is kept as a sign. `sd` is the spread among generated patches. What was requested and ' +
      'achieved is reported, and a target out of reach is a warning with the best that was found.',
    group: 'latent',
    input: ['latents'],
    output: 'latents',
    alsoKnownAs: ['move', 'steer', 'edit', 'change'],
    arguments: [
      {
        name: 'moves',
        form: 'leading',
        type: { kind: 'moves' },
        summary: 'parameters with signed steps in latent units, targets or changes',
        placeholder: '<parameter> ±<step>|to <value>|by ±<value>|to (<pipeline>), …',
        required: true,
      },
      keeping,
      {
        name: 'within',
        form: 'named',
        type: { kind: 'percentage' },
        summary:
          'how close to its target a calibrated shift has to come, as a share of the target; 2% by default',
        placeholder: '<percentage>',
      },
    ],
    needs: (given) => needsOfShift(given as unknown as Arguments),
    examples: [
      { script: 'generate seed 42 | shift TUF +3', note: 'more unsigned flux' },
      {
        script: 'generate seed 42 | shift TUF +3 keeping R, PSEP | measure',
        note: 'the same with R and PSEP held',
      },
      { script: 'generate seed 42 | shift TUF +2, PSEP -1 | show', note: 'two changes at once' },
      { script: 'generate seed 42 | shift TUF by +20% keeping R', note: 'a fifth more flux, R as it was' },
      {
        script: 'generate seed 42 | shift TUF, PSEP to (load "examples/data/bipole.fits")',
        note: 'as large and as wide as an observation',
      },
      {
        script: 'generate seed 42 | shift TUF to 2e22 Mx, PSEP to 16 Mm keeping TILT',
        note: 'to values in physical units',
      },
    ],
  }),
  async (input, given, context, step) => {
    const { items } = expectKind(input, ['latents'], step);
    const aims = aimsOf(step);
    if (aims) return { kind: 'latents', items: await shiftToAims(items, aims, given, context) };
    const displacement = shiftVector(await shiftsOf(step, await context.world.directions()));
    return { kind: 'latents', items: items.map((item) => moved(item, move(item.latent!, displacement))) };
  },
);

function needsOfShift({ moves, keeping: kept = [] }: Arguments) {
  if (moves.some((move) => 'aim' in move)) return [{ kind: 'generator' } as const];
  const steps = moves.filter((move): move is Move => !('aim' in move));
  const names = new Set([...steps.flatMap((each) => [each.parameter, ...each.keeping]), ...kept]);
  return [...names].map((parameter) => ({ kind: 'direction', parameter }) as const);
}

/** The shifts of a step with their directions looked up. */
export function shiftsOf(step: PlanStep, directions: ReadonlyMap<string, Direction>): Shift[] {
  return movesOf(step).map(({ parameter, by, keeping: kept }) => ({
    direction: directionOf(parameter, directions),
    by,
    kept: kept.map((name) => directionOf(name, directions)),
  }));
}
