/** A header card. COMMENT and HISTORY take text of any length in `value`. */
export type FitsCard = readonly [keyword: string, value: string | number | boolean | null, comment?: string];

const CARD = 80;
/** Text of a COMMENT or HISTORY card, and the longest quoted text that CONTINUE cards can take after each quote. */
const COMMENTARY_TEXT = 72;
const LONG_TEXT = 67;
const VALUE_WIDTH = 20;

/** Encodes cards as 80-character records of printable ASCII (FITS standard 4.0, section 4). */
export function encodeCards(cards: readonly FitsCard[]): string[] {
  return cards.flatMap(([keyword, value, comment]) =>
    encodeCard(keyword.toUpperCase(), value, ascii(comment ?? '')),
  );
}

function encodeCard(keyword: string, value: FitsCard[1], comment: string): string[] {
  if (keyword === 'COMMENT' || keyword === 'HISTORY') return commentary(keyword, String(value ?? ''));
  const start = isStandard(keyword) ? `${keyword.padEnd(8)}= ` : `HIERARCH ${ascii(keyword)} = `;
  if (typeof value === 'string') return textCards(start, ascii(value), comment);
  const field = formatValue(value).padStart(VALUE_WIDTH);
  return [withComment(start + field, comment)];
}

function isStandard(keyword: string): boolean {
  return /^[A-Z0-9_-]{1,8}$/.test(keyword);
}

function formatValue(value: number | boolean | null): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (value === null || !Number.isFinite(value)) return '';
  return String(value).toUpperCase();
}

/** A comment that does not fit is cut: the value matters more. */
function withComment(card: string, comment: string): string {
  const whole = comment === '' ? card : `${card} / ${comment}`;
  return whole.slice(0, CARD).padEnd(CARD);
}

/** A short text stands in one card, padded to eight characters; a long one goes on in CONTINUE cards. */
function textCards(start: string, text: string, comment: string): string[] {
  const quoted = text.replaceAll("'", "''");
  if (start.length + quoted.length + 2 <= CARD)
    return [withComment(`${start}'${quoted.padEnd(8)}'`.padEnd(30), comment)];
  const parts = splitQuoted(quoted, CARD - start.length - 3);
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const card = `${index === 0 ? start : 'CONTINUE  '}'${part}${isLast ? '' : '&'}'`;
    return isLast ? withComment(card, comment) : card.padEnd(CARD);
  });
}

/** Cuts a quoted text into pieces, never inside a doubled quote. */
function splitQuoted(quoted: string, firstLength: number): string[] {
  const parts: string[] = [];
  for (let rest = quoted, room = firstLength; ; room = LONG_TEXT) {
    if (rest.length <= room) return [...parts, rest];
    const quotesBefore = /'*$/.exec(rest.slice(0, room))![0].length;
    const length = quotesBefore % 2 === 1 && rest[room] === "'" ? room - 1 : room;
    parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
}

/** One card at least for every line. */
function commentary(keyword: string, text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const pieces = ascii(line).match(new RegExp(`.{1,${COMMENTARY_TEXT}}`, 'g')) ?? [''];
    return pieces.map((piece) => `${keyword.padEnd(8)}${piece}`.padEnd(CARD));
  });
}

/** FITS headers hold printable ASCII only: accents go, what has no ASCII form becomes a question mark. */
function ascii(text: string): string {
  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return plain.replace(/[\t\r\n]/g, ' ').replace(/[^\x20-\x7e]/gu, '?');
}
