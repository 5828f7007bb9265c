/** Parameters that a world brings along besides those that are built in: by expressions, and by labels. */
import { fail } from '../diagnostics/diagnostic.js';
import type { Manifest } from '../models/manifest.js';
import type { Expression } from '../parser/ast.js';
import { parse } from '../parser/index.js';
import { definedField } from '../planner/define.js';
import { scoreNamed } from '../planner/arguments/learnable.js';
import { typeDefinition } from '../planner/expression/definition.js';
import type { Definition } from '../planner/plan.js';
import type { Vocabulary } from '../planner/vocabulary.js';

/**
 * Adds to a vocabulary what the manifest defines. An expression over what the world cannot measure any more, such as the
 * score of a classifier that went with its encoder, is left out.
 *
 * @throws GiqError `file-structure` for a text that is no expression
 */
export function withDefinitions(vocabulary: Vocabulary, manifest: Manifest): Vocabulary {
  const scores = (manifest.classifiers?.parameters ?? []).map((name) => definedField(scoreNamed(name)));
  let known: Vocabulary = { ...vocabulary, fields: [...vocabulary.fields, ...scores] };
  for (const [name, text] of Object.entries(manifest.define ?? {})) {
    const definition = resolved(name, text, known);
    if (definition) known = { ...known, fields: [...known.fields, definedField(definition)] };
  }
  return known;
}

/** What a vocabulary defines. */
export function definitionsIn({ fields }: Vocabulary): ReadonlyMap<string, Definition> {
  return new Map(fields.flatMap(({ name, definition }) => (definition ? [[name, definition] as const] : [])));
}

function resolved(name: string, text: string, vocabulary: Vocabulary): Definition | undefined {
  const expression = expressionOf(text);
  if (expression) return typeDefinition(name, expression, { vocabulary, report: () => {} });
  const place = { file: 'world.yaml', key: `define.${name}` };
  return fail('file-structure', { ...place, found: JSON.stringify(text), expected: 'an expression' });
}

/** The expression that a text is; undefined for what is none. */
export function expressionOf(text: string): Expression | undefined {
  const { script, diagnostics } = parse({ name: 'world.yaml', text: `define IT = ${text}` });
  const [statement, ...more] = script.statements;
  if (diagnostics.length > 0 || more.length > 0 || statement?.kind !== 'define') return undefined;
  return statement.expression;
}
