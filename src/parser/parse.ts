/** Text to AST: lexer, layout, then each statement by itself, so that one mistake does not hide the next. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { statementOf, type Version } from './build/statements.js';
import { explainError } from './explain-error.js';
import { giqParser } from './grammar.js';
import { layOut, needsMore, opens } from './layout.js';
import { lex } from './lexer.js';
import { checkLimits } from './limits.js';
import { endOf } from './patterns.js';
import { checkVersions } from './version.js';
import type { Source } from '../diagnostics/span.js';
import type { NumberLiteral, Script, Statement } from './ast.js';
import type { IToken } from './chevrotain.js';
import type { StatementCstNode } from './cst.js';
import type { Problem } from './problem.js';

export interface ParseResult {
  /** The statements that could be read. */
  readonly script: Script;
  /** In the order of the text; empty if the script is well formed. */
  readonly diagnostics: readonly Diagnostic[];
  /** Only the end is missing: an open bracket or text in quotes, or a last `|`, `,`, `=` or operator. */
  readonly incomplete: boolean;
}

interface StatementResult {
  readonly statement?: Statement | Version;
  readonly problem?: Problem;
}

/** Parses a script. Never throws: whatever is wrong with the text is in the diagnostics. */
export function parse(source: Source): ParseResult {
  const { tokens, problems } = lex(source);
  const rows = layOut(tokens);
  const results = rows.map((row) => parseStatement(row, row === rows.at(-1)));
  const grammatical = results.flatMap(({ problem }, i) =>
    problem && !isTainted(rows[i], problems) ? [problem] : [],
  );
  const found = results.flatMap(({ statement }) => (statement ? [statement] : []));
  const all = [...problems, ...grammatical, ...checkVersions(found)].sort(byPlace);
  return {
    script: scriptOf(found, source),
    diagnostics: all.map(({ diagnostic }) => diagnostic),
    incomplete: all.length > 0 && all.every(({ atEnd }) => atEnd),
  };
}

function parseStatement(tokens: IToken[], isLast: boolean): StatementResult {
  const limit = checkLimits(tokens);
  if (limit) return { problem: { diagnostic: limit, atEnd: false } };
  const parser = giqParser();
  parser.input = tokens;
  const tree = parser.statement() as StatementCstNode | undefined;
  const error = parser.errors[0];
  if (!error) return tree ? { statement: statementOf(tree.children) } : {};
  const atEnd = isLast && !tokens.includes(error.token) && isOpen(tokens);
  return { problem: { diagnostic: explainError(error, tokens), atEnd } };
}

/** Would more text after the statement help it? Only asked where its end came too early. */
function isOpen(tokens: readonly IToken[]): boolean {
  return (
    needsMore(tokens.at(-1)) ||
    tokens.filter(opens).length > tokens.filter(({ image }) => image === ')').length
  );
}

/** Has the lexer found fault inside the statement already, so that the parser's complaint may only follow from it? */
function isTainted(tokens: readonly IToken[], problems: readonly Problem[]): boolean {
  const [start, end] = [tokens[0].startOffset, endOf(tokens.at(-1)!)];
  return problems.some(
    ({ diagnostic: { span }, atEnd }) => !atEnd && span && span.start >= start && span.end <= end,
  );
}

function byPlace(first: Problem, second: Problem): number {
  return (first.diagnostic.span?.start ?? 0) - (second.diagnostic.span?.start ?? 0);
}

function scriptOf(found: readonly (Statement | Version)[], source: Source): Script {
  const statements = found.filter((statement) => statement.kind !== 'version');
  const version: NumberLiteral | undefined = found.find((statement) => statement.kind === 'version')?.number;
  return {
    kind: 'script',
    ...(version && { version }),
    statements,
    span: { start: 0, end: source.text.length },
  };
}
