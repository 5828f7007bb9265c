import { exportAnswer, type ExportAnswer } from './answers.js';
import { ask, SiteRefusal, type Question } from './ask.js';
import { forget, keep, kept } from './cache.js';
import type { Connection } from './connection.js';
import { pause } from './http.js';
import { fail } from '../../diagnostics/diagnostic.js';

/** States of an export that giq tells apart. */
const DONE = 0;
const PENDING = [1, 2];
const TOO_LARGE = 3;
const EXPIRED = 5;
const UNKNOWN = 6;
const CANCELLED = -1;

/** A file that the site has made ready. */
export interface Exported {
  readonly record: string;
  readonly path: string;
}

/** The site refuses to export so much at once. */
export class TooLarge extends Error {}

/** The site has no export program. */
function refuseExport({ base }: Connection): never {
  return fail('jsoc-no-export', { site: base.host });
}

/**
 * Has the site fetch records from its tapes and write them as FITS files with keywords, and waits until they are ready.
 * The number of the request is kept on disk: a later run waits for the same one.
 *
 * @throws TooLarge, SiteRefusal with the site's message, GiqError `jsoc-no-export` and those of `ask`
 */
export async function exportFiles(
  recordSet: string,
  email: string,
  connection: Connection,
): Promise<Exported[]> {
  const before = await kept(connection.cache, requestKey(recordSet), connection.outside.now(), REQUEST_AGE);
  const found = before === undefined ? undefined : await follow(before, connection);
  return found ?? (await exportAnew(recordSet, email, connection));
}

/** Forgets a request whose files the site has removed: the next run asks for them anew. */
export function forgetExport(recordSet: string, { cache }: Connection): Promise<void> {
  return forget(cache, requestKey(recordSet));
}

const REQUEST_AGE = 7 * 24 * 3600 * 1000;
const requestKey = (recordSet: string) => `export ${recordSet}`;

async function exportAnew(recordSet: string, email: string, connection: Connection): Promise<Exported[]> {
  const { cache, outside } = connection;
  const answer = await askForExport(recordSet, email, connection);
  const id = answer.requestid ?? answer.reqid ?? '';
  if (answer.status === DONE) return filesOf(answer);
  if (![...PENDING, UNKNOWN].includes(answer.status) || id === '') return refuse(answer);
  await keep(cache, requestKey(recordSet), id, outside.now());
  await pause(delayOf(answer, connection), connection);
  const files = await follow(id, connection);
  if (files) return files;
  await forget(cache, requestKey(recordSet));
  throw new SiteRefusal(EXPIRED, `export ${id} was given up by the site`);
}

function askForExport(recordSet: string, notify: string, connection: Connection): Promise<ExportAnswer> {
  const form = { method: 'url', protocol: 'fits', format: 'json', requester: '' };
  const parameters = { op: 'exp_request', ds: recordSet, notify, ...form, process: 'n=0' };
  return ask({ ...question(parameters), absent: () => refuseExport(connection) }, connection);
}

function question(parameters: Readonly<Record<string, string>>): Question<ExportAnswer> {
  return {
    program: 'jsoc_fetch',
    parameters,
    read: (json) => exportAnswer(json, { file: 'the answer', key: '' }),
  };
}

/** Looks at a request until it is done; undefined when the site does not know it any more. */
async function follow(id: string, connection: Connection): Promise<Exported[] | undefined> {
  const { polls, unknownPolls } = connection.manners;
  for (let look = 0, unknown = 0; look < polls; look++) {
    const answer = await ask(question({ op: 'exp_status', requestid: id, format: 'json' }), connection);
    if (answer.status === DONE) return filesOf(answer);
    if (answer.status === EXPIRED || answer.status === CANCELLED) return undefined;
    if (answer.status === UNKNOWN && ++unknown > unknownPolls) return undefined;
    if (![...PENDING, UNKNOWN].includes(answer.status)) return refuse(answer);
    await pause(delayOf(answer, connection), connection);
  }
  throw new SiteRefusal(PENDING[0], `export ${id} is not ready yet; a later run goes on waiting for it`);
}

/** What the site asks for, but no longer than ten minutes. */
function delayOf({ wait }: ExportAnswer, { manners }: Connection): number {
  return wait && wait > 0 ? Math.min(1000 * wait, LONGEST_WAIT) : manners.pollDelay;
}

const LONGEST_WAIT = 600_000;

function refuse({ status, error, errmsg }: ExportAnswer): never {
  const message = error ?? errmsg ?? `export status ${status}`;
  throw status === TOO_LARGE ? new TooLarge(message) : new SiteRefusal(status, message);
}

/** The files of a finished export, with whole paths. Those without data are left out. */
function filesOf({ dir, data }: ExportAnswer): Exported[] {
  const isReady = (name: string) => name !== '' && !name.endsWith('NoDataFile');
  return (data ?? [])
    .filter(({ filename }) => isReady(filename))
    .map(({ record, filename }) => ({
      record,
      path: filename.startsWith('/') ? filename : `${dir ?? ''}/${filename}`,
    }));
}
