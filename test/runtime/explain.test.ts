/** What `explain` says of shifts, against closed forms: in the toy world TUF and R have the cosine 0.6. */
import { describe, expect, it } from 'vitest';
import { GiqError } from '../../src/diagnostics/diagnostic.js';
import { optimise } from '../../src/planner/optimise.js';
import { explain } from '../../src/runtime/explain.js';
import { planToy, runToy } from '../support/toy-runtime.js';
import { toyWorld } from '../support/toy-world.js';

async function explained(script: string) {
  const [statement] = optimise(planToy(script)).statements;
  if (statement.kind === 'use' || statement.kind === 'define') throw new Error('a pipeline is wanted');
  return explain(statement.pipeline, toyWorld);
}

async function movesOf(script: string) {
  const { steps } = await explained(script);
  return steps.flatMap(({ moves }) => moves ?? []);
}

describe('a shift', () => {
  it('without anything kept gains what it is long', async () => {
    const [move] = await movesOf('generate seed 1 | shift TUF +3');
    expect(move).toMatchObject({ parameter: 'TUF', by: 3, accuracy: 0.9, keeping: [] });
    expect([move.residual, move.gain]).toEqual([1, 1]);
  });

  it('keeping one at the cosine c leaves √(1 − c²)', async () => {
    const [move] = await movesOf('generate seed 1 | shift TUF +3 keeping R');
    expect(move.keeping).toEqual([{ parameter: 'R', cosine: expect.closeTo(0.6, 12) }]);
    expect(move.residual).toBeCloseTo(0.8, 12);
    expect(move.gain).toBeCloseTo(0.8, 12);
  });

  it('keeping others at right angles leaves everything', async () => {
    const [move] = await movesOf('generate seed 1 | shift TUF +3 keeping PSEP, POLARITY');
    expect(move.keeping.map(({ cosine }) => cosine)).toEqual([0, 0]);
    expect(move.residual).toBeCloseTo(1, 12);
  });

  it('keeping the same direction twice leaves as much as keeping it once', async () => {
    const [move] = await movesOf('generate seed 1 | shift TUF +3 keeping R, AREA');
    expect(move.residual).toBeCloseTo(0.8, 9);
  });

  it('is a step of its length along what is left, at right angles to the kept ones', async () => {
    const at = async (script: string) => {
      const { value } = await runToy(script);
      if (value.kind !== 'latents') throw new Error('latents are wanted');
      return value.items[0].latent!;
    };
    const [before, after] = [
      await at('generate seed 1'),
      await at('generate seed 1 | shift TUF +3 keeping R'),
    ];
    // n = e₁ − 0.6 (0.6 e₁ + 0.8 e₂) = 0.64 e₁ − 0.48 e₂, of length 0.8.
    const step = [0, 3 * 0.8, -3 * 0.6, 0];
    step.forEach((change, axis) => expect(after[axis] - before[axis]).toBeCloseTo(change, 12));
  });

  it('along a direction that is kept by another name is an error that names it and its cosine', async () => {
    for (const running of [
      explained('generate seed 1 | shift R +1 keeping AREA'),
      runToy('generate seed 1 | shift R +1 keeping AREA'),
    ]) {
      const error: unknown = await running.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(GiqError);
      const [{ code, message }] = (error as GiqError).diagnostics;
      expect(code).toBe('dependent-direction');
      expect(message).toMatch(/AREA.*cosine is 1\.0000000/);
    }
  });
});

describe('an explanation', () => {
  it('tells every step with its kinds, and what would be loaded', async () => {
    const { steps, type, needs } = await explained('generate seed 1 | shift TUF +1 keeping R | retrieve k=2');
    expect(steps.map(({ verb, input, output }) => [verb, input, output])).toEqual([
      ['generate', 'nothing', 'latents'],
      ['shift', 'latents', 'latents'],
      ['retrieve', 'latents', 'matches'],
    ]);
    expect(type).toBe('matches');
    const names = needs.map((need) => (need.kind === 'direction' ? need.parameter : need.kind));
    expect(names.sort()).toEqual(['R', 'TUF', 'archive', 'encoder', 'generator', 'index', 'thumbnails']);
  });

  it('has the direction of a sweep, without an amount', async () => {
    const [move] = await movesOf('generate seed 1 | sweep TUF keeping R');
    expect(move).not.toHaveProperty('by');
    expect(move.gain).toBeCloseTo(0.8, 12);
  });
});
