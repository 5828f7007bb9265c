/** The optimiser may change how a script runs, never what it gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimise } from '../../src/planner/optimise.js';
import type { Plan, PlanPipeline } from '../../src/planner/plan.js';
import { planToy, runToyPipeline } from '../support/toy-runtime.js';

function pipelineOf({ statements: [statement] }: Plan): PlanPipeline {
  if (statement.kind === 'use' || statement.kind === 'define') throw new Error('a pipeline is wanted');
  return statement.pipeline;
}

async function latentsOf(pipeline: PlanPipeline): Promise<number[][]> {
  const { value } = await runToyPipeline(pipeline);
  if (value.kind !== 'latents') throw new Error('latents are wanted');
  return value.items.map(({ latent }) => [...latent!]);
}

const amount = fc
  .double({ min: -5, max: 5, noNaN: true })
  .map((by) => `${by < 0 ? '' : '+'}${by.toFixed(4)}`);
const shift = fc
  .tuple(
    fc.constantFrom('TUF', 'R', 'PSEP', 'POLARITY'),
    amount,
    fc.subarray(['TUF', 'R', 'PSEP', 'POLARITY']),
  )
  .map(([parameter, by, others]) => {
    const kept = others.filter((other) => other !== parameter);
    return `shift ${parameter} ${by}${kept.length > 0 ? ` keeping ${kept.join(', ')}` : ''}`;
  });
const other = fc.constantFrom('flip polarity method=reflect', 'vary 2 seed 3', 'take 2', 'sweep TUF steps 2');
const stages = fc.array(fc.oneof({ weight: 4, arbitrary: shift }, other), { minLength: 1, maxLength: 6 });

describe('folding shifts', () => {
  it('gives the same latents as running them one by one', async () => {
    const property = fc.asyncProperty(stages, async (all) => {
      const plan = planToy(`generate 2 seed 1 | ${all.join(' | ')}`);
      const [plain, folded] = [pipelineOf(plan), pipelineOf(optimise(plan))];
      const [expected, found] = [await latentsOf(plain), await latentsOf(folded)];
      expect(found.length).toBe(expected.length);
      const differences = found.flatMap((latent, i) =>
        latent.map((value, axis) => value - expected[i][axis]),
      );
      expect(Math.max(...differences.map(Math.abs))).toBeLessThan(1e-12);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('leaves no two shifts side by side, and everything else as it was', () => {
    const verbsOf = (pipeline: PlanPipeline) => pipeline.steps.map(({ verb }) => verb);
    const property = fc.property(stages, (all) => {
      const plan = planToy(`generate seed 1 | ${all.join(' | ')}`);
      const [before, after] = [verbsOf(pipelineOf(plan)), verbsOf(pipelineOf(optimise(plan)))];
      expect(after).toEqual(before.filter((verb, i) => verb !== 'shift' || before[i - 1] !== 'shift'));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('keeps what each step keeps, and only for that step', () => {
    const plan = optimise(planToy('generate seed 1 | shift TUF +1 keeping R | shift PSEP -2'));
    const [, shifted] = pipelineOf(plan).steps;
    expect(shifted.arguments.moves).toMatchObject([
      { parameter: 'TUF', by: 1, keeping: ['R'] },
      { parameter: 'PSEP', by: -2, keeping: [] },
    ]);
    const named = shifted.needs.map((need) => (need.kind === 'direction' ? need.parameter : need.kind));
    expect(named).toEqual(['TUF', 'R', 'PSEP']);
  });

  it('does so inside of pipelines that are arguments', async () => {
    const inner = 'generate seed 2 | shift TUF +1 keeping R | shift R -2';
    const plan = planToy(`generate seed 1 | blend (${inner}) t=1`);
    const expected = await latentsOf(pipelineOf(planToy(inner)));
    const found = await latentsOf(pipelineOf(optimise(plan)));
    found[0].forEach((value, axis) => expect(value).toBeCloseTo(expected[0][axis], 12));
  });
});
