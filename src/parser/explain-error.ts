/** Chevrotain's exceptions to diagnostics: first the mistakes that have their own message, then "expected, found". */
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { expectationsIn, expected, expectedAfter } from './expectations.js';
import { closes, isOneOf, opens } from './layout.js';
import { endOf } from './patterns.js';
import { spanOf } from './site.js';
import {
  And, CallParenthesis, Comma, Comparison, Define, Equals, In, Is, Name, Not, Or, Pipe, reservedWords, RightParenthesis,
  SignedNumber, StringToken,
} from './tokens.js'; // prettier-ignore
import type { IRecognitionException, IToken } from './chevrotain.js';

/** An error as the explanations see it: the statement, and the index of the token that did not fit. */
interface Failure {
  readonly tokens: readonly IToken[];
  readonly index: number;
  readonly expected: readonly string[];
}

type Explanation = (failure: Failure) => Diagnostic | undefined;

/** The diagnostic for the first error of a statement. */
export function explainError(error: IRecognitionException, tokens: readonly IToken[]): Diagnostic {
  const at = tokens.indexOf(error.token);
  const listed = expectationsIn(error.message);
  const things = listed.length > 0 ? listed : expectedAfter(tokens[0].tokenType.LABEL ?? '');
  const failure = { tokens, index: at < 0 ? tokens.length : at, expected: things };
  for (const explanation of explanations) {
    const diagnostic = explanation(failure);
    if (diagnostic) return diagnostic;
  }
  return failure.index === tokens.length ? unexpectedEnd(failure) : unexpectedToken(failure);
}

/** The innermost `(` that nothing in the statement closes. */
function openBracket(tokens: readonly IToken[]): IToken | undefined {
  const open: IToken[] = [];
  for (const token of tokens) {
    if (opens(token)) open.push(token);
    if (closes(token)) open.pop();
  }
  return open.at(-1);
}

/** A `(` without its `)`, when all else is well. */
const unclosed: Explanation = ({ tokens, index }) => {
  const bracket = openBracket(tokens);
  if (index < tokens.length || !bracket) return undefined;
  return diagnose('unclosed-bracket', {}, { span: spanOf(bracket) });
};

const unopened: Explanation = ({ tokens, index }) => {
  const before = tokens.slice(0, index);
  const balanced = before.filter(opens).length <= before.filter(closes).length;
  if (!isOneOf(tokens[index], [RightParenthesis]) || !balanced) return undefined;
  const span = spanOf(tokens[index]);
  return diagnose('unopened-bracket', {}, { span, fix: { span, replacement: '' } });
};

/** `quiet = generate seed 42` */
const assignment: Explanation = ({ tokens, index }) => {
  if (index !== 1 || tokens[0].tokenType !== Name || !isOneOf(tokens[1], [Equals])) return undefined;
  const { image, startOffset } = tokens[0];
  const fix = { span: { start: startOffset, end: startOffset }, replacement: 'let ' };
  return diagnose('assignment-without-let', { name: image }, { span: spanOf(tokens[0]), fix });
};

/** `generate(200, seed=7)` */
const calledVerb: Explanation = ({ tokens, index }) => {
  const [verb, bracket] = [tokens[index - 1], tokens[index]];
  if (!isOneOf(bracket, [CallParenthesis])) return undefined;
  const end = matching(tokens, index);
  const span = { start: bracket.startOffset, end: end < 0 ? endOf(bracket) : endOf(tokens[end]) };
  const text = end < 0 ? undefined : asWritten(tokens.slice(index + 1, end));
  return diagnose(
    'verb-parentheses',
    { verb: verb.image },
    { span, ...(text && { fix: { span, replacement: ` ${text}` } }) },
  );
};

/** Index of the bracket that closes the one at `index`; -1 if none does. */
function matching(tokens: readonly IToken[], index: number): number {
  let depth = 0;
  return tokens.findIndex((token, i) => {
    if (i >= index) depth += Number(opens(token)) - Number(closes(token));
    return i > index && depth === 0;
  });
}

/** Tokens as text, with the spaces between them made one. */
function asWritten(tokens: readonly IToken[]): string {
  const parts = tokens.map(
    (token, i) => (i > 0 && endOf(tokens[i - 1]) < token.startOffset ? ' ' : '') + token.image,
  );
  return parts.join('');
}

