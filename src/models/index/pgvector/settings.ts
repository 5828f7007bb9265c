import { fail } from '../../../diagnostics/diagnostic.js';
import type { DatabaseIndex, Manifest } from '../../manifest.js';
import { MANIFEST_FILE } from '../../world-folders.js';

/** Where an index is, and how it is asked. */
export interface DatabaseSettings {
  /** With whatever the environment says filled in: never to be shown. */
  readonly url: string;
  /** Host, port and database, for messages. */
  readonly where: string;
  /** Quoted, ready for SQL. */
  readonly table: string;
  readonly dialect: NonNullable<DatabaseIndex['dialect']>;
  /** Links a node of the graph and candidates when one is added: pgvector's own defaults. */
  readonly links: number;
  readonly buildCandidates: number;
  readonly searchCandidates: number;
  readonly connections: number;
  /** Seconds. */
  readonly timeout: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PLACE = { file: MANIFEST_FILE, key: 'index.url' };
const VARIABLE = /\$\{(\w+)\}/g;

/**
 * Reads the section of a manifest.
 *
 * @throws GiqError `environment-missing`, `database-password-written`, `file-structure`
 */
export function databaseSettings(
  { name, index }: Pick<Manifest, 'name'> & { readonly index: DatabaseIndex },
  environment: Environment = process.env,
): DatabaseSettings {
  if (passwordIn(index.url.replace(VARIABLE, ''))) fail('database-password-written', PLACE);
  const url = filledIn(index.url, environment);
  return {
    url,
    where: placeOf(url),
    table: quotedTable(index.table ?? `giq_${name.replace(/\W/g, '_').toLowerCase()}`),
    dialect: index.dialect ?? 'postgresql',
    links: index.links ?? 16,
    buildCandidates: index.buildCandidates ?? 64,
    searchCandidates: index.searchCandidates ?? 400,
    connections: index.connections ?? 4,
    timeout: index.timeout ?? 30,
  };
}

/** A variable that is the whole url stands for itself; in one it is a name or a password, with any character in it. */
function filledIn(url: string, environment: Environment): string {
  const whole = url.replace(VARIABLE, '') === '';
  return url.replace(VARIABLE, (_, name: string) => {
    const value = environment[name] ?? fail('environment-missing', { name, ...PLACE });
    return whole ? value : encodeURIComponent(value);
  });
}

function passwordIn(url: string): boolean {
  return /\/\/[^/@]*:[^/@]+@/.test(url) || /[?&]password=[^&]/.test(url);
}

/** Host, port and database of an url; its user and password are nobody's business. */
function placeOf(url: string): string {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    return fail('file-structure', {
      ...PLACE,
      found: 'something else',
      expected: 'postgresql://USER:${PASSWORD}@HOST:PORT/DATABASE',
    });
  const { host, pathname } = new URL(url);
  return `${host || 'localhost'}${pathname}`;
}

/** A name, or schema and name. Only letters, digits and underlines: whatever comes from a manifest enters SQL nowhere else. */
function quotedTable(table: string): string {
  if (!/^[a-z_]\w{0,50}(\.[a-z_]\w{0,50})?$/i.test(table))
    fail('file-structure', {
      file: MANIFEST_FILE,
      key: 'index.table',
      found: table,
      expected: 'a name of letters, digits and _',
    });
  return table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}
