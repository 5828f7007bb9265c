import { fail } from '../../../diagnostics/diagnostic.js';
import type { Accept, Neighbour, NeighbourIndex, SqlCondition } from '../../neighbours.js';
import { LARGE_ARCHIVE } from '../index.js';
import type { Database, SqlValue } from './connection.js';
import { describeTable } from './schema.js';

/** A table that is there, and of what. */
export interface DatabaseTask {
  readonly database: Database;
  /** Observations of the archive. */
  readonly size: number;
  readonly kind: 'auto' | 'exact' | 'hnsw';
  /** What is said where there is no table. */
  readonly lacking: () => never;
}

/**
 * Opens an index that is a table of a database with pgvector.
 *
 * @throws GiqError what `lacking` throws, `database-incomplete`, and what a database can say
 */
export async function openDatabaseIndex(task: DatabaseTask): Promise<NeighbourIndex> {
  const { database, size, kind, lacking } = task;
  const found = (await describeTable(database)) ?? lacking();
  const { observations, dimension } = found;
  if (observations !== size)
    fail('database-incomplete', { table: database.settings.table, found: observations, expected: size });
  const exactly = kind === 'exact' || (kind === 'auto' && size < LARGE_ARCHIVE);
  return {
    kind: 'pgvector',
    size,
    dimension,
    search: (queries, count, k, filter) => {
      const restriction = filter && restrictionOf(filter, size);
      const one = (query: number) => {
        const row = queries.subarray(query * dimension, (query + 1) * dimension);
        return nearest(database, vectorText(row), k, restriction, exactly);
      };
      return Promise.all(Array.from({ length: count }, (_, query) => one(query)));
    },
  };
}

/** A vector as pgvector reads it. */
export function vectorText(row: Float32Array): string {
  return `[${row.join(',')}]`;
}

interface Restriction {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** What was worked out here goes as a list of positions. */
function restrictionOf(filter: Accept | SqlCondition, size: number): Restriction {
  if (typeof filter !== 'function') return filter;
  const positions = Array.from({ length: size }, (_, position) => position).filter(filter);
  return { text: 'position = ANY($1::integer[])', values: [positions] };
}

/**
 * The graph looks at its candidates only and may come to fewer than `k` that a condition holds for; then every row for
 * which it holds is looked at.
 */
async function nearest(
  database: Database,
  vector: string,
  k: number,
  restriction: Restriction | undefined,
  exactly: boolean,
): Promise<Neighbour[]> {
  const ask = async (exact: boolean) => {
    const { text, values } = nearestSql(database.settings.table, vector, k, restriction, exact);
    return (await database.query(text, values)).map(neighbourOf).sort(byDistance);
  };
  if (exactly) return ask(true);
  const found = await ask(false);
  return found.length < k ? ask(true) : found;
}

/** With an expression around the distance, PostgreSQL has no use for the graph and compares every row. */
function nearestSql(
  table: string,
  vector: string,
  k: number,
  { text, values }: Restriction = { text: 'true', values: [] },
  exact: boolean,
): { text: string; values: readonly SqlValue[] } {
  const [query, count] = [`$${values.length + 1}::vector`, `$${values.length + 2}`];
  const order = exact ? `(embedding <-> ${query}) + 0, position` : `embedding <-> ${query}`;
  return {
    text: `SELECT position, embedding <-> ${query} AS distance FROM ${table} WHERE ${text} ORDER BY ${order} LIMIT ${count}`,
    values: [...values, vector, k],
  };
}

function neighbourOf(row: Readonly<Record<string, unknown>>): Neighbour {
  return { position: Number(row['position']), distance: Number(row['distance']) };
}

const byDistance = (a: Neighbour, b: Neighbour) => a.distance - b.distance || a.position - b.position;
