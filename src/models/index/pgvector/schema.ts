/** The tables of an index: one row an observation, and one row that says what the first table is of. */
import { fail } from '../../../diagnostics/diagnostic.js';
import type { Database } from './connection.js';
import { isAbsent, isMade } from './failures.js';

/** What a table is of. */
export interface TableContent {
  readonly dimension: number;
  /** Says which archive and which encoder. */
  readonly work: string;
  /** A column each. */
  readonly parameters: readonly string[];
}

/** What a table says of itself. */
export interface TableDescription extends TableContent {
  /** 0 until all of them have been there once. */
  readonly observations: number;
}

/** The column of a parameter; small letters, so that nobody who writes SQL has to quote it. */
export const columnOf = (parameter: string): string => `"${parameter.toLowerCase().replaceAll('"', '""')}"`;

/**
 * Makes the tables where they are not there, and compares them with what is expected where they are. Several writers may
 * do so at once.
 *
 * @throws GiqError `database-mismatch`, `database-without-vectors`, and what else a database can say
 */
export async function makeTables(database: Database, expected: TableContent): Promise<void> {
  const { table } = database.settings;
  // Where two make the same thing at the same moment one of them fails, although it says IF NOT EXISTS.
  for (const text of ['CREATE EXTENSION IF NOT EXISTS vector', aboutTable(table), mainTable(table, expected)])
    await database.query(text, [], isMade);
  const { work, dimension, parameters } = expected;
  await database.query(
    `INSERT INTO ${beside(table, 'about')} (work, dimension, observations, parameters) VALUES ($1, $2, $3, $4) ` +
      'ON CONFLICT (one) DO NOTHING',
    [work, dimension, 0, JSON.stringify(parameters)],
  );
  checkTable((await describeTable(database))!, expected, table);
}

function aboutTable(table: string): string {
  return (
    `CREATE TABLE IF NOT EXISTS ${beside(table, 'about')} (one boolean PRIMARY KEY DEFAULT true CHECK (one), ` +
    'work text NOT NULL, dimension integer NOT NULL, observations integer NOT NULL, parameters text NOT NULL)'
  );
}

function mainTable(table: string, { dimension, parameters }: TableContent): string {
  const columns = parameters.map((name) => `${columnOf(name)} double precision, `).join('');
  return (
    `CREATE TABLE IF NOT EXISTS ${table} (position integer PRIMARY KEY, id text NOT NULL, ` +
    `embedding vector(${dimension}) NOT NULL, thumbnail bytea NOT NULL, pixel_width double precision, ` +
    `pixel_height double precision, ${columns}meta jsonb NOT NULL)`
  );
}

/** What a table says that it is of; undefined where there is none. */
export async function describeTable({ settings, query }: Database): Promise<TableDescription | undefined> {
  const about = `SELECT work, dimension, observations, parameters FROM ${beside(settings.table, 'about')}`;
  const [row] = await query(about, [], isAbsent);
  if (!row) return undefined;
  const { work, dimension, observations, parameters } = row;
  const names = JSON.parse(String(parameters)) as string[];
  return {
    work: String(work),
    dimension: Number(dimension),
    observations: Number(observations),
    parameters: names,
  };
}

/** Throws `database-mismatch` for a table of another archive, encoder or dimension. */
export function checkTable(found: TableContent, expected: TableContent, table: string): void {
  const refuse = (found: string, expected: string) => fail('database-mismatch', { table, found, expected });
  if (found.dimension !== expected.dimension)
    refuse(`vectors of ${found.dimension} numbers`, `${expected.dimension}`);
  const [has, wants] = [found.parameters.join(', '), expected.parameters.join(', ')];
  if (has !== wants) refuse(`the parameters ${has}`, wants);
  if (found.work !== expected.work) refuse('embeddings of another archive or encoder', 'those of this world');
}

/** Whether each observation has a row is counted once, when loading ends, and not with every query. */
export async function noteObservations({ settings, query }: Database, observations: number): Promise<void> {
  await query(`UPDATE ${beside(settings.table, 'about')} SET observations = $1`, [observations]);
}

/**
 * Makes the graph for searches, once all rows are there: that is several times as fast as with every row.
 *
 * @see https://github.com/pgvector/pgvector#hnsw
 */
export async function makeGraph({ settings, patiently }: Database): Promise<void> {
  const { table, dialect, links, buildCandidates } = settings;
  const name = beside(table.split('.').at(-1)!, 'graph');
  const parameters = `WITH (m = ${links}, ef_construction = ${buildCandidates})`;
  const texts = {
    postgresql: `CREATE INDEX IF NOT EXISTS ${name} ON ${table} USING hnsw (embedding vector_l2_ops) ${parameters}`,
    yugabytedb: `CREATE INDEX IF NOT EXISTS ${name} ON ${table} USING ybhnsw (embedding vector_l2_ops) ${parameters}`,
    cockroachdb: `CREATE VECTOR INDEX IF NOT EXISTS ${name} ON ${table} (embedding)`,
  };
  await patiently(texts[dialect], isMade);
}

/** The name of a table with more letters behind it. */
function beside(table: string, suffix: string): string {
  return table.replace(/"$/, `_${suffix}"`);
}
