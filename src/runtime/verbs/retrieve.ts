import type { Need, PlanArguments } from '../../planner/plan.js';
import type { Archive } from '../../archive/archive.js';
import { searchArchive, type ArchiveMatch } from '../../models/retrieval/search-archive.js';
import { verb } from '../context.js';
import { eachChunk } from '../imaging.js';
import { observationAt } from '../observations.js';
import { describeSearch, optionsOf, queriesOf, type SearchArguments } from '../searching.js';
import { requireItems } from '../limits.js';
import { expectKind, type Match, type QueryMatches } from '../values.js';
import { contract, looking } from './contract.js';

export const retrieve = verb<SearchArguments>(
  contract({
    name: 'retrieve',
    summary: 'the observations that look most like each patch',
    description:
      'Embeds every patch with the self-supervised encoder and finds its nearest neighbours among the embeddings of the ' +
      'archive, by Euclidean distance; then puts the nearest hundred into the order of a score: the largest correlation ' +
      'of their thumbnails over small shifts, less a tenth of their distance in standardised physical parameters ' +
      '(`rerank both`). `pictures` or `physics` take one half of the score, `none` leaves the order of distance. `auto` is ' +
      'what the manifest of the world says, `both` by default; it re-ranks only what the encoder has found, and goes ' +
      'without, with a note, where a world has no thumbnails.\n\n' +
      "`by` and `metric` choose other distances, the paper's baselines among them (its Fig. 8): `physics` compares TUF, R " +
      'and PSEP in standard deviations of the archive, a missing one counting as the mean. `where` restricts the search, ' +
      'so that k matches still come back; `distinct region` gives the best match of each region. `search` chooses between ' +
      'the exact scan and the HNSW graph, which is of embeddings; `auto` scans as long as that is as fast, so that every ' +
      'machine gives the same answer.',
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
      {
        name: 'by',
        form: 'named',
        type: { kind: 'choice', values: ['ssl', 'pixels', 'pca', 'physics'] },
        summary:
          "what is compared: the encoder's embeddings, thumbnails, 100 principal components of them, or TUF, R and PSEP",
        placeholder: 'ssl|pixels|pca|physics',
        default: 'ssl',
      },
      {
        name: 'metric',
        form: 'named',
        type: { kind: 'choice', values: ['euclidean', 'mahalanobis'] },
        summary: 'the distance; Mahalanobis by the covariance of the archive',
        placeholder: 'euclidean|mahalanobis',
        default: 'euclidean',
      },
      {
        name: 'rerank',
        form: 'named',
        type: { kind: 'choice', values: ['auto', 'both', 'pictures', 'physics', 'none'] },
        summary: 'what puts the nearest into their final order',
        placeholder: 'auto|both|pictures|physics|none',
        default: 'auto',
      },
      {
        name: 'distinct',
        form: 'named',
        type: { kind: 'field' },
        summary: 'at most one match of each value of this metadata, such as one a region',
        placeholder: '<metadata>',
      },
    ],
    needs: (given, input) => [...looking(input), ...needsOfSearch(given), { kind: 'archive' }],
    examples: [
      { script: 'generate seed 42 | retrieve k=5', note: 'five observations that look like it' },
      { script: 'generate 3 seed 1 | retrieve k=2 where hemisphere = "north"', note: 'northern ones only' },
      { script: 'generate seed 42 | retrieve k=3 distinct region', note: 'three regions, each once' },
      {
        script: 'generate seed 42 | retrieve k=3 by physics metric=mahalanobis',
        note: 'a baseline of the paper',
      },
      { script: 'generate seed 42 | retrieve k=3 rerank=none', note: 'in the order of distance' },
    ],
  }),
  async (input, given, context, step) => {
    const { items } = expectKind(input, ['latents', 'patches'], step);
    const search = describeSearch(given, context);
    const options = await optionsOf(given, context);
    const archive = await context.world.archive();
    requireItems('retrieve', items.length * Math.min(Number(given.k), archive.size));
    const queries: QueryMatches[] = [];
    await eachChunk(items, 'retrieving', context, async (chunk, patches) => {
      const asked = await queriesOf(chunk, patches, given, context);
      const found = await searchArchive(context.world, context.engine, asked, options);
      queries.push(...chunk.map((query, row) => ({ query, matches: matchesOf(found[row], archive) })));
    });
    return { kind: 'matches', queries, search };
  },
);

/** What has to be loaded; `auto` re-ranks what the encoder finds, where the world has thumbnails. */
function needsOfSearch({ by, rerank }: PlanArguments): readonly Need[] {
  const compared: Need[] = by === 'ssl' ? [{ kind: 'encoder' }, { kind: 'index' }] : [];
  const pictured =
    by === 'pixels' ||
    by === 'pca' ||
    rerank === 'both' ||
    rerank === 'pictures' ||
    (rerank === 'auto' && by === 'ssl');
  return pictured ? [...compared, { kind: 'thumbnails' }] : compared;
}

function matchesOf(found: readonly ArchiveMatch[], archive: Archive): Match[] {
  return found.map(({ position, distance, score }, index) => {
    const place = { rank: index + 1, distance, ...(score !== undefined && { score }) };
    return { ...place, item: observationAt(position, archive, place) };
  });
}
