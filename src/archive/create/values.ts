import type { Meta, MetaValue } from '../archive.js';

/** What JSOC, pandas and people write where there is no value. */
const ABSENT = /^\s*(nan|missing|null|none|n\/a|na|-|invalid keylink)?\s*$/i;

/** A value that was written as text. */
export function valueOfText(text: string): MetaValue {
  if (ABSENT.test(text)) return null;
  const trimmed = text.trim();
  if (/^0x[\da-f]+$/i.test(trimmed)) return Number(trimmed);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : trimmed;
}

/** A value of a header or of JSON: numbers that are not finite are missing. */
export function valueOf(value: unknown): MetaValue {
  if (typeof value === 'string') return valueOfText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'boolean' ? value : null;
}

/** The first of these that is a number. */
export function firstNumber(...values: readonly (MetaValue | undefined)[]): number | undefined {
  return values.find((value): value is number => typeof value === 'number');
}

/** A name as the language can write it: `R_VALUE` is `r_value`, `flux [Mx]` is `flux_mx`. */
export function fieldName(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(plain) ? plain : `x_${plain}`;
}

/** Values by names that the language can write. */
export function named(values: Readonly<Record<string, unknown>>): Meta {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [fieldName(name), valueOf(value)]));
}
