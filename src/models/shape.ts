import type { Tensor } from './network.js';

/** Sides of one item or tensor, slowest first. */
export type Shape = readonly number[];

/** How many numbers a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

export function sameShape(left: Shape, right: Shape): boolean {
  return left.length === right.length && left.every((side, axis) => side === right[axis]);
}

/** Such as `1 × 128 × 128`. */
export function shapeText(shape: Shape): string {
  return shape.join(' × ');
}

/** The shape [c, h, w] of a constant, which may be stored as [1, c, h, w]. */
export function constantShape({ shape }: Tensor): Shape {
  return shape.length === 4 && shape[0] === 1 ? shape.slice(1) : shape;
}
