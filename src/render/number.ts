/** Numbers for people, and the rounding that makes machine output the same on every engine. */

/** Significant digits of a number that is shown to a person. */
export const SHOWN_DIGITS = 4;

/** Whole numbers below this are shown in full: counts, seeds (32 bits), HARP numbers. */
const WHOLE_BELOW = 1e10;
/** Sizes that are shown without an exponent. */
const FIXED_FROM = 1e-3;
const FIXED_BELOW = 1e5;

/** The nearest number with that many significant decimal digits; stable: rounding it again changes nothing. */
export function roundSignificant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/** A number for people: `12.3`, `-0.05`, `42`, `2.41e22`. Whole numbers in full; NaN is `missing`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  return needsExponent(value) ? scientific(value).replace(/\.?0+e/, 'e') : fixed(value);
}

/**
 * The numbers of one column in one notation, so that they can be compared down the column: when one of them needs an
 * exponent, all have it, with the same number of digits. `null` stays `missing`.
 */
export function formatColumn(values: readonly (number | null)[]): string[] {
  const format = values.some((value) => value !== null && needsExponent(value))
    ? sameDigits(values)
    : formatNumber;
  return values.map((value) => (value === null ? 'missing' : value === 0 ? '0' : format(value)));
}

function sameDigits(values: readonly (number | null)[]): (value: number) => string {
  const digits = values.reduce<number>((most, value) => Math.max(most, mantissaDecimals(value ?? 0)), 0);
  return (value) => (Number.isFinite(value) ? scientific(value, digits) : notFinite(value));
}

function needsExponent(value: number): boolean {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0) return false;
  if (Number.isInteger(value) && size < WHOLE_BELOW) return false;
  return size < FIXED_FROM || size >= FIXED_BELOW;
}

function scientific(value: number, decimals = SHOWN_DIGITS - 1): string {
  return value.toExponential(decimals).replace('e+', 'e');
}

/** Decimals of the mantissa that are left when trailing zeros are dropped. */
function mantissaDecimals(value: number): number {
  if (!Number.isFinite(value)) return 0;
  const [, decimals = ''] = /\.(\d*?)0*e/.exec(scientific(value)) ?? [];
  return decimals.length;
}

/** Never fewer digits than the whole part has: 12345.6 is `12346`, not `12350`. */
function fixed(value: number): string {
  const rounded =
    Math.abs(value) >= 10 ** SHOWN_DIGITS ? Math.round(value) : roundSignificant(value, SHOWN_DIGITS);
  return String(rounded);
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? 'missing' : value > 0 ? 'infinite' : '-infinite';
}
