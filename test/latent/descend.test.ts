import { describe, expect, it } from 'vitest';
import { descend, descentFrom, type Survey } from '../../src/latent/descend.js';

/** Rosenbrock's valley, whose lowest point is (1, 1), and a bowl around (3, −2): one a target. */
const survey: Survey = (points) =>
  Promise.resolve(
    points.map(({ z: [x, y], target }) =>
      target === 0
        ? {
            value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
            gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
          }
        : {
            value: (x - 3) ** 2 + 4 * (y + 2) ** 2,
            gradient: Float64Array.of(2 * (x - 3), 8 * (y + 2)),
          },
    ),
  );

describe('descend', () => {
  it('finds the lowest points of several functions side by side', async () => {
    const descents = [0, 1].map((target) => descentFrom({ z: Float64Array.of(-1.2, 1), target }));
    await descend(descents, survey, 200);
    expect([...descents[0].z].map((value) => value.toFixed(3))).toEqual(['1.000', '1.000']);
    expect([...descents[1].z].map((value) => value.toFixed(3))).toEqual(['3.000', '-2.000']);
    expect(descents.every(({ ended }) => ended)).toBe(true);
  });

  it('never keeps a worse point, makes no more surveys than it may, and goes on where it stopped', async () => {
    const [descent] = [descentFrom({ z: Float64Array.of(-1.2, 1), target: 0 })];
    const values: number[] = [];
    await descend([descent], survey, 7, () => values.push(descent.value));
    await descend([descent], survey, 5, () => values.push(descent.value));
    expect(values).toHaveLength(12);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it('stays at a lowest point', async () => {
    const descent = descentFrom({ z: Float64Array.of(1, 1), target: 0 });
    await descend([descent], survey, 10);
    expect([...descent.z]).toEqual([1, 1]);
    expect(descent.ended).toBe(true);
  });
});
