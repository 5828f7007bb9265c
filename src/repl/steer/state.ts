/** The state of a steering panel, and what every action makes of it. Pure: latents are moved elsewhere. */
import type { Direction } from '../../latent/direction.js';
import { reflect } from '../../latent/hyperplane.js';
import { move, shiftVector } from '../../latent/shift.js';

/** One thing that was done by hand. */
export type Step =
  | {
      readonly kind: 'shift';
      readonly parameter: string;
      readonly by: number;
      readonly keeping: readonly string[];
    }
  | { readonly kind: 'flip' };

/** What is steered, and how its world can be moved in. */
export interface Helm {
  readonly start: Float64Array;
  /** Parameters with a direction, in the order in which they are listed. */
  readonly parameters: readonly string[];
  readonly directions: ReadonlyMap<string, Direction>;
  /** The parameter that a flip reflects; absent where the world has no direction for it. */
  readonly flips?: string;
}

export interface SteerState {
  readonly helm: Helm;
  /** Index into the parameters. */
  readonly chosen: number;
  readonly kept: ReadonlySet<string>;
  /** What was done, oldest first. */
  readonly steps: readonly Step[];
  /** What was undone, to be done again from its end. */
  readonly undone: readonly Step[];
  /** Where that has led. */
  readonly latent: Float64Array;
  /** Why the last action changed nothing. */
  readonly problem?: string;
}

export type SteerAction =
  | { readonly kind: 'choose'; readonly by: 1 | -1 }
  | { readonly kind: 'push'; readonly sign: 1 | -1; readonly fine: boolean }
  | { readonly kind: 'keep' }
  | { readonly kind: 'flip' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'reset' };

/** Latent units of one key. */
export const STEP = { coarse: 0.5, fine: 0.1 };

export function startSteering(helm: Helm): SteerState {
  return { helm, chosen: 0, kept: new Set(), steps: [], undone: [], latent: helm.start };
}

export function chosenParameter({ helm, chosen }: SteerState): string {
  return helm.parameters[chosen];
}

/** The state after an action. A direction that the kept ones leave nothing of is a `problem`, and changes nothing else. */
export function steer(state: SteerState, action: SteerAction): SteerState {
  const { problem: _, ...clear } = state;
  switch (action.kind) {
    case 'choose':
      return { ...clear, chosen: wrapped(state.chosen + action.by, state.helm.parameters.length) };
    case 'keep':
      return keepChosen(clear);
    case 'push':
      return pushed(clear, action.sign * (action.fine ? STEP.fine : STEP.coarse));
    case 'flip':
      return clear.helm.flips === undefined
        ? { ...clear, problem: 'this world has no direction to flip' }
        : done(clear, { kind: 'flip' });
    case 'undo':
      return undone(clear);
    case 'redo':
      return redone(clear);
    case 'reset':
      return startedAgain(clear);
  }
}

function wrapped(index: number, count: number): number {
  return (index + count) % count;
}

function keepChosen(state: SteerState): SteerState {
  const kept = new Set(state.kept);
  const name = chosenParameter(state);
  if (!kept.delete(name)) kept.add(name);
  return { ...state, kept };
}

function pushed(state: SteerState, by: number): SteerState {
  const parameter = chosenParameter(state);
  const keeping = state.helm.parameters.filter((name) => state.kept.has(name) && name !== parameter);
  return done(state, { kind: 'shift', parameter, by, keeping });
}

function done(state: SteerState, step: Step): SteerState {
  const steps = [...state.steps, step];
  try {
    return { ...state, steps, undone: [], latent: latentAfter(steps, state.helm) };
  } catch (error) {
    return { ...state, problem: error instanceof Error ? error.message : String(error) };
  }
}

function undone(state: SteerState): SteerState {
  const last = state.steps.at(-1);
  if (!last) return { ...state, problem: 'there is nothing to undo' };
  const steps = state.steps.slice(0, -1);
  return { ...state, steps, undone: [...state.undone, last], latent: latentAfter(steps, state.helm) };
}

function redone(state: SteerState): SteerState {
  const next = state.undone.at(-1);
  if (!next) return { ...state, problem: 'there is nothing to redo' };
  const steps = [...state.steps, next];
  return { ...state, steps, undone: state.undone.slice(0, -1), latent: latentAfter(steps, state.helm) };
}

/** Back to the start; what was done can be done again, step by step. */
function startedAgain(state: SteerState): SteerState {
  const undoneNow = [...state.undone, ...state.steps.toReversed()];
  return { ...state, steps: [], undone: undoneNow, latent: state.helm.start };
}

/** Where steps lead: computed from the start, merged as the script will be, so that both are the same latent. */
export function latentAfter(steps: readonly Step[], helm: Helm): Float64Array {
  return merged(steps).reduce((latent, step) => applied(latent, step, helm), helm.start);
}

function applied(latent: Float64Array, step: Step, { directions, flips }: Helm): Float64Array {
  if (step.kind === 'flip') return reflect(latent, directions.get(flips!)!);
  const { parameter, by, keeping } = step;
  const kept = keeping.map((name) => directions.get(name)!);
  return move(latent, shiftVector([{ direction: directions.get(parameter)!, by, kept }]));
}

/** Runs of shifts of one parameter with the same kept set as one; those that cancel and double flips fall away. */
export function merged(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (step.kind === 'flip' && last?.kind === 'flip') result.pop();
    else if (step.kind === 'shift' && last?.kind === 'shift' && alike(step, last)) {
      result.pop();
      const by = rounded(last.by + step.by);
      if (by !== 0) result.push({ ...last, by });
    } else result.push(step);
  }
  return result;
}

function alike(a: Extract<Step, { kind: 'shift' }>, b: Extract<Step, { kind: 'shift' }>): boolean {
  return a.parameter === b.parameter && a.keeping.join() === b.keeping.join();
}

/** Steps are tenths: sums of them are written as they are meant. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
