import { describe, expect, it } from 'vitest';
import type { WorldStatistics } from '../../src/models/statistics-file.js';
import type { Aim, PatchAim, PlanPipeline } from '../../src/planner/plan.js';
import type { Context } from '../../src/runtime/context.js';
import { targetOf, targetPatches } from '../../src/runtime/targets.js';
import type { Item } from '../../src/runtime/values.js';
import { failureOf } from '../models/failure.js';

const span = { start: 0, end: 0 };
const statistics: WorldStatistics = {
  patches: 1,
  seed: 1,
  shares: [],
  parameters: { PSEP: { mean: 30, sd: 10, median: 30, quantiles: [], count: 1, missing: 0 } },
};

/** An item that has been measured. */
const measured = (id: string, values: Readonly<Record<string, number>>): Item => ({
  ...{ id, origin: 'file', meta: {} },
  cache: { scores: new Map(), measured: new Map(Object.entries(values)) },
});
const plain = measured('a', { PSEP: 20, TILT: 0 });
const aim = (what: 'to' | 'by', value: number, unit: string): Aim => ({
  ...{ aim: what, parameter: 'PSEP', value, unit, span },
});
const target = (one: Aim) => targetOf(one, new Map(), statistics)(20, plain, 0);

describe('the target of an aim', () => {
  it('is what is asked for, or as much more than before', () => {
    expect(target(aim('to', 30, 'px'))).toBe(30);
    expect(target(aim('by', 30, 'px'))).toBe(50);
    expect(target(aim('by', -25, '%'))).toBe(15);
  });

  it('in standard deviations is counted from the mean, or from before', () => {
    expect(target(aim('to', 2, 'sd'))).toBe(50);
    expect(target(aim('by', 2, 'sd'))).toBe(40);
  });
});

describe('the target of a patch', () => {
  const pipeline = (): PlanPipeline => ({ steps: [], span }) as Partial<PlanPipeline> as PlanPipeline;
  const patch = pipeline();
  const like: PatchAim = { aim: 'like', parameter: 'PSEP', patch, span };
  let runs = 0;
  const contextOf = (items: readonly Item[]) =>
    ({
      runPipeline: async () => {
        runs++;
        return { kind: 'patches', items };
      },
    }) as Partial<Context> as Context;
  const find = (items: readonly Item[], count: number, aims: readonly PatchAim[] = [like]) =>
    targetPatches(aims, count, contextOf(items));
  const other = measured('b', { PSEP: 44, TILT: 0 });

  it('is what the patch has: one for all, or one for each', async () => {
    const one = await find([other], 2);
    expect([0, 1].map((index) => targetOf(like, one, statistics)(20, plain, index))).toEqual([44, 44]);
    const each = await find([plain, other], 2);
    expect([0, 1].map((index) => targetOf(like, each, statistics)(0, plain, index))).toEqual([20, 44]);
  });

  it('is measured once, however many aims ask for it', async () => {
    runs = 0;
    await find([other], 1, [like, { ...like, parameter: 'TILT' }]);
    expect(runs).toBe(1);
  });

  it('must be one for each, and have a value', async () => {
    expect(await failureOf(find([plain, other], 3))).toMatchObject({ code: 'unequal-targets' });
    const none = measured('c', { PSEP: NaN, TILT: NaN });
    const { code, message } = await failureOf(find([none], 1));
    expect([code, message]).toEqual(['target-missing', 'PSEP of the target patch c is missing']);
  });
});
