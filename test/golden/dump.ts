/** Tokens and trees as text that a person can compare: with the text they stand for in place of offsets. */
import { tokenize } from '../../src/parser/index.js';
import type { Script } from '../../src/parser/ast.js';
import { textOf, type Source, type Span } from '../../src/diagnostics/span.js';

/** One token a line: what it is to a reader, and its text. */
export function dumpTokens(source: Source): string {
  return tokenize(source)
    .map(({ kind, text }) => `${kind.padEnd(9)} ${text}\n`)
    .join('');
}

type Node = { readonly kind: string; readonly span: Span };
type Field = readonly [name: string, value: unknown];

const hidden: readonly string[] = ['kind', 'span', 'operatorSpan'];

/** One node a line, its children indented beneath it. */
export function dumpTree(script: Script, source: Source): string {
  return linesOf(script, '', '', source).join('\n') + '\n';
}

function linesOf(node: Node, label: string, indent: string, source: Source): string[] {
  const fields: Field[] = Object.entries(node).filter(([name]) => !hidden.includes(name));
  const scalars = fields.filter(([, value]) => typeof value !== 'object' && value !== false);
  const facts = scalars.map(([name, value]) => (value === true ? name : `${name} ${JSON.stringify(value)}`));
  const head = [label + node.kind, ...facts].join(' ');
  const children = fields.flatMap((field) => childrenOf(field));
  return [
    `${indent}${head}  ‹${shortened(textOf(source, node.span))}›`,
    ...children.flatMap(([name, child]) => linesOf(child, `${name}: `, `${indent}  `, source)),
  ];
}

function childrenOf([name, value]: Field): (readonly [string, Node])[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter(isNode).map((child, index) => [Array.isArray(value) ? `${name}[${index}]` : name, child]);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 70 ? line : `${line.slice(0, 50)} … ${line.slice(-15)}`;
}