const notIn: Explanation = ({ tokens, index }) => {
  if (!isOneOf(tokens[index], [In]) || !isOneOf(tokens[index - 1], [Not])) return undefined;
  const span = { start: tokens[index - 1].startOffset, end: endOf(tokens[index]) };
  return diagnose('not-in', {}, { span, hints: ['for example `not lat in 0..10`'] });
};

const comparisons = [Comparison, In, Is];

/** `a < b < c`: a comparison whose left side is one already. */
const chained: Explanation = ({ tokens, index }) => {
  if (!isOneOf(tokens[index], comparisons)) return undefined;
  const first = comparisonBefore(tokens, index);
  if (first < 0 || first === index - 1) return undefined;
  const span = { start: tokens[first].startOffset, end: endOf(tokens[index]) };
  const place = tokens[index].startOffset;
  const replacement = `and ${asWritten(tokens.slice(first + 1, index))} `;
  return diagnose(
    'chained-comparison',
    {},
    { span, fix: { span: { start: place, end: place }, replacement } },
  );
};

/** Index of the comparison operator whose right side ends at `index`; -1 if there is none. */
function comparisonBefore(tokens: readonly IToken[], index: number): number {
  let depth = 0;
  for (let i = index - 1; i >= 0; i--) {
    depth += Number(closes(tokens[i])) - Number(opens(tokens[i]));
    if (depth < 0 || (depth === 0 && isOneOf(tokens[i], [And, Or, Pipe, Comma]))) return -1;
    if (depth === 0 && isOneOf(tokens[i], comparisons)) return i;
  }
  return -1;
}

/** `let in = …`, `| is` */
const reservedName: Explanation = ({ tokens, index, expected: things }) => {
  const wanted = things.some((thing) => thing === 'a name' || thing === expected.verb);
  if (!wanted || !isOneOf(tokens[index], reservedWords)) return undefined;
  const { image } = tokens[index];
  const span = spanOf(tokens[index]);
  const hints = ['as a name it is written in backquotes'];
  return diagnose(
    'reserved-name',
    { word: image },
    { span, hints, fix: { span, replacement: `\`${image}\`` } },
  );
};

/** `define NET = TPF -3` */
const signedOperand: Explanation = ({ tokens, index, expected: things }) => {
  if (!isOneOf(tokens[index], [SignedNumber]) || !things.includes('an operator')) return undefined;
  const { image } = tokens[index];
  const span = spanOf(tokens[index]);
  const fix = { span, replacement: `${image[0]} ${image.slice(1)}` };
  return diagnose('signed-operand', { written: image }, { span, fix });
};

const explanations: readonly Explanation[] = [
  unclosed, unopened, assignment, calledVerb, notIn, chained, reservedName, signedOperand,
]; // prettier-ignore

function unexpectedEnd({ tokens, expected: things }: Failure): Diagnostic {
  const end = endOf(tokens.at(-1)!);
  return diagnose('unexpected-end', { expected: things }, { span: { start: end, end } });
}

function unexpectedToken(failure: Failure): Diagnostic {
  const token = failure.tokens[failure.index];
  const found = `\`${token.image.length > 30 ? `${token.image.slice(0, 29)}…` : token.image}\``;
  const bracket = openBracket(failure.tokens);
  const labels = bracket && bracket !== token ? [{ span: spanOf(bracket), message: 'never closed' }] : [];
  const details = { span: spanOf(token), labels, hints: hintsFor(failure) };
  return diagnose('unexpected-token', { found, expected: failure.expected }, details);
}

function hintsFor({ tokens, index, expected: things }: Failure): string[] {
  const token = tokens[index];
  if (things.includes(expected.verb) && isOneOf(token, [StringToken]))
    return [`a file is read by \`load ${token.image}\``];
  const inCall = isOneOf(openBracket(tokens.slice(0, index)), [CallParenthesis]);
  if (inCall) return ['a pipeline as an argument has a space before its `(`'];
  if (things.includes('`)`') && isOneOf(token, [Pipe]))
    return ['a pipeline in parentheses begins with a verb or a binding'];
  if (isOneOf(tokens[0], [Define]) && isOneOf(token, [Pipe])) return ['a pipeline is bound by `let`'];
  if (isOneOf(token, reservedWords)) return [`as a name, \`${token.image}\` is written in backquotes`];
  return [];
}
