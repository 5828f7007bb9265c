import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { move, shiftVector } from '../../src/latent/shift.js';
import { signedDistance } from '../../src/latent/hyperplane.js';
import { decouple } from '../../src/latent/decouple.js';
import { directionOf, vectors } from './support.js';

const steps = fc.double({ min: -5, max: 5, noNaN: true });

describe('shiftVector', () => {
  it('adds shifts along orthogonal directions', () => {
    const [x, y] = [directionOf('TUF', [1, 0]), directionOf('R', [0, 1])];
    const displacement = shiftVector([
      { direction: x, by: 3, kept: [] },
      { direction: y, by: -2, kept: [x] },
    ]);
    expect([...displacement]).toEqual([3, -2]);
  });

  it('moves the own score by gain × step and a kept one not at all', () => {
    fc.assert(
      fc.property(vectors(50), vectors(50), vectors(50), steps, (z, n, q, by) => {
        const [target, kept] = [directionOf('TUF', n), directionOf('R', q)];
        fc.pre(Math.abs(decouple(target, [kept]).gain) > 0.01);
        const moved = move(z, shiftVector([{ direction: target, by, kept: [kept] }]));
        const gained = signedDistance(moved, target) - signedDistance(z, target);
        expect(gained).toBeCloseTo(by * decouple(target, [kept]).gain, 9);
        expect(signedDistance(moved, kept)).toBeCloseTo(signedDistance(z, kept), 9);
      }),
    );
  });
});
