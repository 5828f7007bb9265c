/** `retrieve` in the toy world, whose observations can be told apart by hand. */
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/runtime/context.js';
import type { Matches } from '../../src/runtime/values.js';
import { explain } from '../../src/runtime/explain.js';
import { optimise } from '../../src/planner/optimise.js';
import { codeOf } from '../models/training/support.js';
import { idsOf, planToy, resolveToy, runToy, runToyPipeline } from '../support/toy-runtime.js';
import { toyWorld } from '../support/toy-world.js';

const first = 'observe "toy-0" | retrieve';

function pipelineOf(script: string) {
  const [statement] = optimise(planToy(script)).statements;
  if (statement.kind === 'use' || statement.kind === 'define') throw new Error('a pipeline is wanted');
  return statement.pipeline;
}

/** Runs in a world that leaves the choice of re-ranking to giq, and has what it takes, or has not. */
async function runIn(script: string, lacks: { thumbnails?: boolean } = {}) {
  const notes: string[] = [];
  const emit: Context['emit'] = (event) => void (event.type === 'note' && notes.push(event.text));
  const index = { embeddings: '', hnsw: undefined, thumbnails: lacks.thumbnails ? undefined : 'some' };
  const manifest = { ...toyWorld.manifest, retrieval: undefined, index };
  const { value } = await runToyPipeline(pipelineOf(script), { world: { ...toyWorld, manifest }, emit });
  return { value: value as Matches, notes };
}

describe('retrieve', () => {
  it('finds an observation by itself, whatever is compared', async () => {
    for (const how of ['', 'by pixels', 'by pca', 'by pixels rerank=pictures']) {
      expect(idsOf((await runToy(`${first} k=1 ${how}`)).value)).toEqual(['toy-0']);
    }
  });

  it('gives one match of each region', async () => {
    const { value } = await runToy(`${first} k=6 distinct region`);
    // Squared distances of the corners: 0.5 to toy-4, 1 to toy-2, 1.25 to toy-5.
    expect(idsOf(value)).toEqual(['toy-0', 'toy-4', 'toy-2']);
  });

  it('gives one of each region among those for which the condition holds', async () => {
    const { value } = await runToy(`${first} k=6 distinct region where hemisphere = "north"`);
    expect(idsOf(value)).toHaveLength(2);
  });

  it('takes an observation without a value for a group of its own', async () => {
    expect(idsOf((await runToy(`${first} k=6 distinct date`)).value)).toHaveLength(6);
  });

  it('says how it searched, and gives scores where it re-ranked', async () => {
    const { queries, search } = (await runToy(`${first} k=2 rerank=pictures`)).value as Matches;
    expect(search).toEqual({ by: 'ssl', metric: 'euclidean', rerank: 'pictures', pool: 100 });
    const [best] = queries[0].matches;
    expect(best.score).toBeCloseTo(1, 6);
    expect(best.item.meta).toMatchObject({ rank: 1, score: best.score });
  });
});

describe('what a world lacks', () => {
  it('is said when it was asked for', async () => {
    expect(await codeOf(runToy(`${first} k=1 by physics`))).toBe('world-lacks');
    expect(await codeOf(runToy(`${first} k=1 rerank=both`))).toBe('world-lacks');
  });

  it('makes `auto` go without, with a note', async () => {
    const { value, notes } = await runIn(`${first} k=1`, { thumbnails: true });
    expect(value.search).toEqual({ by: 'ssl', metric: 'euclidean', rerank: 'none', lacking: 'thumbnails' });
    expect(notes).toEqual([expect.stringContaining('re-ranking requires thumbnails')]);
    expect((await runIn(`${first} k=1`)).value.search?.lacking).toBe('catalogue');
  });

  it('is no matter for what needs none', async () => {
    expect((await runIn(`${first} k=1 rerank=none`, { thumbnails: true })).notes).toEqual([]);
  });
});

describe('explain', () => {
  it('spells `auto` out', async () => {
    const { steps, needs } = await explain(pipelineOf(`${first} k=1 by pca metric=mahalanobis`), toyWorld);
    expect(steps.at(-1)?.search).toEqual({ by: 'pca', metric: 'mahalanobis', rerank: 'none' });
    expect(needs.map(({ kind }) => kind)).toEqual(['archive', 'thumbnails']);
  });
});

describe('the planner', () => {
  it.each([
    ['retrieve k=1 by physics search=hnsw', 'search-without-graph'],
    ['retrieve k=1 metric=mahalanobis search=hnsw', 'search-without-graph'],
    ['retrieve k=1 distinct TUF', 'wrong-argument'],
    ['retrieve k=1 distinct regions', 'unknown-field'],
    ['retrieve k=1 by magic', 'wrong-argument'],
  ])('refuses `%s`', (stage, code) => {
    expect(resolveToy(`observe | ${stage}`).diagnostics.map((each) => each.code)).toEqual([code]);
  });
});
