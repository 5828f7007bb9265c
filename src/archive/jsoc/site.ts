import { fail } from '../../diagnostics/diagnostic.js';
import { mightBeMeant } from '../../diagnostics/hints.js';
import { addressAnswer, recordsAnswer, seriesAnswer, seriesListAnswer, summaryAnswer } from './answers.js';
import { ask, good, SiteRefusal } from './ask.js';
import type { Connection } from './connection.js';
import { recordsOf, type JsocRecord } from './records.js';
import { KEYWORD_TYPES, type KeywordType, type Series } from './series.js';
import { Trouble } from './trouble.js';

/**
 * The structure of a series.
 *
 * @throws GiqError `jsoc-series-unknown` with a similar name, `jsoc-unreachable`, `jsoc-answer`
 */
export async function askSeries(name: string, connection: Connection): Promise<Series> {
  try {
    return await ask(
      {
        program: 'jsoc_info',
        parameters: { op: 'series_struct', ds: name },
        isKept: true,
        read: (json) => seriesOf(name, good(seriesAnswer)(json)),
        absent: () => refuseSite(connection),
      },
      connection,
    );
  } catch (error) {
    if (!(error instanceof SiteRefusal)) throw error;
    const hints = await similarSeries(name, connection);
    return fail('jsoc-series-unknown', { series: name, site: connection.base.host }, { hints });
  }
}

function refuseSite({ base }: Connection): never {
  return fail(
    'jsoc-answer',
    { program: 'jsoc_info', site: base.host, problem: `there is nothing at ${base.pathname}` },
    { hints: ['`--base-url` is the folder of jsoc_info, such as `http://HOST/cgi-bin/ajax/`'] },
  );
}

function seriesOf(name: string, { primekeys, keywords, segments }: ReturnType<typeof seriesAnswer>): Series {
  const typed = keywords.map((each) => [each.name, each.type] as const);
  return {
    name,
    primeKeys: primekeys,
    keywords: new Map(typed.filter((entry): entry is readonly [string, KeywordType] => isType(entry[1]))),
    segments: (segments ?? []).map((segment) => segment.name),
  };
}

function isType(type: string): type is KeywordType {
  return KEYWORD_TYPES.some((known) => known === type);
}

/** Names near to a wrong one; none where the site does not list its series. */
async function similarSeries(name: string, connection: Connection): Promise<readonly string[]> {
  const family = name.split('.')[0].replace(/\W/g, '');
  try {
    const { names } = await ask(
      {
        program: 'show_series',
        parameters: { filter: `^${family}[.]` },
        isKept: true,
        read: good(seriesListAnswer),
      },
      connection,
    );
    return mightBeMeant(
      name,
      names.map((series) => series.name),
    );
  } catch {
    return [];
  }
}

/** How many records a record set has; throws `jsoc-refused` when the site does not understand it. */
export function askCount(recordSet: string, connection: Connection): Promise<number> {
  return translated(recordSet, () =>
    ask(
      {
        program: 'jsoc_info',
        parameters: { op: 'rs_summary', ds: recordSet },
        isKept: true,
        read: (json) => good(summaryAnswer)(json).count,
      },
      connection,
    ),
  );
}

/** What to list of every record. */
export interface Columns {
  readonly keywords: readonly string[];
  readonly segments: readonly string[];
}

/** The records of a record set, in the site's order; a list of fewer than were counted is damaged. */
export function askRecords(
  series: Series,
  recordSet: string,
  counted: number,
  { keywords, segments }: Columns,
  connection: Connection,
): Promise<JsocRecord[]> {
  const wanted = { key: keywords.join(','), ...(segments.length > 0 && { seg: segments.join(',') }) };
  return translated(recordSet, () =>
    ask(
      {
        program: 'jsoc_info',
        parameters: { op: 'rs_list', ds: recordSet, ...wanted, R: '1' },
        isKept: true,
        read: (json) => requireAll(recordsOf(good(recordsAnswer)(json), series), counted),
      },
      connection,
    ),
  );
}

function requireAll(records: JsocRecord[], counted: number): JsocRecord[] {
  if (records.length >= counted) return records;
  throw new Trouble('answer', `it lists ${records.length} of ${counted} records`);
}

async function translated<T>(recordSet: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SiteRefusal) fail('jsoc-refused', { recordSet, problem: error.message });
    throw error;
  }
}

const REGISTERED = 2;
const PROBLEMS: Readonly<Record<string, string>> = {
  4: 'it is not registered',
  '-2': 'it is no address',
};

/** Throws `jsoc-email-refused` unless the site knows the address. A site without this program is not asked. */
export async function checkAddress(address: string, connection: Connection): Promise<void> {
  const { status, msg } = await ask(
    {
      program: 'checkAddress.sh',
      parameters: { address, checkonly: '1' },
      read: (json) => addressAnswer(json, { file: 'the answer', key: '' }),
      absent: () => ({ status: REGISTERED, msg: null }),
    },
    connection,
  );
  if (status !== REGISTERED)
    fail('jsoc-email-refused', { address, problem: PROBLEMS[status] ?? msg ?? `status ${status}` });
}
