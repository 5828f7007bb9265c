import type { NumberType } from '../numbers.js';

/**
 * What a pickle describes, as data. Classes and functions are never looked up: they are their names, and what they would
 * make is either one of these or opaque.
 */
export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickledList
  | PickledTuple
  | PickledDict
  | PickledGlobal
  | PickledStorage
  | PickledTensor
  | PickledOpaque;

export interface PickledList {
  readonly kind: 'list';
  readonly items: Pickled[];
}

export interface PickledTuple {
  readonly kind: 'tuple';
  readonly items: readonly Pickled[];
}

export interface PickledDict {
  readonly kind: 'dict';
  readonly entries: Map<Pickled, Pickled>;
}

/** A class or function of the allow-list, by its full name. */
export interface PickledGlobal {
  readonly kind: 'global';
  readonly name: string;
}

/** A row of numbers elsewhere in the checkpoint. */
export interface PickledStorage {
  readonly kind: 'storage';
  /** Undefined where the storage is bytes and the tensor says what they mean. */
  readonly type: NumberType | undefined;
  readonly key: string;
  /** Where a view of another storage begins, in numbers. */
  readonly offset: number;
}

/** A view of a storage: number [i, j, …] lies at offset + i·strides[0] + j·strides[1] + … */
export interface PickledTensor {
  readonly kind: 'tensor';
  readonly storage: string;
  readonly type: NumberType;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** An object that nobody here needs: how it would be made is forgotten. */
export interface PickledOpaque {
  readonly kind: 'opaque';
  readonly name: string;
}

/** Whether a value is an object of this kind. */
export function isKind<K extends Exclude<Pickled, PickledScalar>['kind']>(
  value: Pickled | undefined,
  kind: K,
): value is Extract<Pickled, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

type PickledScalar = null | boolean | number | bigint | string | Uint8Array;

/** A value in a few words, for messages. */
export function describePickled(value: Pickled | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'None';
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (value instanceof Uint8Array) return 'bytes';
  return value.kind === 'global' || value.kind === 'opaque' ? `\`${value.name}\`` : `a ${value.kind}`;
}
