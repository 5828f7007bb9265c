/**
 * Elementary functions that give the same bits on every machine and every version of V8.
 *
 * `Math.exp`, `Math.sin` and their like may differ by an ulp between versions. Whatever decides a pixel, a latent
 * vector or anything else that a seed promises is made of these and of what IEEE 754 defines exactly: `+ - * /`,
 * `Math.sqrt`, `Math.abs`, `Math.floor`, `Math.min`, `Math.max`.
 */
export { exp, log, logistic, pow, tanh } from './exponential.js';
export { cos, sin } from './trigonometry.js';

/** Length of the vector (x, y), for lengths whose squares neither overflow nor vanish. */
export function hypotenuse(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** Degrees to radians. */
export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** `value`, or the nearer end of [lowest, highest] where it is outside. */
export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
