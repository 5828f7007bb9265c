/** A world whose index is in PostgreSQL, by the command line as its user types it. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, writeSharp } from '../archive/create/support.js';
import { startServer, type TestServer } from '../models/index/pgvector/server.js';
import { runGiq } from '../support/command-line.js';

const OBSERVATIONS = 7;
const QUERY = 'observe | take 3 | retrieve k=2 by ssl rerank none where lat < 0 deg';

let work: { path: string; remove: () => void };
let server: TestServer;
let [inFiles, inDatabase] = ['', ''];

const index = (world: string, ...more: string[]) => runGiq(['archive', 'index', '--world', world, ...more]);
const answer = (world: string, script: string) =>
  runGiq(['-e', script, '--world', world, '--format', 'csv', '--engine', 'tfjs-wasm']);

/** The same world with its index in a database that has nothing yet. */
function moveIndex(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  const path = join(to, 'world.yaml');
  const text = readFileSync(path, 'utf8').replace(/^index:\n( +.*\n)+/m, '');
  writeFileSync(path, `${text}index:\n  kind: pgvector\n  url: \${GIQ_TEST_PG_URL}\n  connections: 1\n`);
}

beforeAll(async () => {
  work = temporaryFolder();
  server = await startServer();
  process.env.GIQ_TEST_PG_URL = `postgresql://postgres:secret@127.0.0.1:${server.port}/postgres`;
  const [files, archive] = [join(work.path, 'in'), join(work.path, 'archive')];
  for (let number = 1; number <= OBSERVATIONS; number++)
    writeSharp(files, number, { HARPNUM: 370 + number, LAT_FWT: 4 * number - 20, QUALITY: 0 });
  await runGiq(['archive', 'create', 'small', files, '--out', archive]);
  [inFiles, inDatabase] = [join(work.path, 'files'), join(work.path, 'database')];
  const create = ['world', 'create', 'files', '--archive', archive, '--out', inFiles, '--queries', '0'];
  const { exitCode, narration } = await runGiq([...create, '--engine', 'tfjs-wasm']);
  expect(exitCode, narration).toBe(0);
  moveIndex(inFiles, inDatabase);
}, 180_000);

afterAll(async () => {
  delete process.env.GIQ_TEST_PG_URL;
  await server.stop();
  work.remove();
});

describe('an index in a database', { timeout: 120_000 }, () => {
  it('is filled by several writers, whose parts may be written twice', async () => {
    for (const shard of ['2/2', '2/2', '1/2']) {
      const { exitCode, narration } = await index(inDatabase, '--shard', shard);
      expect(exitCode, narration).toBe(0);
      expect(narration).not.toContain('secret');
    }
    const { narration } = await index(inDatabase);
    expect(narration).toContain('the table is whole');
    const { rows } = await server.db.query('SELECT count(*)::int AS n FROM giq_files');
    expect(rows).toEqual([{ n: OBSERVATIONS }]);
  });

  it('answers as one in files does, conditions included', async () => {
    const [database, files] = [await answer(inDatabase, QUERY), await answer(inFiles, QUERY)];
    expect(database.exitCode, database.narration).toBe(0);
    const idsOf = (csv: string) => csv.split('\n').map((line) => line.split(',').slice(0, 3).join());
    expect(idsOf(database.out)).toEqual(idsOf(files.out));
    expect(idsOf(database.out).length).toBeGreaterThan(6);
  });

  it('cannot be looked at as a whole', async () => {
    const { exitCode, narration } = await answer(
      inDatabase,
      'observe | take 1 | retrieve metric=mahalanobis rerank none',
    );
    expect(narration).toContain(`error[${'embeddings-elsewhere'}]`);
    expect(exitCode).toBe(1);
  });
});

describe('--shard', { timeout: 60_000 }, () => {
  it.each([
    ['3/2', 'wrong-shard'],
    ['half', 'wrong-shard'],
    ['1/2', 'shard-without-database'],
  ])('%s is refused: %s', async (shard, code) => {
    const { exitCode, narration } = await index(inFiles, '--shard', shard);
    expect(narration).toContain(`error[${code}]`);
    expect(exitCode).toBe(2);
  });
});

describe('--workers', { timeout: 60_000 }, () => {
  it('is refused where a database is filled, by shards', async () => {
    const { exitCode, narration } = await index(inDatabase, '--workers', '2');
    expect(narration).toContain(`error[${'workers-in-database'}]`);
    expect(exitCode).toBe(2);
  });
});
