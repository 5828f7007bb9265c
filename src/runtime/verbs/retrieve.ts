import type { PlanExpression } from '../../planner/plan.js';
import type { Archive } from '../../archive/archive.js';
import type { Neighbour, NeighbourIndex } from '../../models/neighbours.js';
import { verb, type Context } from '../context.js';
import { eachChunk } from '../imaging.js';
import { observationAt } from '../observations.js';
import { selectItems } from '../selecting.js';
import { expectKind, type Item, type QueryMatches } from '../values.js';
import type { Patch } from '../../physics/field.js';
import { contract, looking } from './contract.js';

interface Arguments {
  readonly k: number;
  readonly where?: PlanExpression;
  readonly search: 'auto' | 'exact' | 'hnsw';
}

const planned = { form: 'named', type: { kind: 'texts' }, availability: 'planned' } as const;

export const retrieve = verb<Arguments>(
  contract({
    name: 'retrieve',
    summary: 'the observations that look most like each patch',
    description:
      'Embeds every patch with the self-supervised encoder and finds its `k` nearest neighbours among the embeddings ' +
      'of the archive, by Euclidean distance. `where` restricts the search, so that k matches still come back. ' +
      '`search` chooses between the exact scan and the HNSW graph; `auto` scans as long as that is as fast, so that ' +
      'every machine gives the same answer.',
    group: 'find',
    input: ['latents', 'patches'],
    output: 'matches',
    alsoKnownAs: ['search', 'find', 'nearest', 'match', 'knn', 'lookup', 'query'],
    arguments: [
      {
        name: 'k',
        form: 'named',
        type: { kind: 'integer', min: 1, max: Number.MAX_SAFE_INTEGER },
        summary: 'how many matches of each',
        placeholder: '<count>',
        default: 5,
      },
      {
        name: 'where',
        form: 'named',
        type: { kind: 'predicate' },
        summary: 'searches only observations for which it holds',
        placeholder: '<condition>',
      },
      {
        name: 'search',
        form: 'named',
        type: { kind: 'choice', values: ['auto', 'exact', 'hnsw'] },
        summary: 'how the index is searched',
        placeholder: 'auto|exact|hnsw',
        default: 'auto',
      },
      { name: 'by', ...planned, summary: 'what is compared' },
      { name: 'metric', ...planned, summary: 'the distance' },
      { name: 'rerank', ...planned, summary: 'a second look at the best' },
      { name: 'distinct', ...planned, summary: 'one match a region' },
    ],
    needs: (_given, input) => [
      ...looking(input),
      { kind: 'encoder' },
      { kind: 'index' },
      { kind: 'archive' },
    ],
    examples: [
      { script: 'generate seed 42 | retrieve k=5', note: 'five observations that look like it' },
      { script: 'generate 3 seed 1 | retrieve k=2 where hemisphere = "north"', note: 'northern ones only' },
    ],
  }),
  async (input, given, context, step) => {
    const { items } = expectKind(input, ['latents', 'patches'], step);
    const archive = await context.world.archive();
    const index = await context.world.index(given.search);
    const accept = given.where && (await accepted(given.where, archive, context));
    const queries: QueryMatches[] = [];
    await eachChunk(items, 'retrieving', context, async (chunk, patches) => {
      const found = index.search(await embed(patches, context), chunk.length, given.k, accept);
      queries.push(...chunk.map((query, row) => ({ query, matches: matchesOf(found[row], archive) })));
    });
    return { kind: 'matches', queries };
  },
);

/** Embeddings of patches: one row each, float32. */
async function embed(patches: readonly Patch[], context: Context): Promise<Float32Array> {
  const encoder = await context.world.encoder(await context.engine());
  const area = patches[0].pixels.length;
  const pixels = new Float32Array(patches.length * area);
  patches.forEach((patch, index) => pixels.set(patch.pixels, index * area));
  return encoder.run(pixels, patches.length);
}

type Accept = NonNullable<Parameters<NeighbourIndex['search']>[3]>;

async function accepted(where: PlanExpression, archive: Archive, context: Context): Promise<Accept> {
  const all = Array.from({ length: archive.size }, (_, position) => observationAt(position, archive));
  const kept: readonly Item[] = await selectItems(all, where, context);
  const positions = new Set(kept.map((item) => item.position));
  return (position) => positions.has(position);
}

function matchesOf(neighbours: readonly Neighbour[], archive: Archive) {
  return neighbours.map(({ position, distance }, index) => ({
    rank: index + 1,
    distance,
    item: observationAt(position, archive, { distance, rank: index + 1 }),
  }));
}
