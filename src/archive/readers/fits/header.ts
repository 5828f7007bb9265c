/** The value of a header card; `null` where the card has none. Numbers that say `nan` are NaN. */
export type CardValue = string | number | boolean | null;

/** The cards of one header by upper-case keyword, without COMMENT and HISTORY. The first of a repeated keyword counts. */
export type Header = ReadonlyMap<string, CardValue>;

export const BLOCK = 2880;
const CARD = 80;
const COMMENTARY = /^(COMMENT|HISTORY| {8})/i;
const ASSIGNMENT = /^([A-Z0-9_-]{1,8}) *=(.*)$/i;
const HIERARCH = /^HIERARCH +([^=]+?) *=(.*)$/i;
const CONTINUE = /^CONTINUE {2,}('.*)$/i;

/**
 * Reads the header that begins at `start`. Tolerates what real files do: unpadded values, lower-case keywords,
 * `nan`, D exponents, missing blanks around `=`, HIERARCH and CONTINUE cards.
 *
 * @returns the header and the offset of the data after it, or undefined when the bytes end before an END card
 */
export function parseHeader(
  bytes: Uint8Array,
  start: number,
): { header: Header; dataStart: number } | undefined {
  const cards: string[] = [];
  for (let at = start; at + 3 <= bytes.length; at += CARD) {
    const card = Buffer.from(bytes.subarray(at, at + CARD)).toString('latin1');
    if (/^END *$/i.test(card)) {
      return { header: collect(cards), dataStart: start + BLOCK * Math.ceil((at + CARD - start) / BLOCK) };
    }
    cards.push(card);
  }
  return undefined;
}

function collect(cards: readonly string[]): Header {
  const header = new Map<string, CardValue>();
  cards.forEach((card, index) => {
    if (COMMENTARY.test(card)) return;
    const [, keyword, text] = HIERARCH.exec(card) ?? ASSIGNMENT.exec(card) ?? [];
    if (keyword === undefined || header.has(keyword.toUpperCase())) return;
    header.set(keyword.toUpperCase(), withContinuation(parseValue(text!), cards, index + 1));
  });
  return header;
}

/** A string that ends in `&` goes on in the CONTINUE cards after it. */
function withContinuation(value: CardValue, cards: readonly string[], next: number): CardValue {
  if (typeof value !== 'string' || !value.endsWith('&')) return value;
  const more = CONTINUE.exec(cards[next] ?? '')?.[1];
  if (more === undefined) return value;
  let text = value;
  for (let index = next; text.endsWith('&'); index++) {
    const part = CONTINUE.exec(cards[index] ?? '')?.[1];
    if (part === undefined) break;
    text = text.slice(0, -1) + quoted(part);
  }
  return text;
}

/** Parses what follows the `=` of a card, up to the comment. */
export function parseValue(text: string): CardValue {
  const field = text.trimStart();
  if (field.startsWith("'")) return quoted(field);
  const bare = field.split('/')[0]!.trim();
  if (bare === '') return null;
  if (/^[TF]$/i.test(bare)) return bare.toUpperCase() === 'T';
  return parseNumber(bare) ?? bare;
}

function quoted(field: string): string {
  const [, inside] = /^'((?:[^']|'')*)/.exec(field)!;
  return inside!.replaceAll("''", "'").trimEnd();
}

function parseNumber(bare: string): number | undefined {
  if (/^[+-]?nan$/i.test(bare)) return NaN;
  if (/^[+-]?inf(inity)?$/i.test(bare)) return bare.startsWith('-') ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([ED][+-]?\d+)?$/i.test(bare)) return undefined;
  return Number(bare.replace(/d/i, 'e'));
}

/** The number of a card, or `otherwise` when the card is missing, is no number or is not finite. */
export function numberOf(header: Header, keyword: string, otherwise: number): number {
  const value = header.get(keyword);
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** The text of a card without surrounding blanks, or undefined when the card is missing, empty or no text. */
export function textOf(header: Header, keyword: string): string | undefined {
  const value = header.get(keyword);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
