/** Searches of random archives, against naive loops over every observation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pearson } from '../../../src/numeric/statistics.js';
import { searchArchive, type SearchOptions } from '../../../src/models/retrieval/search-archive.js';
import { codeOf } from '../training/support.js';
import { DIMENSION, embed, NAMES, randomQueries, randomWorld, regionOf, SIDE } from './worlds.js';

const SIZE = 60;
const AREA = SIDE * SIDE;
const noEngine = () => Promise.reject(new Error('the encoder of these worlds needs no engine'));
const engine = async () => ({ name: 'none', load: noEngine, dispose: () => {} });

const random = randomWorld(SIZE, 1);
const queries = randomQueries(5, 2);
const search = (options: SearchOptions) => searchArchive(random.world, engine, queries, options);
const positions = Array.from({ length: SIZE }, (_, position) => position);

const row = (values: ArrayLike<number>, width: number, at: number) =>
  Array.from({ length: width }, (_, j) => values[at * width + j]);
const distance = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((value, j) => value - b[j]));
const nearest = (distances: readonly number[]) => [...positions].sort((a, b) => distances[a] - distances[b]);

function standardised(name: string, value: number): number {
  const column = [...random.columns.get(name)!];
  const mean = column.reduce((sum, each) => sum + each, 0) / SIZE;
  const squares = column.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return (value - mean) / Math.sqrt(squares / (SIZE - 1));
}

/** What each method should find: the distance of query `q` to every observation. */
const naive = {
  ssl: (q: number) => {
    const place = row(embed(queries.pixels, queries.count), DIMENSION, q);
    return positions.map((at) => distance(place, row(random.embeddings, DIMENSION, at)));
  },
  pixels: (q: number) => {
    const picture = row(queries.pixels, AREA, q);
    return positions.map((at) =>
      distance(
        picture,
        row(random.thumbnails, AREA, at).map((step) => step / 127),
      ),
    );
  },
  physics: (q: number) => {
    const place = NAMES.map((name) => standardised(name, queries.parameters.get(name)![q]));
    return positions.map((at) =>
      distance(
        place,
        NAMES.map((name) => standardised(name, random.columns.get(name)![at])),
      ),
    );
  },
};

describe.each(['ssl', 'pixels', 'physics'] as const)('by %s', (by) => {
  it('finds what a naive search finds', async () => {
    const found = await search({ k: 6, by, rerank: 'none' });
    found.forEach((matches, q) => {
      const distances = naive[by](q);
      expect(matches.map(({ position }) => position)).toEqual(nearest(distances).slice(0, 6));
      matches.forEach((match) => expect(match.distance).toBeCloseTo(distances[match.position], 5));
    });
  });
});

describe('by pca', () => {
  it('gives the distances of the pixels where no component is left out', async () => {
    const [pixels, pca] = await Promise.all([search({ k: 9, by: 'pixels' }), search({ k: 9, by: 'pca' })]);
    pca.flat().forEach((match, index) => {
      expect(match.position).toBe(pixels.flat()[index].position);
      expect(match.distance).toBeCloseTo(pixels.flat()[index].distance, 4);
    });
  });
});

