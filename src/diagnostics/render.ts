/** The one place where diagnostics become text: rustc's layout, in colour or plain. */
import pc from 'picocolors';
import { excerptOf, printable, type Columns } from './excerpt.js';
import { linesUnder, locate, type SourceLine } from './location.js';
import { textOf, type Source, type Span } from './span.js';
import type { Diagnostic, Fix, Label } from './diagnostic.js';

export { toJson, type JsonDiagnostic, type JsonSpan } from './json.js';

export interface RenderOptions {
  readonly color: boolean;
  /** Terminal columns; longer source lines are cut around the span. */
  readonly width?: number;
}

type Colors = ReturnType<typeof pc.createColors>;

/** What every part of one rendered diagnostic shares. */
interface Page {
  readonly source: Source;
  readonly colors: Colors;
  readonly gutter: number;
  readonly width: number;
  readonly tint: (text: string) => string;
}

interface Mark {
  readonly span: Span;
  readonly message: string;
  readonly primary: boolean;
}

/** How many lines of a span over many lines are shown at each of its ends. */
const shownLines = 2;

/** A diagnostic as text, without a line break at its end. Without a source or a span there is no excerpt. */
export function renderText(
  diagnostic: Diagnostic,
  source: Source | undefined,
  options: RenderOptions,
): string {
  const colors = pc.createColors(options.color);
  const tint = diagnostic.severity === 'error' ? colors.red : colors.yellow;
  const head = `${colors.bold(tint(`${diagnostic.severity}[${diagnostic.code}]`))}${colors.bold(`: ${message(diagnostic.message)}`)}`;
  if (!source || !diagnostic.span) return [head, ...notes(diagnostic, source, '  ', colors)].join('\n');
  const page = pageFor(diagnostic, source, colors, tint, options.width ?? 100);
  return [head, ...excerpt(diagnostic, diagnostic.span, page)].join('\n');
}

function pageFor(
  diagnostic: Diagnostic,
  source: Source,
  colors: Colors,
  tint: Page['tint'],
  width: number,
): Page {
  const ends = marksOf(diagnostic).map(({ span }) => locate(source, span.end).line);
  const gutter = String(Math.max(...ends)).length;
  return { source, colors, tint, gutter, width: Math.max(20, width - gutter - 3) };
}

function excerpt(diagnostic: Diagnostic, span: Span, page: Page): string[] {
  const { line, column } = locate(page.source, span.start);
  const blank = `${' '.repeat(page.gutter)} ${page.colors.blue('|')}`;
  const arrow = `${' '.repeat(page.gutter)}${page.colors.blue('-->')} ${page.source.name}:${line}:${column}`;
  const remarks = notes(
    diagnostic,
    page.source,
    `${' '.repeat(page.gutter)} ${page.colors.blue('=')} `,
    page.colors,
  );
  return [arrow, blank, ...marked(diagnostic, page), ...(remarks.length > 0 ? [blank, ...remarks] : [])];
}

function marksOf(diagnostic: Diagnostic): Mark[] {
  const primary = diagnostic.span ? [{ span: diagnostic.span, message: '', primary: true }] : [];
  return [...primary, ...diagnostic.labels.map((label: Label) => ({ ...label, primary: false }))];
}

/** The source lines under all marks, in order, each followed by its markers. */
function marked(diagnostic: Diagnostic, page: Page): string[] {
  const marks = marksOf(diagnostic);
  const lines = new Map(
    marks.flatMap((mark) => endsOf(linesUnder(page.source, mark.span))).map((line) => [line.number, line]),
  );
  const ordered = [...lines.values()].sort((a, b) => a.number - b.number);
  return ordered.flatMap((line, index) => {
    const skipped = index > 0 && line.number - ordered[index - 1].number > 1;
    return [...(skipped ? [page.colors.blue('...')] : []), ...oneLine(line, marks, page)];
  });
}

function endsOf(lines: readonly SourceLine[]): readonly SourceLine[] {
  if (lines.length <= 2 * shownLines) return lines;
  return [...lines.slice(0, shownLines), ...lines.slice(-shownLines)];
}

function oneLine(line: SourceLine, marks: readonly Mark[], page: Page): string[] {
  const here = marks.filter(({ span }) =>
    linesUnder(page.source, span).some(({ number }) => number === line.number),
  );
  const shown = excerptOf(
    line,
    here.map(({ span }) => span),
    page.width,
  );
  const number = page.colors.blue(`${String(line.number).padStart(page.gutter)} |`);
  const rows = here.map((mark, index) => markerRow(mark, shown.marks[index], line, page));
  return [`${number} ${shown.text}`.trimEnd(), ...rows];
}

function markerRow(mark: Mark, { from, to }: Columns, line: SourceLine, page: Page): string {
  const ends = mark.span.end <= line.start + line.text.length;
  const carets = (mark.primary ? '^' : '-').repeat(to - from);
  const label = mark.message && ends ? ` ${message(mark.message)}` : '';
  const tint = mark.primary ? page.tint : page.colors.cyan;
  return `${' '.repeat(page.gutter)} ${page.colors.blue('|')} ${' '.repeat(from)}${tint(carets + label)}`;
}

function notes(diagnostic: Diagnostic, source: Source | undefined, indent: string, colors: Colors): string[] {
  const hints = diagnostic.hints.map((hint) => `${indent}${colors.bold('hint')}: ${message(hint)}`);
  const fix = diagnostic.fix ? [`${indent}${colors.bold('fix')}: ${fixText(diagnostic.fix, source)}`] : [];
  return [...hints, ...fix];
}

/** "replace `==` with `=`"; inserting and removing are said as such. */
function fixText({ span, replacement }: Fix, source: Source | undefined): string {
  const removed = source ? textOf(source, span) : '';
  if (removed === '') return `insert ${code(replacement.trim())}`;
  if (replacement === '') return `remove ${code(removed)}`;
  if (replacement === '\n') return `replace ${code(removed)} with a line break`;
  return `replace ${code(removed)} with ${code(replacement)}`;
}

/** In backquotes; in two, if there is one inside. */
function code(text: string): string {
  const line = oneLineOf(text);
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

function oneLineOf(text: string): string {
  return printable(text.replace(/\s*[\r\n]+\s*/g, ' '));
}

function message(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
