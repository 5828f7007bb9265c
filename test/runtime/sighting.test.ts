/** What searches see, on the toy world's linear generator: flux of it can be differentiated by hand. */
import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/models/engine.js';
import { GiqError } from '../../src/diagnostics/diagnostic.js';
import { measureField } from '../../src/physics/measure.js';
import { lookThrough } from '../../src/runtime/sighting.js';
import { toyPixels, toyWorld } from '../support/toy-world.js';

const AREA = 128 * 128;
const generator = await toyWorld.generator({ name: '', load: () => Promise.reject(), dispose: () => {} });
const axes = [0, 1, 2, 3].map((axis) => toyPixels([0, 1, 2, 3].map((i) => (i === axis ? 1 : 0))));
/** The same generator with its exact adjoint: inner products with the pictures of the axes. */
const adjoint: Model = {
  ...generator,
  pullback: async (_values, cotangents, count) =>
    Float32Array.from({ length: 4 * count }, (_, place) => {
      const row = cotangents.subarray(Math.floor(place / 4) * AREA, (Math.floor(place / 4) + 1) * AREA);
      return axes[place % 4].reduce((sum, value, pixel) => sum + value * row[pixel], 0);
    }),
};
const latents = [Float64Array.of(1, 0.2, 0.1, 0), Float64Array.of(-1.5, 0.5, 0.4, 1)];
const names = ['TUF', 'TPF'];

describe('a sight', () => {
  it('has the values that are measured on the render', async () => {
    const sights = await lookThrough(generator, names)(latents);
    sights.forEach(({ values }, index) => {
      const field = { pixels: toyPixels(latents[index]), size: 128 };
      expect([...values]).toEqual([...measureField(field, names)]);
    });
  });

  it('knows how they change with the latent: pulled back, and by differences', async () => {
    const exact = await Promise.all((await lookThrough(adjoint, names)(latents)).map((s) => s.jacobian()));
    const near = await Promise.all((await lookThrough(generator, names)(latents)).map((s) => s.jacobian()));
    exact.forEach((jacobian, index) => {
      const size = Math.max(...jacobian.map(Math.abs));
      expect(size).toBeGreaterThan(0);
      jacobian.forEach((value, place) =>
        expect(Math.abs(value - near[index][place])).toBeLessThan(0.03 * size),
      );
      // The fourth axis shows nothing.
      expect(jacobian[3]).toBe(0);
    });
  });

  it('is cancelled by its signal', async () => {
    const [sight] = await lookThrough(adjoint, names, AbortSignal.timeout(0))(latents.slice(0, 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(async () => sight.jacobian()).rejects.toThrow(GiqError);
  });
});
