import { describe, expect, it } from 'vitest';
import { calibrate, type Goal, type Look } from '../../src/latent/calibrate.js';
import { norm } from '../../src/numeric/linear-algebra.js';
import { latentVector } from '../../src/numeric/random.js';

const D = 20;
/** Three smooth functions of z with known gradients: exp of one axis, a product, and a plane. */
const look: Look = (latents) =>
  Promise.resolve(
    latents.map((z) => ({
      values: Float64Array.of(Math.exp(0.5 * z[0]), z[1] * z[2] + z[3], z[4] + 0.5 * z[0]),
      jacobian: () => {
        const rows = new Float64Array(3 * D);
        rows[0] = 0.5 * Math.exp(0.5 * z[0]);
        rows.set([z[2], z[1], 1], D + 1);
        rows[2 * D + 4] = 1;
        rows[2 * D] = 0.5;
        return Promise.resolve(rows);
      },
    })),
  );
const values = async (z: Float64Array) => (await look([z]))[0].values;
const goal = (target: number, rest: Partial<Goal> = {}): Goal => ({
  aim: 'value',
  target,
  tolerance: 1e-4,
  scale: 1,
  requested: false,
  ...rest,
});

describe('calibrate', () => {
  it('reaches a target and keeps the others', async () => {
    const starts = [1, 2, 3].map((item) => latentVector(5, item, D));
    const goals = await Promise.all(
      starts.map(async (z) => {
        const [a, b, c] = await values(z);
        return [goal(a * 1.3, { requested: true }), goal(b), goal(c)];
      }),
    );
    const results = await calibrate(starts, goals, look);
    results.forEach((result, i) => {
      expect(result.reached).toBe(true);
      result.values.forEach((value, k) => expect(value).toBeCloseTo(goals[i][k].target, 3));
    });
  });

  it('takes no step where the goals are met already, and stops each item by itself', async () => {
    const starts = [latentVector(5, 1, D), latentVector(5, 2, D)];
    const [here, there] = await Promise.all(starts.map(values));
    const goals = [
      [...here].map((value) => goal(value)),
      [...there].map((value, k) => goal(value + (k ? 0 : 1))),
    ];
    const [still, moved] = await calibrate(starts, goals, look);
    expect(still.iterations).toBe(0);
    expect(still.z).toEqual(starts[0]);
    expect(moved.iterations).toBeGreaterThan(0);
  });

  it('takes the shortest way: dimensions that no goal depends on stay', async () => {
    const z = latentVector(5, 1, D);
    const [a, b, c] = await values(z);
    const [result] = await calibrate([z], [[goal(a + 0.5), goal(b), goal(c)]], look, { pull: 0 });
    expect(result.z.subarray(5)).toEqual(z.subarray(5));
  });

  it('flips a sign without holding its size', async () => {
    const z = latentVector(5, 1, D);
    const [a, b, c] = await values(z);
    const goals = [goal(a), goal(-0.5 * b, { aim: 'sign', requested: true }), goal(c)];
    const [result] = await calibrate([z], [goals], look);
    expect(result.reached).toBe(true);
    expect(Math.sign(result.values[1])).toBe(-Math.sign(b));
    expect(result.values[0]).toBeCloseTo(a, 3);
  });

  it('keeps the best it has seen of a target out of reach', async () => {
    const z = latentVector(5, 1, D);
    const [a, b, c] = await values(z);
    const [result] = await calibrate([z], [[goal(-1, { requested: true }), goal(b), goal(c)]], look);
    expect(result.reached).toBe(false);
    expect(result.values[0]).toBeLessThan(a);
    // Ten of the first search, and ten of the attempt that came nearer.
    expect(result.iterations).toBeLessThanOrEqual(20);
  });

  it('brings a latent outside the shell back towards it', async () => {
    const z = latentVector(5, 1, D).map((value, i) => (i > 4 ? 3 * value : value));
    const [a, b, c] = await values(z);
    const [result] = await calibrate([z], [[goal(a * 3, { requested: true }), goal(b), goal(c)]], look);
    expect(result.reached).toBe(true);
    expect(norm(result.z)).toBeLessThan(norm(z));
  });

  it('survives a parameter that goes missing', async () => {
    const missing: Look = async (latents) =>
      (await look(latents)).map((sight, i) => ({
        ...sight,
        values: sight.values.map((value) => (latents[i][0] > 2 ? NaN : value)),
      }));
    const z = new Float64Array(D);
    const goals = [goal(10, { requested: true }), goal(0), goal(0)];
    const [result] = await calibrate([z], [goals], missing);
    expect(result.reached).toBe(false);
    expect(result.values.every(Number.isFinite)).toBe(true);
  });

  it('passes on what looking throws', async () => {
    const aborted: Look = () => Promise.reject(new Error('cancelled'));
    await expect(calibrate([new Float64Array(D)], [[goal(1)]], aborted)).rejects.toThrow('cancelled');
  });
});
