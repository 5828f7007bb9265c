import {
  listOf,
  nullable,
  number,
  objectWith,
  optional,
  text,
  type Reader,
} from '../../diagnostics/structure.js';

/** What the DRMS web API answers: only what giq reads of it. Sites write some numbers as texts. */

const wholeNumber: Reader<number> = (value, place) =>
  number(typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value, place);

const textOrNumber: Reader<string> = (value, place) =>
  typeof value === 'number' ? String(value) : text(value ?? '', place);

const maybeText: Reader<string | null | undefined> = optional(nullable(textOrNumber));

/** What every answer has: 0 is good. Old sites name the message `errmsg`. */
const outcome = { status: wholeNumber, error: maybeText, errmsg: maybeText };
export const outcomeAnswer = objectWith(outcome);

const named = objectWith({ name: text });
const keyword = objectWith({ name: text, type: text });

export const seriesAnswer = objectWith({
  primekeys: listOf(text),
  keywords: listOf(keyword),
  segments: optional(nullable(listOf(named))),
});

export const seriesListAnswer = objectWith({ names: listOf(named) });

export const summaryAnswer = objectWith({ count: wholeNumber });

const column = objectWith({ name: text, values: listOf(textOrNumber) });

export const recordsAnswer = objectWith({
  count: wholeNumber,
  keywords: optional(nullable(listOf(column))),
  segments: optional(nullable(listOf(column))),
});
export type RecordsAnswer = ReturnType<typeof recordsAnswer>;

const exported = objectWith({ record: text, filename: text });

export const exportAnswer = objectWith({
  ...outcome,
  requestid: maybeText,
  reqid: maybeText,
  wait: optional(nullable(wholeNumber)),
  dir: maybeText,
  data: optional(nullable(listOf(exported))),
});
export type ExportAnswer = ReturnType<typeof exportAnswer>;

export const addressAnswer = objectWith({ status: wholeNumber, msg: maybeText });