describe('the Mahalanobis metric', () => {
  it.each(['ssl', 'physics', 'pixels', 'pca'] as const)('ranks the whole archive: by %s', async (by) => {
    const [first] = await search({ k: SIZE, by, metric: 'mahalanobis', rerank: 'none' });
    const distances = first.map((match) => match.distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(new Set(first.map(({ position }) => position)).size).toBe(SIZE);
  });

  it('requires more observations than dimensions', async () => {
    const few = randomWorld(AREA, 3).world;
    const asked = searchArchive(few, engine, queries, { k: 1, by: 'pixels', metric: 'mahalanobis' });
    expect(await codeOf(asked)).toBe('covariance-singular');
  });
});

describe('re-ranking', () => {
  const physical = (q: number, at: number) => naive.physics(q)[at];
  /** Naive: the pictures are moved by cutting them out of a frame of zeros. */
  const alike = (q: number, at: number) => {
    const zero = (picture: number[]) => {
      const mean = picture.reduce((sum, value) => sum + value, 0) / AREA;
      const centred = picture.map((value) => value - mean);
      return centred.map((value) => value / Math.hypot(...centred));
    };
    const [query, candidate] = [zero(row(queries.pixels, AREA, q)), zero(row(random.thumbnails, AREA, at))];
    const at2 = (picture: number[], r: number, c: number) =>
      r >= 0 && r < SIDE && c >= 0 && c < SIDE ? picture[r * SIDE + c] : 0;
    const shifts = [-2, -1, 0, 1, 2];
    const correlations = shifts.flatMap((dr) =>
      shifts.map((dc) =>
        candidate.reduce(
          (sum, value, pixel) => sum + value * at2(query, Math.floor(pixel / SIDE) + dr, (pixel % SIDE) + dc),
          0,
        ),
      ),
    );
    return Math.max(...correlations);
  };
  const scores = {
    pictures: alike,
    physics: (q: number, at: number) => -physical(q, at),
    both: (q: number, at: number) => alike(q, at) - 0.25 * physical(q, at),
  };

  it.each(['pictures', 'physics', 'both'] as const)(
    'by %s puts the pool in the order of the score',
    async (rerank) => {
      const found = await search({ k: 10, rerank });
      found.forEach((matches, q) => {
        const order = nearest(naive.ssl(q));
        const pool = order.slice(0, 7).sort((a, b) => scores[rerank](q, b) - scores[rerank](q, a));
        expect(matches.map(({ position }) => position)).toEqual([...pool, ...order.slice(7, 10)]);
        matches
          .slice(0, 7)
          .forEach(({ position, score }) => expect(score).toBeCloseTo(scores[rerank](q, position), 5));
        expect(matches.slice(7).map(({ score }) => score)).toEqual([undefined, undefined, undefined]);
      });
    },
  );

  it('is what the world says, of what the encoder finds, by default', async () => {
    expect(await search({ k: 5 })).toEqual(await search({ k: 5, rerank: 'both' }));
    expect(await search({ k: 5, by: 'physics' })).toEqual(
      await search({ k: 5, by: 'physics', rerank: 'none' }),
    );
  });

  it('goes without in a world that lacks thumbnails, unless it was asked for', async () => {
    const { index } = random.world.manifest;
    const manifest = { ...random.world.manifest, index: { ...index!, thumbnails: undefined } };
    const older = { ...random.world, manifest };
    expect(await searchArchive(older, engine, queries, { k: 4 })).toEqual(
      await search({ k: 4, rerank: 'none' }),
    );
  });

  it('correlates no better without shifts', () => {
    const [query, picture] = [row(queries.pixels, AREA, 0), row(random.thumbnails, AREA, 0)];
    expect(alike(0, 0)).toBeGreaterThanOrEqual(pearson(query, picture) - 1e-12);
  });
});

describe('every search', () => {
  const options = fc.record({
    k: fc.integer({ min: 1, max: 70 }),
    by: fc.constantFrom('ssl', 'pixels', 'pca', 'physics'),
    metric: fc.constantFrom('euclidean', 'mahalanobis'),
    rerank: fc.constantFrom('auto', 'none', 'pictures', 'physics', 'both'),
    modulus: fc.integer({ min: 1, max: 5 }),
    grouped: fc.boolean(),
  });
  const searchOf = ({ modulus, grouped, ...rest }: { modulus: number; grouped: boolean } & SearchOptions) =>
    search({
      ...rest,
      accept: (position) => position % modulus === 0,
      ...(grouped && { distinct: regionOf }),
    });

  it('holds what it promises: k, the condition, one a group', async () => {
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        for (const matches of await searchOf(given)) {
          const found = matches.map(({ position }) => position);
          const eligible = positions.filter((position) => position % given.modulus === 0);
          const groups = new Set(eligible.map(given.grouped ? regionOf : Number));
          expect(found).toHaveLength(Math.min(given.k, groups.size));
          expect(found.every((position) => position % given.modulus === 0)).toBe(true);
          expect(new Set(found.map(given.grouped ? regionOf : Number)).size).toBe(found.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same first matches whatever k is', async () => {
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        const [more, fewer] = [await searchOf({ ...given, k: given.k + 3 }), await searchOf(given)];
        fewer.forEach((matches, query) => expect(more[query].slice(0, matches.length)).toEqual(matches));
      }),
      { numRuns: 40 },
    );
  });

  it('is in the order of its scores, then of its distances', async () => {
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        for (const matches of await searchOf(given)) {
          const scores = matches.flatMap(({ score }) => (score === undefined ? [] : [score]));
          const rest = matches.slice(scores.length).map((match) => match.distance);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          expect(rest).toEqual([...rest].sort((a, b) => a - b));
        }
      }),
      { numRuns: 40 },
    );
  });
});
