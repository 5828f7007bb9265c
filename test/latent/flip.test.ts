import { describe, expect, it } from 'vitest';
import { flipWalk } from '../../src/latent/flip.js';
import { reflect } from '../../src/latent/hyperplane.js';
import { directionOf } from './support.js';

/** The classifier's hyperplane x = 0; the measured polarity below changes its sign elsewhere. */
const DIRECTION = directionOf('POLARITY', [1, 0]);

/** Measures sign(x − threshold) of each latent and keeps the batch sizes it was asked for. */
function renderer(threshold: (z: Float64Array) => number) {
  const batches: number[] = [];
  const measure = async (latents: Float64Array, count: number) => {
    batches.push(count);
    return Array.from({ length: count }, (_, i) => {
      const z = latents.slice(2 * i, 2 * i + 2);
      return Math.sign(z[0] - threshold(z));
    });
  };
  return { batches, measure };
}

describe('flipWalk', () => {
  it('is the bare reflection where that flips', async () => {
    const { measure, batches } = renderer(() => 0);
    const z = Float64Array.of(2, 5);
    expect(await flipWalk(z, 1, DIRECTION, measure)).toEqual([
      { z: reflect(z, DIRECTION), renders: 1, flipped: true, flippable: true },
    ]);
    expect(batches).toEqual([1, 1]);
  });

  it('walks on along the normal, away from the original side, where it does not', async () => {
    const { measure } = renderer(() => -3.2);
    const [flip] = await flipWalk(Float64Array.of(2, 5), 1, DIRECTION, measure);
    expect(flip).toEqual({ z: Float64Array.of(-3.5, 5), renders: 4, flipped: true, flippable: true });
  });

  it('walks in the other direction from negative polarity', async () => {
    const { measure } = renderer(() => 1.3);
    const [flip] = await flipWalk(Float64Array.of(-1, 0), 1, DIRECTION, measure);
    expect(flip.z[0]).toBe(1.5);
    expect(flip.flipped).toBe(true);
  });

  it('walks from the original where the classifier has its side wrong', async () => {
    const { measure } = renderer(() => -2.3);
    const [flip] = await flipWalk(Float64Array.of(-1, 0), 1, DIRECTION, measure);
    expect(flip).toMatchObject({ z: Float64Array.of(-2.5, 0), renders: 4, flipped: true });
  });
});

describe('flipWalk over a batch', () => {
  it('asks only for the unfinished items of a batch', async () => {
    const { measure, batches } = renderer((z) => z[1]);
    const flips = await flipWalk(Float64Array.of(2, 0, 2, -2.2, 2, -2.7), 3, DIRECTION, measure);
    expect(batches).toEqual([3, 3, 2, 1]);
    expect(flips.map(({ renders }) => renders)).toEqual([1, 2, 3]);
    expect(flips.map(({ z }) => [...z])).toEqual([
      [-2, 0],
      [-2.5, -2.2],
      [-3, -2.7],
    ]);
  });

  it('has nothing to do for an empty one', async () => {
    expect(await flipWalk(new Float64Array(0), 0, DIRECTION, renderer(() => 0).measure)).toEqual([]);
  });
});

describe('flipWalk at its limits', () => {
  it('gives up after the allowed renders and says so', async () => {
    const { measure } = renderer(() => -100);
    const [flip] = await flipWalk(Float64Array.of(2, 0), 1, DIRECTION, measure);
    expect(flip).toEqual({ z: Float64Array.of(-13.5, 0), renders: 24, flipped: false, flippable: true });
  });

  it('leaves an item without polarity as it is', async () => {
    const measure = async (_: Float64Array, count: number) => new Array<number>(count).fill(NaN);
    const z = Float64Array.of(2, 0);
    expect(await flipWalk(z, 1, DIRECTION, measure)).toEqual([
      { z, renders: 0, flipped: false, flippable: false },
    ]);
  });

  it('walks past candidates whose polarity is missing', async () => {
    const measure = async (latents: Float64Array) => [latents[0] > 0 ? 1 : latents[0] > -3 ? NaN : -1];
    const [flip] = await flipWalk(Float64Array.of(2, 0), 1, DIRECTION, measure);
    expect(flip).toMatchObject({ z: Float64Array.of(-3, 0), renders: 3, flipped: true });
  });

  it('asks for a share of the original separation', async () => {
    const measure = async (latents: Float64Array) => [latents[0] + 2];
    const [flip] = await flipWalk(Float64Array.of(4, 0), 1, DIRECTION, measure, { leastSeparation: 0.5 });
    expect(flip.z[0]).toBe(-5);
  });
});
