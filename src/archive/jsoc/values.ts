import type { MetaValue } from '../archive.js';
import type { KeywordType } from './series.js';

/** How JSOC says that a keyword has no value. The time is that of Julian day 0, the "no time" of its C library. */
const MISSING = /^(|missing|-?nan|invalid.*|-4712\.01\.01_11:59:28(\.0+)?(_TAI|_UTC|Z)?)$/i;

const HEXADECIMAL = /^0x[0-9a-f]+$/i;

/**
 * The value of a keyword from the text that JSOC sends for every type: numbers also hexadecimal, null where it has none.
 * A number that a double cannot hold exactly, or a text in a column of numbers, stays a text.
 */
export function keywordValue(text: string, type: KeywordType | undefined): MetaValue {
  const trimmed = text.trim();
  if (MISSING.test(trimmed)) return null;
  return isNumeric(type) ? numberIn(trimmed) : trimmed;
}

function isNumeric(type: KeywordType | undefined): boolean {
  return type !== undefined && type !== 'string' && type !== 'time' && type !== 'link';
}

function numberIn(text: string): number | string {
  const value = HEXADECIMAL.test(text) ? asSigned(Number(text)) : Number(text);
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || isWritten(text, value));
  return isExact ? value : text;
}

/** Hexadecimal integers of 32 bits are printed as if they had no sign. */
function asSigned(value: number): number {
  return value >= 2 ** 31 && value < 2 ** 32 ? value - 2 ** 32 : value;
}

/** Whole numbers beyond 2^53 written in digits would change. */
function isWritten(text: string, value: number): boolean {
  return Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(text);
}
