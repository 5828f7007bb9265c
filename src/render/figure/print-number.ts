/** Numbers as they are set in print: `1.24 × 10²²`, `−0.05`. */
import { roundSignificant } from '../number.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const DIGITS = 3;
/** Sizes outside of this range are set with a power of ten. */
const PLAIN = { from: 0.01, below: 1e5 };

/** A number for a caption, to three significant digits; NaN is a dash. */
export function printNumber(value: number): string {
  if (Number.isNaN(value)) return '—';
  if (!needsPower(value)) return withMinus(plain(value));
  const power = powerOf(value);
  return `${withMinus(roundSignificant(value / 10 ** power, DIGITS).toFixed(DIGITS - 1))} × ${powerOfTen(power)}`;
}

/** Whole numbers of three and more digits in full. */
function plain(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : roundSignificant(value, DIGITS));
}

/** `10²²` */
export function powerOfTen(power: number): string {
  const digits = Array.from(String(Math.abs(power)), (digit) => SUPERSCRIPTS[Number(digit)]);
  return `10${power < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** What numbers of an axis or of a row are divided by so that they can be set without powers, and its exponent. */
export function commonPower(values: readonly number[]): number {
  const largest = values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  return largest > 0 && needsPower(largest) ? powerOf(largest) : 0;
}

/** `TUF [10²² Mx]`: the name of numbers that were divided by a power of ten. */
export function nameWithUnit(name: string, unit: string, power = 0): string {
  const inside = [power === 0 ? '' : powerOfTen(power), unit].filter(Boolean).join(' ');
  return inside === '' ? name : `${name} [${inside}]`;
}

export const withMinus = (text: string): string => text.replace('-', '−');

function needsPower(value: number): boolean {
  const size = Math.abs(value);
  return Number.isFinite(value) && size !== 0 && (size < PLAIN.from || size >= PLAIN.below);
}

function powerOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}
