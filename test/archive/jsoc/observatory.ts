/** A small series as a site of JSOC's kind would have it, and its answers to record set queries. */
import { encodeFits } from '../../../src/archive/writers/index.js';

export const SERIES = 'hmi.sharp_cea_720s';
const SLOT = 720_000;
const SIZE = { width: 40, height: 30 };

export interface Observation {
  readonly harp: number;
  /** TAI in milliseconds, as if its days had no leap seconds. */
  readonly time: number;
  readonly quality: number;
  readonly isOnLine: boolean;
}

/** Two regions, `steps` records each from 2011.02.14_00:00:00_TAI on. */
export function observations(steps: number, minutes = 12): Observation[] {
  const start = Date.UTC(2011, 1, 14);
  return [377, 401].flatMap((harp) =>
    Array.from({ length: steps }, (_, step) => ({
      harp,
      time: start + step * minutes * 60_000,
      quality: 0,
      isOnLine: true,
    })),
  );
}

/** `2011.02.14_00:12:00_TAI` */
export function timeText(time: number): string {
  const [date, clock] = new Date(time).toISOString().slice(0, 19).split('T');
  return `${date.replaceAll('-', '.')}_${clock}_TAI`;
}

export function queryOf({ harp, time }: Observation): string {
  return `${SERIES}[${harp}][${timeText(time)}]`;
}

export function fileOf({ harp, time }: Observation, segment = 'Br'): string {
  return `${SERIES}.${harp}.${timeText(time).replace(/[.:]/g, '')}.${segment}.fits`;
}

export function pathOf({ harp, time }: Observation, segment = 'Br'): string {
  return `/SUM${harp % 7}/D${harp}/S${time / SLOT}/${segment}.fits`;
}

/** Other pixels for every file, with the sum of their data in the header. */
export function fitsOf(observation: Observation, segment = 'Br'): Uint8Array {
  const { width, height } = SIZE;
  const values = Float32Array.from(
    { length: width * height },
    (_, pixel) =>
      (pixel % 97) * 3 - 100 + observation.harp + (observation.time / SLOT) * 0.01 + segment.length,
  );
  const plain = encodeFits(values, width, height);
  return encodeFits(values, width, height, [['DATASUM', String(dataSum(plain.subarray(2880)))]]);
}

/** FITS standard 4.0, appendix J: the sum of 32-bit words in ones' complement. */
function dataSum(data: Uint8Array): bigint {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let sum = 0n;
  for (let at = 0; at < data.length; at += 4) sum += BigInt(view.getUint32(at));
  while (sum >> 32n) sum = (sum & 0xffffffffn) + (sum >> 32n);
  return sum;
}

const TIME = /^(\d{4})\.(\d\d)\.(\d\d)_(\d\d):(\d\d):(\d\d)_TAI$/;

function timeOf(text: string): number {
  const [, year, month, day, hour, minute, second] = TIME.exec(text)!.map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return SLOT * Math.round(time / SLOT);
}

/** The observations of a record set query, or undefined where it is malformed. Several queries are joined by commas. */
export function select(all: readonly Observation[], query: string): Observation[] | undefined {
  const parts = query.split(/,(?=hmi\.)/).map((part) => selectOne(all, part.replace(/\{[^}]*\}$/, '')));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function selectOne(all: readonly Observation[], query: string): Observation[] | undefined {
  const match = /^hmi\.sharp_cea_720s(?:\[([\d,-]*)\])?(?:\[([^\]?]*)\])?(?:\[\? (.*) \?\])?$/.exec(query);
  if (!match || match[3] === 'nonsense') return undefined;
  const [, harps = '', span = ''] = match;
  return all.filter(({ harp, time }) => isNumbered(harp, harps) && isWithin(time, span));
}

function isNumbered(harp: number, list: string): boolean {
  if (list === '') return true;
  return list.split(',').some((item) => {
    const [first, last = first] = item.split('-').map(Number);
    return first <= harp && harp <= last;
  });
}

function isWithin(time: number, span: string): boolean {
  if (span === '') return true;
  const [, first, last, step] = /^(\S+?_TAI)(?:-(\S+?_TAI))?(?:@(\d+)s)?$/.exec(span)!;
  const [start, end] = [timeOf(first), timeOf(last ?? first)];
  const isOnStep = step === undefined || (time - start) % (1000 * Number(step)) === 0;
  return start <= time && time <= end && isOnStep;
}
