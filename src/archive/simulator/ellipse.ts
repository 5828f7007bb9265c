import { cos, sin } from '../../numeric/deterministic.js';
import type { Point } from './bipole.js';

/**
 * The squared distance of (x, y) from a centre in units of an ellipse, whose first semi-axis is turned by
 * `orientation` radians from west to north.
 */
export function ellipticDistance(
  centre: Point,
  orientation: number,
  along: number,
  across: number,
): (x: number, y: number) => number {
  const [cosine, sine] = [cos(orientation), sin(orientation)];
  return (x, y) => {
    const u = ((x - centre.x) * cosine + (y - centre.y) * sine) / along;
    const v = ((y - centre.y) * cosine - (x - centre.x) * sine) / across;
    return u * u + v * v;
  };
}
