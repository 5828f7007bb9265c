import type { Connection } from './connection.js';
import { recordSet, type Selection } from './record-set.js';
import type { JsocRecord } from './records.js';
import { timeKey, type Series } from './series.js';
import { endOfDay } from './times.js';
import { askCount, askRecords, type Columns } from './site.js';

/** Milliseconds, UTC, before which no series of JSOC has records. */
const BEGINNING = Date.UTC(1993, 0, 1);

/** Called with the records known so far and those expected in all. */
export type OnListed = (known: number, expected: number) => void;

/**
 * All records of a selection, each once, ordered as the site orders them.
 *
 * The API has no pages, so what is longer than one is asked for in halves of its time, down to one step of the cadence.
 * Both halves have the moment between them; its records count once.
 *
 * @throws GiqError `jsoc-refused`, `jsoc-unreachable`, `jsoc-answer`
 */
export async function listRecords(
  series: Series,
  selection: Selection,
  columns: Columns,
  connection: Connection,
  onListed: OnListed,
): Promise<JsocRecord[]> {
  const records = new Map<string, JsocRecord>();
  const expected = await askCount(recordSet(series, selection), connection);
  const visit = async (part: Selection, count: number): Promise<void> => {
    if (count === 0) return;
    const halves = count > connection.manners.page && timeKey(series) ? halve(part, connection) : undefined;
    for (const half of halves ?? []) await visit(half, await askCount(recordSet(series, half), connection));
    if (halves) return;
    const page = await askRecords(series, recordSet(series, part), count, columns, connection);
    for (const record of page) records.set(record.query, record);
    onListed(records.size, Math.max(expected, records.size));
  };
  await visit(selection, expected);
  return [...records.values()];
}

/** The two halves of a time span, undefined when it is one step or less. */
function halve(part: Selection, { outside }: Connection): readonly [Selection, Selection] | undefined {
  const { from = BEGINNING, to = endOfDay(outside.now()), cadence = 1 } = part;
  const step = 1000 * cadence;
  const middle = from + step * Math.floor((to - from) / 2 / step);
  if (middle <= from || middle >= to) return undefined;
  return [
    { ...part, from, to: middle },
    { ...part, from: middle, to },
  ];
}
