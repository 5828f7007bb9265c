/** `TUF, R to (load "obs.fits")`: the values that a patch has, as targets. */
import type { Argument, Expression, Name } from '../../parser/ast.js';
import type { PatchAim } from '../plan.js';
import type { Scope } from '../scope.js';
import type { Field } from '../vocabulary.js';
import { pipelineIn } from './pipelines.js';
import { reportWrong, type ReaderContext } from './reader.js';

/** A parameter and where it is named. */
export interface NamedField {
  readonly name: Name;
  readonly field: Field;
}

/** Does this stand for a patch: a pipeline in parentheses, or the name of a binding? */
export function isPatch(expression: Expression, scope: Scope): boolean {
  if (expression.kind === 'parentheses') return isPatch(expression.expression, scope);
  if (expression.kind === 'name') return scope.bindings.has(expression.text);
  return expression.kind === 'pipeline-expression';
}

/** One aim a parameter, all with the same patch; undefined when something was reported. */
export function readPatchAims(
  parameters: readonly NamedField[],
  { value, span: { end } }: Argument,
  context: ReaderContext,
): readonly PatchAim[] | undefined {
  const sign = parameters.find(({ field }) => field.name === 'POLARITY');
  if (sign)
    return reportWrong(sign.name, 'a parameter with a size', context, ['`flip polarity` changes the sign']);
  const patch = pipelineIn(value, 'patches', context);
  return (
    patch &&
    parameters.map(({ name, field }) => {
      return { aim: 'like', parameter: field.name, patch, span: { start: name.span.start, end } };
    })
  );
}
