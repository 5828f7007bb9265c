/** `invert` in the toy world, whose linear generator can be undone by hand. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToy } from '../support/toy-runtime.js';

let before: string | undefined;
beforeAll(() => {
  before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = mkdtempSync(join(tmpdir(), 'giq-invert-'));
});
afterAll(() => {
  if (before === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = before;
});

async function inverted(script: string) {
  const { value } = await runToy(script);
  if (value.kind !== 'latents') throw new Error('latents are wanted');
  return value.items;
}

describe('invert', () => {
  it('finds the latent of an observation, as far as the prior lets it', async () => {
    const [item] = await inverted('observe "toy-1" | invert seed=3');
    expect(item.latent![0]).toBeCloseTo(2, 1);
    expect(Math.abs(item.latent![1])).toBeLessThan(0.2);
    expect(item.inversion!.residual).toBeLessThan(0.02);
    expect(item.inversion!.correlation).toBeGreaterThan(0.99);
  });

  it('makes items of its own: no observation of the archive any more', async () => {
    const [item] = await inverted('observe "toy-1" | invert');
    expect(item).toMatchObject({ id: 'toy-1', origin: 'generated', from: { position: 1 } });
    expect(item.position).toBeUndefined();
    expect(item.meta).toMatchObject({ region: 1 });
  });

  it('takes the observations of matches', async () => {
    const items = await inverted('observe "toy-0" | retrieve k=2 | invert steps=20');
    expect(items.map(({ id }) => id)).toEqual(['toy-0', 'toy-1']);
  });

  it('gives the same latents again, and forgets the residual of what is moved on', async () => {
    const [first] = await inverted('observe "toy-4" | invert steps=30');
    const [again] = await inverted('observe "toy-4" | invert steps=30');
    expect(again.latent).toEqual(first.latent);
    const [shifted] = await inverted('observe "toy-4" | invert steps=30 | shift TUF +1');
    expect(shifted.inversion).toBeUndefined();
  });
});
