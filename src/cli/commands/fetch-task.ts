import { resolve, join } from 'node:path';
import {
  endOfDay,
  qualityMask,
  readDuration,
  readTime,
  type FetchTask,
  type Selection,
} from '../../archive/jsoc/index.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { GIQ_VERSION } from '../../runtime/version.js';
import type { Narrator } from '../narrator.js';

export interface FetchFlags {
  readonly series: string;
  readonly harp?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cadence?: string;
  readonly segments: string;
  readonly where?: string;
  readonly quality?: string;
  readonly out: string;
  readonly baseUrl: string;
  readonly email?: string;
  readonly jobs: number;
  readonly dryRun?: boolean;
}

/** The parts of a task that tests replace. */
export type FetchSetting = Pick<FetchTask['connection'], 'manners' | 'outside'>;

/** The task that a command line names; throws `usage` for what cannot be understood. */
export function fetchTask(
  flags: FetchFlags,
  directory: string,
  narrator: Narrator,
  signal: AbortSignal,
  setting: FetchSetting,
): FetchTask {
  const folder = resolve(directory, flags.out);
  const agent = `giq/${GIQ_VERSION} (solar magnetogram archives)`;
  const cache = join(folder, '.giq-fetch');
  return {
    series: flags.series,
    selection: selectionOf(flags, setting.outside.now()),
    segments: namesIn(flags.segments),
    mask: maskOf(flags),
    folder,
    jobs: flags.jobs,
    ...(flags.email !== undefined && { email: flags.email }),
    connection: { base: baseOf(flags.baseUrl), agent, cache, signal, ...setting },
    onProgress: (label, done, total) => narrator.progress(label, done, total),
    onNote: (text) => narrator.note(text),
  };
}

function selectionOf({ harp, from, to, cadence, where }: FetchFlags, now: number): Selection {
  if (from === undefined && (to ?? cadence) !== undefined)
    fail('usage', { problem: '--to and --cadence require --from' });
  const span = from !== undefined && {
    from: timeOf(from, '--from'),
    to: timeOf(to, '--to') ?? endOfDay(now),
  };
  if (span && span.to < span.from!) fail('usage', { problem: '--to requires a time after --from' });
  return {
    ...(harp !== undefined && { regions: harp.replaceAll(' ', '') }),
    ...span,
    ...(cadence !== undefined && { cadence: cadenceOf(cadence) }),
    ...(where !== undefined && { where }),
  };
}

function timeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const problem = `${option} requires a time such as 2011-02-14 or 2011-02-14T06:00, found \`${text}\``;
  return readTime(text) ?? fail('usage', { problem });
}

function cadenceOf(text: string): number {
  const problem = `--cadence requires a duration such as 12m, 6h or 1d, found \`${text}\``;
  return readDuration(text) ?? fail('usage', { problem });
}

function namesIn(text: string): string[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  return names.length > 0 ? names : fail('usage', { problem: '--segments requires at least one name' });
}

function maskOf({ quality, series }: FetchFlags): number {
  if (quality === undefined) return qualityMask(series);
  if (quality === 'any') return 0;
  const mask = Number(quality);
  const problem = `--quality requires \`any\` or the bits that rule a record out, found \`${quality}\``;
  return Number.isInteger(mask) && mask >= 0 && mask < 2 ** 32 ? mask : fail('usage', { problem });
}

function baseOf(text: string): URL {
  const folder = text.endsWith('/') ? text : `${text}/`;
  if (/^https?:/.test(folder) && URL.canParse(folder)) return new URL(folder);
  return fail('usage', { problem: `--base-url requires an address with http, found \`${text}\`` });
}
