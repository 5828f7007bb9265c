import type { Pool } from 'pg';
import { lazily } from '../../lazily.js';
import { databaseFailed, isLost } from './failures.js';
import type { DatabaseSettings } from './settings.js';

/** A value of a query: `$1`, `$2`, … */
export type SqlValue =
  string | number | boolean | null | Buffer | readonly (string | number | null | Buffer)[];

type Row = Readonly<Record<string, unknown>>;

/** Connections to a database, opened when they are needed. */
export interface Database {
  readonly settings: DatabaseSettings;
  /**
   * The rows of an answer. Asked again over a new connection where the first one breaks, so only for what may happen
   * twice.
   *
   * @param forgive answers for errors that are none here
   * @throws GiqError `database-unreachable`, `database-login-refused`, `database-timeout`, `database-lost`, …
   */
  query(text: string, values?: readonly SqlValue[], forgive?: Forgive): Promise<readonly Row[]>;
  /** The same without a limit of time: for building indexes. */
  patiently(text: string, forgive?: Forgive): Promise<readonly Row[]>;
  close(): Promise<void>;
}

type Forgive = (error: unknown) => boolean;

/** Opens nothing yet. The package is loaded with the first query: worlds in files do without. */
export function openDatabase(settings: DatabaseSettings): Database {
  const pool = lazily(() => openPool(settings));
  return {
    settings,
    query: async (text, values = [], forgive) =>
      answer(() => rowsOf(pool(), text, values), settings, forgive),
    patiently: async (text, forgive) => {
      const patient = openPool({ ...settings, timeout: 0 });
      return answer(() => rowsOf(patient, text, []), settings, forgive).finally(async () =>
        (await patient).end(),
      );
    },
    close: async () => (await pool()).end(),
  };
}

async function rowsOf(
  pool: Promise<Pool>,
  text: string,
  values: readonly SqlValue[],
): Promise<readonly Row[]> {
  return (await (await pool).query<Row>(text, [...values])).rows;
}

async function answer(
  ask: () => Promise<readonly Row[]>,
  settings: DatabaseSettings,
  forgive: Forgive = () => false,
): Promise<readonly Row[]> {
  const again = (error: unknown) => (isLost(error) ? ask() : Promise.reject(error as Error));
  return ask()
    .catch(again)
    .catch((error: unknown) => (forgive(error) ? [] : databaseFailed(error, settings)));
}

/** Most seconds to wait for a connection. */
const CONNECTING = 10;

async function openPool({ url, connections, timeout, searchCandidates }: DatabaseSettings): Promise<Pool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 1000 * (timeout > 0 ? Math.min(timeout, CONNECTING) : CONNECTING),
    // A server that does not keep its own limit is given a second more.
    ...(timeout > 0 && { statement_timeout: 1000 * timeout, query_timeout: 1000 * (timeout + 1) }),
    application_name: 'giq',
    allowExitOnIdle: true,
    // Other databases than pgvector's do not know the setting and need none.
    verify: (client, done) =>
      void client.query(`SET hnsw.ef_search = ${Math.min(1000, searchCandidates)}`).then(
        () => done(),
        () => done(),
      ),
  });
  // A connection that breaks while nobody uses it would end the process; the pool replaces it by itself.
  pool.on('error', () => undefined);
  return pool;
}
