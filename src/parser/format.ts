/** `giq fmt`: canonical text with every comment kept. */
import { dealComments, isSameLine, type Comment, type StageComments } from './comments.js';
import { lex } from './lexer.js';
import { parse } from './parse.js';
import { digits } from './patterns.js';
import { headOf, printStage, printStatement, type Style } from './print.js';
import { spanOf } from './site.js';
import { cover, type Source, type Span } from '../diagnostics/span.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Argument, NumberLiteral, Script, Statement } from './ast.js';

/** Longer pipelines are broken before each `|`. */
const lineWidth = 100;

export interface FormatResult {
  /** The canonical text; the text as it was, if it is not well formed. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A statement or a comment between statements: where it was, and its new lines. */
interface Block {
  readonly span: Span;
  readonly text: string;
}

/** Formats a script. Formatting twice is formatting once, and the meaning is kept. */
export function format(source: Source): FormatResult {
  const { script, diagnostics } = parse(source);
  if (diagnostics.length > 0) return { text: source.text, diagnostics };
  const comments = lex(source).comments.map((token) => ({
    text: token.image.trimEnd(),
    span: spanOf(token),
  }));
  return { text: joinBlocks(blocksOf(script, comments, source), source), diagnostics };
}

function blocksOf(script: Script, comments: readonly Comment[], source: Source): Block[] {
  const statements = [
    ...versionBlock(script),
    ...script.statements.map((statement) => ({ statement, span: statement.span })),
  ];
  const owned = statements.map(({ span }) => comments.filter((comment) => belongs(comment, span, source)));
  const free = comments.filter((comment) => !owned.some((group) => group.includes(comment)));
  const blocks = statements.map(({ statement, span }, i) => {
    const lines = statement ? statementLines(statement, owned[i], source) : versionLines(script, owned[i]);
    return {
      span: owned[i].reduce((all, comment) => cover(all, comment.span), span),
      text: lines.join('\n'),
    };
  });
  return [...blocks, ...free].sort((a, b) => a.span.start - b.span.start);
}

function versionBlock({ version }: Script): { statement?: Statement; span: Span }[] {
  return version ? [{ span: version.span }] : [];
}

function versionLines({ version }: Script, comments: readonly Comment[]): string[] {
  return [[`giq ${version?.value}`, ...comments.map(({ text }) => text)].join('  ')];
}

/** Is the comment inside the statement, or behind it on its last line? */
function belongs({ span }: Comment, statement: Span, source: Source): boolean {
  if (span.start < statement.start) return false;
  return span.start < statement.end || isSameLine(source, statement.end, span.start);
}

function statementLines(statement: Statement, comments: readonly Comment[], source: Source): string[] {
  const style = styleOf(source);
  const stages = 'pipeline' in statement ? statement.pipeline.stages : [statement];
  const dealt = dealComments(
    stages.map(({ span }) => span),
    comments,
    source,
  );
  const oneLine = printStatement(statement, style);
  if (!('pipeline' in statement)) return withComments(oneLine, dealt[0], '');
  const inner = dealt.some(
    ({ leading, trailing }, i) => (i > 0 && leading.length > 0) || (trailing && i < stages.length - 1),
  );
  if (!inner && (oneLine.length <= lineWidth || stages.length === 1)) {
    return withComments(oneLine, { ...dealt[0], ...dealt.at(-1), leading: dealt[0].leading }, '');
  }
  return statement.pipeline.stages.flatMap((stage, i) => {
    const text = printStage(stage, style);
    return withComments(i === 0 ? headOf(statement) + text : `| ${text}`, dealt[i], i === 0 ? '' : '  ');
  });
}

function withComments(text: string, { leading, trailing }: StageComments, indent: string): string[] {
  return [...leading, trailing ? `${text}  ${trailing}` : text].map((line) => indent + line);
}

const numberAt = new RegExp(`^[+-]?${digits}`);

/** Numbers, and the spaces around `=`, as the author wrote them. */
function styleOf({ text }: Source): Style {
  const number = ({ span }: NumberLiteral) => numberAt.exec(text.slice(span.start, span.end))?.[0] ?? '';
  const equals = ({ name, value }: Argument) =>
    /^\s/.test(text.slice(name?.span.end, value.span.start)) ? ' = ' : '=';
  return { number, equals };
}

/** One block after the other, at most one empty line between two of them. */
function joinBlocks(blocks: readonly Block[], source: Source): string {
  const parts = blocks.map(({ text, span }, i) => {
    const gap = i === 0 ? '' : source.text.slice(blocks[i - 1].span.end, span.start);
    return `${isSpaced(gap) ? '\n' : ''}${text}\n`;
  });
  return parts.join('');
}

/** Has the space between two blocks an empty line? */
function isSpaced(gap: string): boolean {
  return gap.split(/\r\n|\r|\n/).length > 2;
}
