import type { MetaValue } from '../archive.js';
import type { RecordsAnswer } from './answers.js';
import type { Series } from './series.js';
import { Trouble } from './trouble.js';
import { keywordValue } from './values.js';

/** One record of a series. */
export interface JsocRecord {
  /** The query that gives this record alone: `hmi.sharp_cea_720s[377][2011.02.15_02:00:00_TAI]`. */
  readonly query: string;
  /** Values of its prime keys, as the site writes them. */
  readonly prime: readonly string[];
  readonly keywords: Readonly<Record<string, MetaValue>>;
  /** Paths of its segments on the site, undefined for those that are off line. */
  readonly segments: ReadonlyMap<string, string | undefined>;
}

/**
 * The rows of an answer of columns.
 *
 * @throws Trouble when columns differ in length or a prime key has no column: the answer is damaged
 */
export function recordsOf(answer: RecordsAnswer, series: Series): JsocRecord[] {
  const [keywords, segments] = [answer.keywords ?? [], answer.segments ?? []];
  const uneven = [...keywords, ...segments].find(({ values }) => values.length !== answer.count);
  if (uneven)
    throw new Trouble(
      'answer',
      `${uneven.name} has ${uneven.values.length} values for ${answer.count} records`,
    );
  const columns = new Map(keywords.map(({ name, values }) => [name, values]));
  return Array.from({ length: answer.count }, (_, row) => {
    const prime = series.primeKeys.map((key) => primeValue(columns, key, row));
    return {
      query: series.name + prime.map((value) => `[${value}]`).join(''),
      prime,
      keywords: Object.fromEntries(
        keywords.map(({ name, values }) => [name, keywordValue(values[row], series.keywords.get(name))]),
      ),
      segments: new Map(segments.map(({ name, values }) => [name, pathOf(values[row])])),
    };
  });
}

function primeValue(columns: ReadonlyMap<string, readonly string[]>, key: string, row: number): string {
  const value = columns.get(key)?.[row]?.trim();
  if (!value) throw new Trouble('answer', `record ${row + 1} has no ${key}`);
  return value;
}

/** A path below the root of the site; one that names another host counts as none. */
function pathOf(text: string): string | undefined {
  return /^\/(?![/\\])/.test(text) && !text.endsWith('NoDataFile') ? text : undefined;
}
