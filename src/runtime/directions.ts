import type { Direction } from '../latent/direction.js';

/** A direction the planner has seen in the world's vocabulary. */
export function directionOf(parameter: string, directions: ReadonlyMap<string, Direction>): Direction {
  const direction = directions.get(parameter);
  if (!direction) throw new Error(`the world promised a direction for ${parameter} and has none`);
  return direction;
}
