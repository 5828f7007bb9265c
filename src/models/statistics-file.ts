import type { Statistics } from './training/statistics.js';
import {
  listOf,
  literal,
  natural,
  number,
  numberOrMissing,
  object,
  parseJson,
  recordOf,
  integer,
} from '../diagnostics/structure.js';

const statisticsFile = object({
  format: literal(1),
  patches: natural,
  seed: integer,
  shares: listOf(number),
  parameters: recordOf(
    object({
      count: integer,
      missing: integer,
      mean: numberOrMissing,
      sd: numberOrMissing,
      median: numberOrMissing,
      quantiles: listOf(numberOrMissing),
    }),
  ),
});

/** How the parameters of a world's generated patches are distributed. */
export interface WorldStatistics {
  /** How many patches were measured, of latents drawn with `seed`. */
  readonly patches: number;
  readonly seed: number;
  /** What shares the quantiles are at, 0..1, rising. */
  readonly shares: readonly number[];
  /** In each parameter's base unit. */
  readonly parameters: Readonly<Record<string, Statistics>>;
}

/**
 * From the JSON of statistics.json.
 *
 * @throws GiqError `file-structure`, `file-unknown-key`, `file-not-readable-as`
 */
export function readStatistics(json: string, file: string): WorldStatistics {
  const { format: _, ...statistics } = statisticsFile(parseJson(json, file), { file, key: '' });
  return statistics;
}

/** The JSON of statistics.json; numbers come back exactly, NaN as null. */
export function writeStatistics({ patches, seed, shares, parameters }: WorldStatistics): string {
  return `${JSON.stringify({ format: 1, patches, seed, shares, parameters }, null, 1)}\n`;
}
