/** What can be wrong with one token and the one beside it. */
import { diagnose } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Source } from '../diagnostics/span.js';
import { dateProblem, paddedDate } from './dates.js';
import { isClosed, unknownEscape, withEscapes } from './escapes.js';
import {
  CompoundAssignment,
  CurlyString,
  ForeignBracket,
  ForeignComment,
  Semicolon,
  spellingChecks,
} from './habits.js';
import { endOf } from './patterns.js';
import { next, previous, spanOf, type Check, type Site } from './site.js';
import {
  DateToken,
  Name,
  Newline,
  NumberToken,
  QuotedName,
  SignedNumber,
  StringToken,
  Unit,
  Unknown,
} from './tokens.js';
import { unitSpellings } from './units.js';
import type { IToken, TokenType } from './chevrotain.js';
import type { Problem } from './problem.js';

/** Everything that is wrong with the tokens by themselves, in their order. */
export function checkTokens(tokens: readonly IToken[], source: Source): Problem[] {
  return tokens.flatMap((token, index) => {
    const site = { token, span: spanOf(token), index, tokens };
    const diagnostics = (checks.get(token.tokenType) ?? []).map((check) => check(site));
    const first = diagnostics.find((diagnostic) => diagnostic !== undefined);
    return first
      ? [
          {
            diagnostic: first,
            atEnd: first.code === 'unterminated-string' && site.span.end === source.text.length,
          },
        ]
      : [];
  });
}

const checkNumber: Check = ({ token: { image }, span }) =>
  Number.isFinite(Number(image)) ? undefined : diagnose('number-out-of-range', { written: image }, { span });

const checkClosed: Check = ({ token: { image }, span }) => {
  if (isClosed(image)) return undefined;
  const fix = { span: { start: span.end, end: span.end }, replacement: image[0] };
  return diagnose('unterminated-string', {}, { span, fix });
};

const checkEscapes: Check = ({ token: { image, startOffset }, span }) => {
  const found = unknownEscape(image);
  if (!found) return undefined;
  const place = { start: startOffset + found.start, end: startOffset + found.end };
  const written = image.slice(found.start, found.end);
  const hints = ['a backslash itself is written `\\\\`'];
  return diagnose(
    'unknown-escape',
    { written },
    { span: place, hints, fix: { span, replacement: withEscapes(image) } },
  );
};

const checkDate: Check = ({ token: { image }, span }) => {
  const problem = dateProblem(image);
  if (!problem) return undefined;
  const padded = paddedDate(image);
  return diagnose(
    'invalid-date',
    { written: image, problem },
    { span, ...(padded && { fix: { span, replacement: padded } }) },
  );
};

const checkQuotedName: Check = ({ token: { image }, span }) =>
  /^`[^`]+`$/.test(image) ? undefined : diagnose('unterminated-name', {}, { span });

const numbers: readonly TokenType[] = [NumberToken, SignedNumber, DateToken];

/** The number that ends where this token begins. */
function touchedNumber(site: Site): IToken | undefined {
  const before = previous(site);
  return before && endOf(before) === site.span.start && numbers.includes(before.tokenType)
    ? before
    : undefined;
}

const checkUnit: Check = (site) => {
  const { image } = site.token;
  const number = touchedNumber(site);
  if (!number || /^[%°]/.test(image)) return undefined;
  const span = { start: number.startOffset, end: site.span.end };
  const fix = { span, replacement: `${number.image} ${image}` };
  return diagnose('unit-touches-number', { number: number.image, unit: image }, { span, fix });
};

/** `3x`, `1.2.3`, `5MX` */
const checkSpace: Check = (site) => {
  const number = touchedNumber(site);
  if (!number) return undefined;
  const { image } = site.token;
  const span = { start: number.startOffset, end: site.span.end };
  const units = suggest(image, unitSpellings);
  const hints = units.map((unit) => `the unit \`${unit}\` might be meant`);
  const fix = { span, replacement: `${number.image} ${units[0] ?? image}` };
  return diagnose('missing-space', { first: number.image, second: image }, { span, hints, fix });
};

/** A run of unknown characters is reported once. */
const checkUnknown: Check = (site) => {
  const before = previous(site);
  if (before?.tokenType === Unknown && endOf(before) === site.span.start) return undefined;
  const { image } = site.token;
  const code = image.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  const written = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(image) ? `\`${image}\`` : `the character U+${code}`;
  return diagnose('unknown-character', { written }, { span: site.span });
};

const checkCurly: Check = ({ token: { image }, span }) => {
  const paired = /^[^][^]*[“”„‟«»‘’"]$/u.test(image) && image.length > 1;
  const replacement = `"${image.slice(1, -1)}"`;
  return diagnose('curly-quotes', {}, { span, ...(paired && { fix: { span, replacement } }) });
};

const checkComment: Check = ({ token: { image }, span }) => {
  const text = image.slice(2).replace(/\*\/$/, '');
  const fix = /[\r\n]/.test(text) ? {} : { fix: { span, replacement: `#${text}`.trimEnd() } };
  return diagnose('foreign-comment', {}, { span, ...fix });
};

const pairs: Readonly<Record<string, string>> = { ']': '[', '}': '{' };

/** A closing one is reported only if nothing of its kind opened before it. */
const checkBracket: Check = ({ token: { image }, span, tokens, index }) => {
  const opener = pairs[image];
  if (opener && tokens.slice(0, index).some((token) => token.image === opener)) return undefined;
  return diagnose('foreign-bracket', { written: image }, { span });
};

const checkSemicolon: Check = (site) => {
  const { span } = site;
  const after = next(site);
  const last = !after || after.tokenType === Newline;
  return diagnose('semicolon', {}, { span, fix: { span, replacement: last ? '' : '\n' } });
};

/** `TUF+=3` becomes `shift TUF +3`, or `TUF +3` where a verb stands before it. */
const checkCompound: Check = (site) => {
  const [verb, target, amount] = [site.tokens[site.index - 2], previous(site), next(site)];
  const written = site.token.image;
  if (target?.tokenType !== Name || amount?.tokenType !== NumberToken) {
    return diagnose('compound-assignment', { written }, { span: site.span });
  }
  const span = { start: target.startOffset, end: endOf(amount) };
  const shift = verb?.tokenType === Name ? '' : 'shift ';
  const fix = { span, replacement: `${shift}${target.image} ${written[0]}${amount.image}` };
  return diagnose('compound-assignment', { written }, { span: site.span, fix });
};

const checks: ReadonlyMap<TokenType, readonly Check[]> = new Map<TokenType, readonly Check[]>([
  [NumberToken, [checkNumber, checkSpace]],
  [SignedNumber, [checkNumber]],
  [StringToken, [checkEscapes, checkClosed]],
  [DateToken, [checkDate]],
  [Name, [checkSpace]],
  [QuotedName, [checkQuotedName]],
  [Unit, [checkUnit]],
  [Unknown, [checkUnknown]],
  [CurlyString, [checkCurly]],
  [ForeignComment, [checkComment]],
  [ForeignBracket, [checkBracket]],
  [Semicolon, [checkSemicolon]],
  [CompoundAssignment, [checkCompound]],
  ...[...spellingChecks].map(([type, check]) => [type, [check]] as const),
]);
