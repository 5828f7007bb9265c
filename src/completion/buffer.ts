/** What the lines before the cursor bind and define. */
import type { HighlightedToken } from '../parser/index.js';
import type { Field } from '../planner/vocabulary.js';
import type { CompletionSurroundings } from './types.js';
import { flowOf, type Flow } from './flow.js';
import { framesOf, type Piece } from './frames.js';
import type { OfferContext } from './offers/offer.js';

/** What is in scope after these statements. */
export function contextAfter(
  rows: readonly (readonly HighlightedToken[])[],
  typed: string,
  surroundings: CompletionSurroundings,
): OfferContext {
  const { contracts, vocabulary, learned } = surroundings;
  const bindings = new Map<string, Flow>(surroundings.bindings);
  const defined = new Map<string, string>(
    [...surroundings.definitions].map(([name, { text }]) => [name, text]),
  );
  const taught = new Set([...(vocabulary?.directions ?? []), ...learned]);
  for (const row of rows) {
    const [keyword, name, , ...rest] = framesOf(row)[0].pieces;
    if (keyword?.text === 'let' && name) bindings.set(name.text, flowOf(rest, { contracts, bindings }));
    else if (keyword?.text === 'define' && name) defined.set(name.text, textOf(rest));
    else if (name && contracts.get(keyword.text)?.teaches) {
      taught.add(name.text);
      if (rest.some(({ text }) => text === 'from')) defined.set(name.text, 'what labels say');
    }
  }
  const fields = [...(vocabulary?.fields ?? []), ...[...defined].map(definedField)];
  return { surroundings, fields: distinct(fields), directed: taught, bindings, typed };
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text, inner }) => (inner ? `(${textOf(inner)})` : text)).join(' ');
}

function definedField([name, text]: readonly [string, string]): Field {
  return { name, kind: 'defined', type: 'number', units: [], title: `= ${text}` };
}

function distinct(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
