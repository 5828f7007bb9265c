import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { project2d, reflect, signedDistance } from '../../src/latent/hyperplane.js';
import { diagnosticOf, directionOf, vectors } from './support.js';

const biases = fc.double({ min: -5, max: 5, noNaN: true });

describe('signedDistance', () => {
  it('is n·z + b', () => {
    expect(signedDistance(Float64Array.of(1, 2), directionOf('TUF', [3, 4], -0.5))).toBeCloseTo(1.7, 15);
  });
});

describe('reflect', () => {
  it('mirrors a point in a plane that does not go through the origin', () => {
    expect([...reflect(Float64Array.of(3, 7), directionOf('POLARITY', [1, 0], -1))]).toEqual([-1, 7]);
  });

  it('is an involution and changes the sign of the distance', () => {
    fc.assert(
      fc.property(vectors(100), vectors(100), biases, (z, vector, bias) => {
        const direction = directionOf('POLARITY', vector, bias);
        const image = reflect(z, direction);
        expect(signedDistance(image, direction)).toBeCloseTo(-signedDistance(z, direction), 12);
        reflect(image, direction).forEach((value, i) => expect(Math.abs(value - z[i])).toBeLessThan(1e-12));
      }),
    );
  });
});

describe('project2d', () => {
  it('puts the hyperplane on the line n1 x + n2 y + b = 0', () => {
    fc.assert(
      fc.property(vectors(20), vectors(20), biases, (z, vector, bias) => {
        const direction = directionOf('TUF', vector, bias);
        fc.pre(Math.abs(direction.normal[1]) > 1e-3);
        const [x, y] = project2d(z, direction);
        const [n1, n2] = direction.normal;
        expect(x).toBe(z[0]);
        expect(n1 * x + n2 * y + bias).toBeCloseTo(signedDistance(z, direction), 10);
      }),
    );
  });

  it('requires a second component', () => {
    const direction = directionOf('TUF', [1, 0, 1]);
    expect(diagnosticOf(() => project2d(Float64Array.of(1, 1, 1), direction)).code).toBe('no-plane');
  });
});
