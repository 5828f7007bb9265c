import { describe, expect, it } from 'vitest';
import { GiqError } from '../../../../src/diagnostics/diagnostic.js';
import { databaseFailed } from '../../../../src/models/index/pgvector/failures.js';
import { databaseSettings } from '../../../../src/models/index/pgvector/settings.js';

const read = (url: string, environment: Record<string, string> = {}, table?: string) =>
  databaseSettings({ name: 'my world', index: { kind: 'pgvector', url, table } as never }, environment);

function failureOf(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0];
  }
  throw new Error('a diagnostic is wanted');
}

describe('databaseSettings', () => {
  it('takes the url, or a part of it, from the environment', () => {
    const url = 'postgresql://me:secret@db.example:5433/sun';
    expect(read('${GIQ_PG_URL}', { GIQ_PG_URL: url })).toMatchObject({ url, where: 'db.example:5433/sun' });
    const { url: filled, where } = read('postgresql://me:${WORD}@db.example/sun', { WORD: 'a@b/c:d' });
    expect(new URL(filled)).toMatchObject({ password: 'a%40b%2Fc%3Ad', hostname: 'db.example' });
    expect(where).toBe('db.example/sun');
  });

  it('names the table after the world, quoted', () => {
    expect(read('postgresql://db/sun').table).toBe('"giq_my_world"');
    expect(read('postgresql://db/sun', {}, 'solar.patches').table).toBe('"solar"."patches"');
  });

  it.each([
    ['postgresql://me:secret@db/sun', 'database-password-written'],
    ['postgresql://db/sun?user=me&password=secret', 'database-password-written'],
    ['postgresql://me:${ABSENT}@db/sun', 'environment-missing'],
    ['mysql://db/sun', 'file-structure'],
    ['not a url with secret in it', 'file-structure'],
  ])('refuses %s, and keeps secrets', (url, code) => {
    const failure = failureOf(() => read(url));
    expect(failure.code).toBe(code);
    expect(failure.message).not.toContain('secret');
  });

  it.each(['a; DROP TABLE b', 'a"b', '1st', 'a.b.c', ''])('refuses the table `%s`', (table) => {
    expect(failureOf(() => read('postgresql://db/sun', {}, table)).code).toBe('file-structure');
  });
});

describe('databaseFailed', () => {
  const settings = read('postgresql://me:${WORD}@db.example/sun', { WORD: 'secret' });
  it.each([
    [{ code: 'ECONNREFUSED', message: '' }, 'database-unreachable'],
    [{ message: 'timeout exceeded when trying to connect' }, 'database-unreachable'],
    [{ code: '28P01', message: 'password authentication failed' }, 'database-login-refused'],
    [{ code: '3D000', message: 'database "sun" does not exist' }, 'database-login-refused'],
    [
      { message: 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string' },
      'database-login-refused',
    ],
    [{ code: '0A000', message: 'extension "vector" is not available' }, 'database-without-vectors'],
    [{ code: '42704', message: 'type "vector" does not exist' }, 'database-without-vectors'],
    [{ code: '57014', message: 'canceling statement due to statement timeout' }, 'database-timeout'],
    [{ message: 'Query read timeout' }, 'database-timeout'],
    [{ code: '57P01', message: 'terminating connection due to administrator command' }, 'database-lost'],
    [{ code: '22012', message: 'division by zero' }, 'database-failed'],
  ])('%o is %s', (error, code) => {
    const failure = failureOf(() => databaseFailed(Object.assign(new Error(error.message), error), settings));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain('db.example/sun');
    expect(failure.message).not.toContain('secret');
  });
});
