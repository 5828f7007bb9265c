import { describe, expect, it } from 'vitest';
import type { WorldStatistics } from '../../src/models/statistics-file.js';
import { signGoal, valueGoal } from '../../src/runtime/aiming.js';

const of = (mean: number, sd: number) => ({ mean, sd, median: mean, quantiles: [], count: 1, missing: 0 });
const statistics: WorldStatistics = {
  patches: 1,
  seed: 1,
  shares: [],
  parameters: { TUF: of(1000, 200), R: of(50, 100), PSEP: of(30, 10) },
};

describe('a value goal', () => {
  it('is met within a share of its target, 2 % where nothing else is asked for', () => {
    expect(valueGoal('TUF', 1000, true, statistics)).toMatchObject({
      target: 1000,
      tolerance: 20,
      scale: 200,
    });
    expect(valueGoal('TUF', 1000, true, statistics, 0.001).tolerance).toBe(1);
  });

  it('has an absolute tolerance near 0, wider where it is kept, and widest for R, which steps by pixels', () => {
    expect(valueGoal('TUF', 0, true, statistics).tolerance).toBeCloseTo(0.4, 12);
    expect(valueGoal('TUF', 0, false, statistics).tolerance).toBeCloseTo(2, 12);
    expect(valueGoal('R', 0, true, statistics).tolerance).toBeCloseTo(1, 12);
    expect(valueGoal('R', 0, false, statistics).tolerance).toBeCloseTo(3, 12);
  });
});

describe('a sign goal', () => {
  it('turns a separation round: at least two pixels beyond 0', () => {
    expect(signGoal(20, true, statistics)).toMatchObject({ aim: 'sign', target: -10, requested: true });
    expect(signGoal(-1, true, statistics).target).toBe(2);
  });

  it('holds one by staying on its side', () => {
    expect(signGoal(20, false, statistics)).toMatchObject({ target: 2, requested: false });
    expect(signGoal(-0.5, false, statistics).target).toBe(-0.5);
  });
});
