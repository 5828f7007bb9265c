import { diagnose } from '../../diagnostics/diagnostic.js';
import type { Name, VerbStage } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { warnOfEarlier } from '../define.js';
import type { Definition } from '../plan.js';
import type { Scope } from '../scope.js';
import { findField } from '../vocabulary.js';
import { readQuantity } from './parameters.js';
import { reportWrong, single, type Reader } from './reader.js';

type Of<K extends ArgumentType['kind']> = Extract<ArgumentType, { kind: K }>;

/** `IMBALANCE`: something that can be measured; `FLARED from "labels.csv"`: a name that labels give a meaning to. */
export const readLearnable: Reader<Of<'learnable'>> = (phrase, _type, context) => {
  const { stage, scope } = context;
  if (!hasArgument(stage, 'from')) return readQuantity(phrase, { kind: 'quantity' }, context);
  const expression = single(phrase, context);
  if (expression.kind !== 'name') return reportWrong(expression, 'a name', context);
  return readNewName(expression, scope);
};

/** Is an argument of this name in the stage? */
function hasArgument({ arguments: given }: VerbStage, name: string): boolean {
  return given.some(
    (item) => (item.name ?? (item.value.kind === 'name' ? item.value : undefined))?.text === name,
  );
}

function readNewName(name: Name, scope: Scope): Definition | undefined {
  const known = findField(scope.vocabulary, name.text);
  if (known && known.kind !== 'defined') {
    scope.report(diagnose('defines-built-in', { name: name.text }, { span: name.span }));
    return undefined;
  }
  const definition = scoreNamed(name.text);
  if (known?.definition?.text !== definition.text) warnOfEarlier(definition, name.span, scope);
  return definition;
}

/** The quantity whose value is what a classifier of this name says of a patch. */
export function scoreNamed(name: string): Definition {
  const expression = { kind: 'field', field: name, of: 'score' } as const;
  return { name, text: LEARNT, measures: [{ frame: 'patch', unit: '', dimensions: {}, expression }] };
}

/** What a definition by labels says instead of an expression. */
const LEARNT = 'learnt from labels';
