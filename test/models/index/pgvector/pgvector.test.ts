/** An index in PostgreSQL, over the wire. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { conditionSql } from '../../../../src/models/index/pgvector/condition-sql.js';
import {
  loadDatabase,
  openDatabase,
  openDatabaseIndex,
  readColumns,
  type Database,
} from '../../../../src/models/index/pgvector/index.js';
import { exactIndex } from '../../../../src/models/index/exact.js';
import type { PlanExpression } from '../../../../src/planner/plan.js';
import { evaluate } from '../../../../src/runtime/conditions.js';
import { codeOf } from '../support.js';
import { startProxy, startRefusing, startServer, type TestServer } from './server.js';
import { DIMENSION, embeddingsOf, measure, NAMES, randomArchive, settingsOf, taskOf } from './support.js';

const SIZE = 300;
const archive = randomArchive(SIZE);
const opened: Database[] = [];
let server: TestServer;
let embeddings: Float32Array;

function open(more: object = {}, port = server.port): Database {
  const database = openDatabase(settingsOf(port, more));
  opened.push(database);
  return database;
}
const none = () => {
  throw new Error('there is no table');
};
const indexOf = (database: Database, size = SIZE, kind: 'auto' | 'hnsw' = 'auto') =>
  openDatabaseIndex({ database, size, kind, lacking: none });
const count = async (table: string) =>
  Number((await server.db.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)).rows[0].count);

beforeAll(async () => {
  server = await startServer();
  embeddings = await embeddingsOf(archive);
  expect(await loadDatabase(taskOf(open(), archive))).toBe(true);
  await closeAll();
}, 60_000);
const closeAll = async () => void (await Promise.all(opened.splice(0).map((each) => each.close())));
afterEach(closeAll);
afterAll(() => server.stop());

describe('an index in a database', () => {
  const exact = () => exactIndex({ embeddings, dimension: DIMENSION });

  it.each(['auto', 'hnsw'] as const)('finds what exact search finds here (%s)', async (kind) => {
    const index = await indexOf(open(), SIZE, kind);
    expect(index).toMatchObject({ kind: 'pgvector', size: SIZE, dimension: DIMENSION });
    const queries = embeddings.slice(0, 20 * DIMENSION).map((value, i) => value + 0.1 * Math.sin(i));
    const found = await index.search(queries, 20, 7);
    exact()
      .search(queries, 20, 7)
      .forEach((expected, query) => {
        expect(found[query].map(({ position }) => position)).toEqual(
          expected.map(({ position }) => position),
        );
        found[query].forEach(({ distance }, i) => expect(distance).toBeCloseTo(expected[i].distance, 5));
      });
  });

  it('searches only the positions that were worked out here', async () => {
    const accept = (position: number) => position % 50 === 3;
    const [found] = await (await indexOf(open(), SIZE, 'hnsw')).search(embeddings, 1, 10, accept);
    expect(found.map(({ position }) => position)).toEqual(
      exact()
        .search(embeddings, 1, 10, accept)[0]
        .map(({ position }) => position),
    );
  });

  it('gives back parameters and thumbnails', async () => {
    const { columns, thumbnails } = await readColumns(open(), SIZE, NAMES, 256);
    const expected = measure((await archive.patch(7)).pixels, 1);
    expect(NAMES.map((name) => columns.get(name)![7])).toEqual([...expected]);
    const pixel = Math.max(-1, Math.min(1, (await archive.patch(7)).pixels[5]));
    expect(thumbnails[7 * 256 + 5]).toBe(Math.round(127 * pixel));
  });
});

const field = (name: string, unit?: string): PlanExpression => ({
  kind: 'field',
  field: name,
  of: NAMES.includes(name) ? 'parameter' : 'meta',
  ...(unit && { unit }),
});
const numbers = fc.letrec<{ number: PlanExpression }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(
      field('lat'),
      field('region'),
      field('TUF', 'kG px'),
      field('TUF', 'Mx'),
      field('PSEP', 'px'),
    ),
    fc.integer({ min: -30, max: 30 }).map((value): PlanExpression => ({ kind: 'number', value })),
    fc
      .tuple(
        fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
        tie('number'),
        tie('number'),
      )
      .map(([operator, left, right]): PlanExpression => ({ kind: 'binary', operator, left, right })),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('number'), tie('number'))
      .map(([name, ...given]): PlanExpression => ({ kind: 'call', function: name, arguments: given })),
    fc
      .tuple(fc.constantFrom('abs', 'sqrt'), tie('number'))
      .map(([name, given]): PlanExpression => ({ kind: 'call', function: name, arguments: [given] })),
    tie('number').map((operand): PlanExpression => ({ kind: 'negate', operand })),
  ),
})).number;
const texts = fc.constantFrom<PlanExpression>(
  field('hemisphere'),
  { kind: 'text', value: 'north' },
  { kind: 'text', value: "o'clock" },
  { kind: 'text', value: "'; DROP TABLE giq_random_world; --" },
);
const dates = fc.constantFrom<PlanExpression>(
  field('date'),
  { kind: 'date', value: '2011-02-12' },
  { kind: 'date', value: '2011-02-12T06:00' },
  { kind: 'date', value: '2011-02-13T00:00:00' },
);
const comparison = fc.constantFrom(
  '<' as const,
  '<=' as const,
  '>' as const,
  '>=' as const,
  '=' as const,
  '!=' as const,
);
const compared = (of: fc.Arbitrary<PlanExpression>) =>
  fc.oneof(
    fc
      .tuple(comparison, of, of)
      .map(([operator, left, right]): PlanExpression => ({ kind: 'binary', operator, left, right })),
    fc
      .tuple(of, of, of)
      .map(([operand, from, to]): PlanExpression => ({ kind: 'between', operand, from, to })),
    fc
      .tuple(of, fc.boolean())
      .map(([operand, negated]): PlanExpression => ({ kind: 'missing', operand, negated })),
  );
const conditions = fc.letrec<{ condition: PlanExpression }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    compared(numbers),
    compared(texts),
    compared(dates),
    fc.constant(field('flaring')),
    tie('condition').map((operand): PlanExpression => ({ kind: 'not', operand })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), tie('condition'), tie('condition'))
      .map(([operator, left, right]): PlanExpression => ({ kind: 'binary', operator, left, right })),
  ),
})).condition;

describe('a condition in SQL', () => {
  it('holds for the same observations as here, whatever is missing', async () => {
    const database = open();
    const { columns } = await readColumns(database, SIZE, NAMES, 256);
    const lookup = (position: number) => (name: string, of: string, unit: string | undefined) => {
      if (of === 'meta') return archive.meta(position)[name] ?? null;
      const raw = columns.get(name)![position];
      if (unit === 'kG px') return raw / 1000;
      return unit === 'Mx' ? raw / (1 / ((archive.scale?.(position) ? 3 : NaN) * 1e16)) : raw;
    };
    const all = Array.from({ length: SIZE }, (_, position) => position);
    await fc.assert(
      fc.asyncProperty(conditions, async (condition) => {
        const sql = conditionSql(condition, archive.fields, NAMES)!;
        const rows = await database.query(
          `SELECT position FROM ${database.settings.table} WHERE ${sql.text} ORDER BY position`,
          sql.values,
        );
        expect(rows.map(({ position }) => position)).toEqual(
          all.filter((position) => evaluate(condition, lookup(position)) === true),
        );
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('restricts a search to exactly k neighbours of those for which it holds', async () => {
    const lat = conditionSql(
      { kind: 'binary', operator: '>', left: field('lat'), right: { kind: 'number', value: 30 } },
      archive.fields,
      NAMES,
    )!;
    const accept = (position: number) => Number(archive.meta(position)['lat'] ?? -99) > 30;
    for (const kind of ['auto', 'hnsw'] as const) {
      const [found] = await (await indexOf(open(), SIZE, kind)).search(embeddings, 1, 12, lat);
      const [expected] = exactIndex({ embeddings, dimension: DIMENSION }).search(embeddings, 1, 12, accept);
      expect(found.map(({ position }) => position)).toEqual(expected.map(({ position }) => position));
    }
  });

  it.each<PlanExpression>([
    { kind: 'binary', operator: '>', left: field('PSEP', 'Mm'), right: { kind: 'number', value: 1 } },
    { kind: 'binary', operator: '^', left: field('lat'), right: { kind: 'number', value: 2 } },
    {
      kind: 'binary',
      operator: '=',
      left: field('hemisphere'),
      right: { kind: 'text', value: '2011-02-12' },
    },
    { kind: 'field', field: 'pretty', of: 'score' },
  ])('is left to giq where a database could answer otherwise (%#)', (condition) => {
    expect(conditionSql(condition, archive.fields, NAMES)).toBeUndefined();
  });
});

describe('loading', () => {
  it('by shards gives the same table as at once; the last one finishes it', async () => {
    const shard = (number: number) =>
      loadDatabase(taskOf(open({ table: 'shards' }), archive, { shard: { number, of: 3 } }));
    expect(await shard(3)).toBe(false);
    expect(await codeOf(indexOf(open({ table: 'shards' })))).toBe('database-incomplete');
    expect(await shard(1)).toBe(false);
    expect(await shard(1)).toBe(false);
    expect(await shard(2)).toBe(true);
    const differing = await server.db.query(
      'SELECT * FROM shards FULL JOIN giq_random_world AS whole USING (position) ' +
        'WHERE shards.embedding <> whole.embedding OR shards.meta <> whole.meta OR shards.id IS NULL OR whole.id IS NULL',
    );
    expect(differing.rows).toEqual([]);
  });

  it('goes on where it was stopped, and embeds nothing twice', async () => {
    const controller = new AbortController();
    const positions: number[] = [];
    const watched = {
      ...archive,
      patch: (position: number) => (positions.push(position), archive.patch(position)),
    };
    const task = (more = {}) => taskOf(open({ table: 'stopped' }), watched, more);
    const stopped = loadDatabase(task({ signal: controller.signal, onProgress: () => controller.abort() }));
    expect(await codeOf(stopped)).toBe('cancelled');
    expect(await loadDatabase(task())).toBe(true);
    expect(positions.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: SIZE }, (_, position) => position),
    );
  });

  it('adds what is new, and takes out what is gone', async () => {
    const database = open({ table: 'growing' });
    await loadDatabase(taskOf(database, { ...archive, size: 40 }));
    const embedded: number[] = [];
    const patch = (position: number) => (embedded.push(position), archive.patch(position));
    await loadDatabase(taskOf(database, { ...archive, size: 45, patch }));
    expect(embedded).toEqual([40, 41, 42, 43, 44]);
    await loadDatabase(taskOf(database, { ...archive, size: 12 }));
    expect(await count('growing')).toBe(12);
  });

  it('refuses a table of another dimension, other parameters, another encoder', async () => {
    const content = { dimension: DIMENSION, work: 'random', parameters: NAMES };
    for (const other of [{ dimension: 5 }, { parameters: ['TUF'] }, { work: 'another' }]) {
      const loading = loadDatabase(taskOf(open(), archive, { content: { ...content, ...other } }));
      expect(await codeOf(loading)).toBe('database-mismatch');
    }
  });
});

describe('what can go wrong', () => {
  it('is a table that is not there', async () => {
    await expect(indexOf(open({ table: 'nowhere' }))).rejects.toThrow('there is no table');
  });

  it('is a server that is not there, or refuses the login', async () => {
    const refusing = await startRefusing();
    expect(await codeOf(indexOf(open({}, refusing.port)))).toBe('database-login-refused');
    refusing.stop();
    const gone = await startProxy(server.port);
    gone.stop();
    expect(await codeOf(indexOf(open({}, gone.port)))).toBe('database-unreachable');
  });

  it('is a connection that breaks: the query is asked again', async () => {
    const proxy = await startProxy(server.port);
    const index = await indexOf(open({}, proxy.port));
    proxy.cut();
    expect(await index.search(embeddings, 1, 3)).toHaveLength(1);
    proxy.stop();
    expect(['database-lost', 'database-unreachable']).toContain(
      await codeOf(Promise.resolve(index.search(embeddings, 1, 3))),
    );
  });

  it('is a database that goes away and comes back: it answers again', async () => {
    const proxy = await startProxy(server.port);
    const index = await indexOf(open({}, proxy.port));
    const before = await index.search(embeddings, 1, 3);
    proxy.stop();
    expect(['database-lost', 'database-unreachable']).toContain(
      await codeOf(Promise.resolve(index.search(embeddings, 1, 3))),
    );
    const again = await startProxy(server.port, proxy.port);
    expect(await index.search(embeddings, 1, 3)).toEqual(before);
    again.stop();
  });

  it('is a server that does not answer', async () => {
    const proxy = await startProxy(server.port);
    const index = await indexOf(open({ timeout: 0.2 }, proxy.port));
    proxy.freeze();
    expect(await codeOf(Promise.resolve(index.search(embeddings, 1, 3)))).toBe('database-timeout');
    proxy.stop();
  });

  it('is a query that the database refuses', async () => {
    expect(await codeOf(open().query('SELECT 1 / 0'))).toBe('database-failed');
    expect(await codeOf(open().query("SELECT '[1]'::vectors"))).toBe('database-failed');
  });
});
