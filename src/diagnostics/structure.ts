import { fail } from './diagnostic.js';
import { mightBeMeant } from './hints.js';

/** Where in a file a value stands: `world.yaml`, `image.size`. */
export interface Place {
  readonly file: string;
  readonly key: string;
}

/** How deep values may lie in one another: readers go down as deep. */
const DEEPEST = 100;

/** The value that a JSON text stands for; throws `file-not-readable-as`. */
export function parseJson(json: string, file: string): unknown {
  if (depthOf(json) > DEEPEST)
    fail('file-not-readable-as', { file, format: 'JSON', problem: `values lie more than ${DEEPEST} deep` });
  try {
    return JSON.parse(json);
  } catch (error) {
    return fail('file-not-readable-as', { file, format: 'JSON', problem: String((error as Error).message) });
  }
}

/** The most brackets that are open at a time, outside of texts. */
function depthOf(json: string): number {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (bracket === '[' || bracket === '{') deepest = Math.max(deepest, ++depth);
    else if (bracket === ']' || bracket === '}') depth--;
  }
  return deepest;
}

/** Checks a value that was read from JSON or YAML; throws `file-structure` where it is not what it should be. */
export type Reader<T> = (value: unknown, place: Place) => T;

export type Fields = Readonly<Record<string, Reader<unknown>>>;
export type ObjectOf<S extends Fields> = { readonly [K in keyof S]: ReturnType<S[K]> };

const scalar =
  <T>(expected: string, is: (value: unknown) => value is T): Reader<T> =>
  (value, place) =>
    is(value) ? value : refuse(value, expected, place);

export const text = scalar('a text', (value): value is string => typeof value === 'string');
export const flag = scalar('true or false', (value): value is boolean => typeof value === 'boolean');
export const number = scalar('a number', (value): value is number => Number.isFinite(value));
export const integer = scalar('a whole number', (value): value is number => Number.isInteger(value));
export const natural = scalar(
  'a positive whole number',
  (value): value is number => Number.isInteger(value) && Number(value) > 0,
);

/** A count that decides how much memory is asked for. */
export const naturalUpTo = (most: number): Reader<number> =>
  scalar(
    `a whole number from 1 to ${most}`,
    (value): value is number => Number.isInteger(value) && Number(value) > 0 && Number(value) <= most,
  );

/** One of a few texts, such as `nearest` or `bilinear`. */
export const choice = <T extends string>(...choices: readonly T[]): Reader<T> =>
  scalar(choices.join(' or '), (value): value is T => choices.some((one) => one === value));

export const literal = <T extends string | number | boolean>(only: T): Reader<T> =>
  scalar(String(only), (value): value is T => value === only);

export const optional =
  <T>(reader: Reader<T>): Reader<T | undefined> =>
  (value, place) =>
    value === undefined ? undefined : reader(value, place);

export const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, place) =>
    value === null ? null : reader(value, place);

/** A number; null, as which JSON writes it, is NaN. */
export const numberOrMissing: Reader<number> = (value, place) =>
  value === null ? NaN : number(value, place);

export const listOf =
  <T>(reader: Reader<T>): Reader<readonly T[]> =>
  (value, place) =>
    Array.isArray(value)
      ? value.map((item, index) => reader(item, { ...place, key: `${place.key}[${index}]` }))
      : refuse(value, 'a list', place);

/** A list of exactly `size` values. */
export const tupleOf =
  <T>(reader: Reader<T>, size: number): Reader<readonly T[]> =>
  (value, place) => {
    const list = listOf(reader)(value, place);
    return list.length === size ? list : refuse(value, `a list of ${size}`, place);
  };

/** An object whose keys are free, such as file names. */
export const recordOf =
  <T>(reader: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, place) =>
    Object.fromEntries(
      Object.entries(anyObject(value, place)).map(([key, item]) => [key, reader(item, inside(place, key))]),
    );

/** An object with exactly these keys; a key that is not one of them is refused with a suggestion. */
export const object =
  <S extends Fields>(fields: S): Reader<ObjectOf<S>> =>
  (value, place) => {
    const given = anyObject(value, place);
    refuseStrangers(Object.keys(given), Object.keys(fields), place);
    const entries = Object.entries(fields).map(([key, reader]) => [
      key,
      reader(given[key], inside(place, key)),
    ]);
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined)) as ObjectOf<S>;
  };

/** An object with at least these keys; others are left out. For answers of other people's servers, which grow. */
export const objectWith =
  <S extends Fields>(fields: S): Reader<ObjectOf<S>> =>
  (value, place) => {
    const given = anyObject(value, place);
    const known = Object.keys(fields).filter((key) => Object.hasOwn(given, key));
    return object(fields)(Object.fromEntries(known.map((key) => [key, given[key]])), place);
  };

/** An object whose `tag` says which other keys it has. */
export const tagged =
  <Tag extends string, V extends Readonly<Record<string, Fields>>>(
    tag: Tag,
    variants: V,
  ): Reader<{ [K in keyof V & string]: Readonly<Record<Tag, K>> & ObjectOf<V[K]> }[keyof V & string]> =>
  (value, place) => {
    const name = anyObject(value, place)[tag];
    const fields = typeof name === 'string' && Object.hasOwn(variants, name) ? variants[name] : undefined;
    if (!fields)
      return refuse(name, `a known ${tag}`, inside(place, tag), mightBeMeant(name, Object.keys(variants)));
    return object({ [tag]: text, ...fields })(value, place) as never;
  };

function anyObject(value: unknown, place: Place): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(value, 'named values', place);
  return value as Record<string, unknown>;
}

function inside(place: Place, key: string): Place {
  return { ...place, key: place.key === '' ? key : `${place.key}.${key}` };
}

function refuseStrangers(given: readonly string[], known: readonly string[], place: Place): void {
  const stranger = given.find((key) => !known.includes(key));
  if (stranger === undefined) return;
  fail(
    'file-unknown-key',
    { file: place.file, key: inside(place, stranger).key },
    { hints: mightBeMeant(stranger, known) },
  );
}

function refuse(value: unknown, expected: string, place: Place, hints: readonly string[] = []): never {
  const key = place.key === '' ? 'the whole file' : place.key;
  return fail('file-structure', { file: place.file, key, found: describe(value), expected }, { hints });
}

/** A value in a few words, for a message. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'named values';
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 39)}…` : json;
}
