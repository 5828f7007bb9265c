import { describe, expect, it } from 'vitest';
import type { Survey } from '../../src/latent/descend.js';
import { invert } from '../../src/latent/invert.js';
import { linearInverse, nearestLatent } from '../../src/latent/linear-inverse.js';
import { norm } from '../../src/numeric/linear-algebra.js';
import { latentVector } from '../../src/numeric/random.js';

const D = 16;
const goals = [0, 1].map((item) => latentVector(3, item, D));
/** Bowls around two goals. */
const bowls: Survey = (points) =>
  Promise.resolve(
    points.map(({ z, target }) => {
      const gradient = z.map((value, i) => 2 * (value - goals[target][i]));
      return { value: norm(gradient) ** 2 / 4, gradient };
    }),
  );
const zero = { name: 'zero', z: new Float64Array(D) };

describe('invert', () => {
  it('finds the goal of each picture and says which start led there', async () => {
    const near = goals.map((goal) => ({ name: 'near', z: goal.map((value) => value + 0.1) }));
    const found = await invert(
      near.map((start) => [zero, start]),
      bowls,
      { steps: 30 },
    );
    found.forEach(({ z, start }, index) => {
      expect(start).toBe('near');
      z.forEach((value, i) => expect(value).toBeCloseTo(goals[index][i], 1));
    });
  });

  it('holds what the picture says nothing about near the shell of the prior', async () => {
    const flat: Survey = (points) =>
      Promise.resolve(points.map(({ z }) => ({ value: 0, gradient: new Float64Array(z.length) })));
    const far = { name: 'far', z: new Float64Array(D).fill(3) };
    const [{ z }] = await invert([[far]], flat, { steps: 60 });
    expect(norm(z)).toBeCloseTo(Math.sqrt(D), 1);
  });

  it('tells how far it has come', async () => {
    const told: number[] = [];
    await invert([[zero]], bowls, { steps: 10, onStep: (done, total) => told.push(done / total) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('an album', () => {
  const latents = Array.from({ length: 400 }, (_, item) => latentVector(8, item, 3));
  /** A linear generator of six pixels. */
  const render = ([a, b, c]: Float64Array) => Float32Array.of(a, b, c, a + b, b - c, a - 2 * c);
  const album = { latents, sketches: latents.map(render) };

  it('gives a linear estimate that a linear generator confirms, up to the ridge', () => {
    const wanted = Float64Array.of(1, -2, 0.5);
    const found = linearInverse(album)(render(wanted));
    found.forEach((value, i) => expect(Math.abs(value - wanted[i])).toBeLessThan(0.1 * norm(wanted)));
  });

  it('knows the latent of the nearest sketch', () => {
    expect(nearestLatent(album, render(latents[7]))).toBe(latents[7]);
  });
});
