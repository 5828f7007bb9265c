import type { Meta, MetaValue } from '../../archive.js';
import { textOf } from './header.js';
import type { Header } from './header.js';

/** The card in which giq writes metadata that have no keyword of their own, as JSON. */
export const OWN_META = 'GIQMETA';

/** Metadata of a file that giq has written, with the names that they had; nothing where the card is not there or damaged. */
export function ownMeta(header: Header): Meta {
  const text = textOf(header, OWN_META);
  const parsed = text === undefined ? undefined : parsedOr(text);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, MetaValue] => isMeta(entry[1])),
  );
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMeta(value: unknown): value is MetaValue {
  return value === null || ['number', 'string', 'boolean'].includes(typeof value);
}
