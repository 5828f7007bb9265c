import type { Direction } from '../../latent/direction.js';
import { move, shiftVector, type Shift } from '../../latent/shift.js';
import { movesOf } from '../../planner/optimise.js';
import type { Move, PlanStep } from '../../planner/plan.js';
import { verb } from '../context.js';
import { directionOf } from '../directions.js';
import { expectKind, moved } from '../values.js';
import { contract, keeping } from './contract.js';

interface Arguments {
  readonly moves: readonly Move[];
  readonly keeping?: readonly string[];
}

export const shift = verb<Arguments>(
  contract({
    name: 'shift',
    summary: 'moves latents along the direction of a parameter',
    description:
      '`shift P +e` adds e latent units along the unit normal of the hyperplane that separates patches with large P ' +
      'from those with small P. `keeping Q, …` first projects the normals of Q, … out of it and takes the unit vector ' +
      'of what is left, so that +e is always a step of length e; `explain` says how much of it still changes P. ' +
      'Shifts that follow one another are added up and cost nothing more.',
    group: 'latent',
    input: ['latents'],
    output: 'latents',
    alsoKnownAs: ['move', 'steer', 'edit', 'change'],
    arguments: [
      {
        name: 'moves',
        form: 'leading',
        type: { kind: 'moves' },
        summary: 'parameters and signed steps in latent units',
        placeholder: '<parameter> ±<step>, …',
        required: true,
      },
      keeping,
    ],
    needs: (given) => needsOfShift(given as unknown as Arguments),
    examples: [
      { script: 'generate seed 42 | shift TUF +3', note: 'more unsigned flux' },
      {
        script: 'generate seed 42 | shift TUF +3 keeping R, PSEP | measure',
        note: 'the same with R and PSEP held',
      },
      { script: 'generate seed 42 | shift TUF +2, PSEP -1 | show', note: 'two changes at once' },
    ],
  }),
  async (input, _given, context, step) => {
    const { items } = expectKind(input, ['latents'], step);
    const displacement = shiftVector(await shiftsOf(step, await context.world.directions()));
    return { kind: 'latents', items: items.map((item) => moved(item, move(item.latent!, displacement))) };
  },
);

function needsOfShift({ moves, keeping: kept = [] }: Arguments) {
  const names = new Set([...moves.flatMap((each) => [each.parameter, ...each.keeping]), ...kept]);
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
