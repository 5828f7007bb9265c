import { fail, GiqError } from '../../diagnostics/diagnostic.js';
import type { Reader } from '../../diagnostics/structure.js';
import { outcomeAnswer } from './answers.js';
import { keep, kept } from './cache.js';
import type { Connection } from './connection.js';
import { request, retrying } from './http.js';
import { HttpRefusal, Trouble } from './trouble.js';

/** A question to one of the site's programs. */
export interface Question<T> {
  readonly program: 'jsoc_info' | 'jsoc_fetch' | 'show_series' | 'checkAddress.sh';
  readonly parameters: Readonly<Record<string, string>>;
  /** Turns the JSON into what is asked for; what it throws counts as a damaged answer. */
  readonly read: (json: unknown) => T;
  /** Whether an answer of the last day will do. */
  readonly isKept?: boolean;
  /** What stands for the answer of a site that has no such program. */
  readonly absent?: () => T;
}

/** Forbidden, not found, no such method, not implemented. */
const ABSENT = [403, 404, 405, 501];

/** A refusal in the words of the site. */
export class SiteRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'SiteRefusal';
    this.status = status;
  }
}

/**
 * Asks, again and again if need be.
 *
 * @throws SiteRefusal for a status that is not 0, and GiqError `jsoc-unreachable` or `jsoc-answer` when patience is at
 * its end
 */
export async function ask<T>(question: Question<T>, connection: Connection): Promise<T> {
  const url = urlOf(question, connection);
  const { cache, manners, outside } = connection;
  const before = question.isKept && (await kept(cache, url.href, outside.now(), manners.cacheAge));
  if (before) return question.read(JSON.parse(before));
  try {
    return await retrying(connection, async () => {
      const text = await request(url, {}, connection, ({ body }) => collect(body, manners.largestAnswer));
      const answer = understood(text, question.read);
      if (question.isKept) await keep(cache, url.href, text, outside.now());
      return answer;
    });
  } catch (error) {
    if (error instanceof HttpRefusal && question.absent && ABSENT.includes(error.status))
      return question.absent();
    return giveUp(error, question.program, connection);
  }
}

function urlOf({ program, parameters }: Question<unknown>, { base }: Connection): URL {
  const url = new URL(program, base);
  url.search = new URLSearchParams(parameters).toString();
  return url;
}

async function collect(body: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new GiantAnswer(`it is larger than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}

/** Not worth another attempt: it would be as large. */
class GiantAnswer extends Error {}

function understood<T>(text: string, read: (json: unknown) => T): T {
  const json = parse(text);
  try {
    return read(json);
  } catch (error) {
    if (error instanceof GiqError) throw new Trouble('answer', error.message);
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isPage = /^\s*(<!doctype|<html|<\?xml|<head)/i.test(text);
    throw new Trouble('answer', isPage ? 'it is a web page, not JSON' : 'it is no whole JSON');
  }
}

function giveUp(error: unknown, program: string, { base, manners }: Connection): never {
  const tried = `after ${manners.attempts} attempts`;
  if (error instanceof GiantAnswer || error instanceof HttpRefusal)
    fail('jsoc-answer', { program, site: base.host, problem: error.message });
  if (!(error instanceof Trouble)) throw error;
  if (error.kind === 'answer')
    fail('jsoc-answer', { program, site: base.host, problem: `${error.message}, ${tried}` });
  return fail('jsoc-unreachable', { site: base.host, reason: `${error.message}, ${tried}` });
}

/** A reader for answers whose status must be 0; the site's own message otherwise. */
export function good<T>(reader: Reader<T>): (json: unknown) => T {
  return (json) => {
    const place = { file: 'the answer', key: '' };
    const { status, error, errmsg } = outcomeAnswer(json, place);
    if (status !== 0) throw new SiteRefusal(status, error ?? errmsg ?? `status ${status}`);
    return reader(json, place);
  };
}
