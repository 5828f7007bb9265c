/** A column of metadata in as little memory as its values need; values are made when they are asked for. */
import type { MetaField, MetaValue } from '../archive.js';

/** A column that can be read. */
export interface Column {
  /** The value of an observation; null where there is none. */
  at(position: number): MetaValue;
}

/** A column that is being filled, from the first observation to the last. */
export interface ColumnBuilder {
  /** Takes the next value, as Parquet has it. */
  add(value: unknown): void;
  finish(): Column;
}

/** A column for values of a field, of which there are `count`. */
export function columnBuilder(type: MetaField['type'], count: number): ColumnBuilder {
  if (type === 'number') return numbers(count, numberOf, (value) => value);
  return type === 'date' ? numbers(count, timeOf, dateText) : dictionary(count);
}

/** What a value of Parquet is in giq. */
export function loaded(value: unknown): MetaValue {
  if (value instanceof Date) return dateText(value.getTime());
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
}

function timeOf(value: unknown): number | undefined {
  return value instanceof Date ? value.getTime() : undefined;
}

const dateText = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** Eight bytes a value. NaN stands for what is missing; a value of another kind, which hardly occurs, is kept beside. */
function numbers(
  count: number,
  toNumber: (value: unknown) => number | undefined,
  fromNumber: (value: number) => MetaValue,
): ColumnBuilder {
  const values = new Float64Array(count).fill(NaN);
  const others = new Map<number, MetaValue>();
  let next = 0;
  return {
    add: (value) => {
      const number = toNumber(value);
      if (number !== undefined) values[next] = number;
      else if (loaded(value) !== null) others.set(next, loaded(value));
      next++;
    },
    finish: () => ({
      at: (position) =>
        Number.isNaN(values[position] ?? NaN) ? (others.get(position) ?? null) : fromNumber(values[position]),
    }),
  };
}

/** Four bytes a value, and each different value once. */
function dictionary(count: number): ColumnBuilder {
  const codes = new Int32Array(count);
  const known = new Map<MetaValue, number>([[null, 0]]);
  let next = 0;
  return {
    add: (value) => {
      const text = loaded(value);
      const code = known.get(text) ?? known.size;
      known.set(text, code);
      codes[next++] = code;
    },
    finish: () => {
      const valueOf = lookup([...known.keys()]);
      known.clear();
      return { at: (position) => (position in codes ? valueOf(codes[position]) : null) };
    },
  };
}

/** From so many different values on, texts lie one after the other in one piece of memory: ids, hashes, names of files. */
const MANY = 4096;

function lookup(values: readonly MetaValue[]): (code: number) => MetaValue {
  const texts = values.slice(1);
  if (values.length < MANY || !texts.every((value) => typeof value === 'string'))
    return (code) => values[code];
  return oneAfterTheOther(texts);
}

/** Apart from `lookup`, whose values would be kept in memory as long as this function's answer is. */
function oneAfterTheOther(texts: readonly string[]): (code: number) => MetaValue {
  const parts = texts.map((text) => Buffer.from(text));
  const ends = new Float64Array(texts.length + 1);
  parts.forEach((part, index) => (ends[index + 1] = ends[index] + part.length));
  const bytes = Buffer.concat(parts);
  return (code) => (code === 0 ? null : bytes.toString('utf8', ends[code - 1], ends[code]));
}
