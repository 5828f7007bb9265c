import { radians } from '../../numeric/deterministic.js';

export function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

/** Degrees from 0 to 360. */
export function turn(longitude: number): number {
  return ((longitude % 360) + 360) % 360;
}

/** Degrees from −180 to 180. */
export function halfTurn(longitude: number): number {
  return turn(longitude + 180) - 180;
}

export { radians };
