/** What PostgreSQL and the way to it can say, as diagnostics. Codes: postgresql.org/docs/current/errcodes-appendix.html. */
import { fail } from '../../../diagnostics/diagnostic.js';
import type { DatabaseSettings } from './settings.js';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);
const LOST = new Set(['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08000', '08003', '08006']);

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether a connection broke, so that the same query may work over another one. */
export function isLost(error: unknown): boolean {
  return LOST.has(codeOf(error)) || /connection (terminated|ended|error)|not queryable/i.test(textOf(error));
}

/** A table or a schema that is not there. */
export const isAbsent = (error: unknown): boolean => ['42P01', '3F000'].includes(codeOf(error));

/** Somebody else has just made what was to be made. */
export const isMade = (error: unknown): boolean => ['23505', '42P07', '42710'].includes(codeOf(error));

/** Throws the diagnostic of a failed connection or query. */
export function databaseFailed(error: unknown, { where, timeout }: DatabaseSettings): never {
  const [code, problem] = [codeOf(error), textOf(error)];
  if (code === '57014' || /read timeout/i.test(problem))
    fail('database-timeout', { where, seconds: timeout });
  if (UNREACHABLE.has(code) || /timeout (exceeded|expired)/i.test(problem) || error instanceof AggregateError)
    fail('database-unreachable', { where, problem: problem || code });
  if (/^28|^3D000$/.test(code) || /SASL|password/i.test(problem))
    fail('database-login-refused', { where, problem });
  if (/extension "vector"|type "vector"/.test(problem)) fail('database-without-vectors', { where, problem });
  if (isLost(error)) fail('database-lost', { where, problem });
  return fail('database-failed', { where, problem });
}
