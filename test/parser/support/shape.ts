/** Trees as short text, for tests that read well: `where TUF > 5 Mx` is `(where (> TUF 5[Mx]))`. */
import { parse } from '../../../src/parser/index.js';
import type { Argument, Expression, Pipeline, Script, Stage, Statement } from '../../../src/parser/ast.js';

export function parseText(text: string) {
  return parse({ name: 'test.giq', text });
}

/** The shape of a script that must be well formed. */
export function shapeOf(text: string): string {
  const { script, diagnostics } = parseText(text);
  if (diagnostics.length > 0)
    throw new Error(`${text}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return script.statements.map(statement).join('\n');
}

/** A tree without its spans. */
export function withoutSpans(script: Script): unknown {
  return JSON.parse(
    JSON.stringify(script, (key, value) => (/^(operatorS|s)pan$/.test(key) ? undefined : value)),
  );
}

function statement(node: Statement): string {
  switch (node.kind) {
    case 'let':
      return `let ${node.name.text} ${pipeline(node.pipeline)}`;
    case 'define':
      return `define ${node.name.text} ${expression(node.expression)}`;
    case 'use':
      return `use ${node.what.text} ${JSON.stringify(node.value.value)}`;
    case 'explain':
      return `explain ${pipeline(node.pipeline)}`;
    case 'pipeline-statement':
      return pipeline(node.pipeline);
  }
}

function pipeline(node: Pipeline): string {
  return node.stages.map(stage).join(' | ');
}

function stage(node: Stage): string {
  if (node.kind === 'group') return `{${pipeline(node.pipeline)}}`;
  return `(${[node.verb.text, ...node.arguments.map(argument)].join(' ')})`;
}

function argument({ name, value, afterComma }: Argument): string {
  return `${afterComma ? ',' : ''}${name ? `${name.text}:` : ''}${expression(value)}`;
}

export function expression(node: Expression): string {
  switch (node.kind) {
    case 'name':
      return node.quoted ? `\`${node.text}\`` : node.text;
    case 'number':
      return `${node.sign === '+' ? '+' : ''}${node.value}${node.unit ? `[${node.unit.text}]` : ''}`;
    case 'string':
      return JSON.stringify(node.value);
    case 'date':
      return `@${node.text}`;
    case 'missing':
      return 'missing';
    case 'unary':
      return `(${node.operator} ${expression(node.operand)})`;
    case 'binary':
      return `(${node.operator} ${expression(node.left)} ${expression(node.right)})`;
    case 'range':
      return `(.. ${expression(node.from)} ${expression(node.to)})`;
    case 'call':
      return `${node.function.text}(${node.arguments.map(expression).join(' ')})`;
    case 'parentheses':
      return `<${expression(node.expression)}>`;
    case 'pipeline-expression':
      return `{${pipeline(node.pipeline)}}`;
  }
}
