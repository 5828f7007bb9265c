import { diagnose } from '../../diagnostics/diagnostic.js';
import type { Expression, Pipeline } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { spokenKind } from '../describe.js';
import type { PlanPipeline, ValueKind } from '../plan.js';
import { reportWrong, single, type Reader, type ReaderContext } from './reader.js';
import { accepts } from './texts.js';

/** `(generate seed 7)` or the name of a binding: a pipeline as an argument. */
export const readPipeline: Reader<Extract<ArgumentType, { kind: 'pipeline' }>> = (
  phrase,
  { of },
  context,
) => {
  return pipelineIn(single(phrase, context), of, context);
};

/** The pipeline that an expression is, if it gives this kind of value. */
export function pipelineIn(
  expression: Expression,
  of: ValueKind,
  context: ReaderContext,
): PlanPipeline | undefined {
  const pipeline = asPipeline(expression);
  if (!pipeline) return reportWrong(expression, 'a pipeline in parentheses or a binding', context);
  const resolved = context.resolvePipeline(pipeline);
  if (!resolved || accepts([of], resolved.type)) return resolved;
  const words = { verb: context.contract.name, expected: spokenKind(of), found: spokenKind(resolved.type) };
  context.scope.report(diagnose('wrong-input', words, { span: expression.span }));
  return undefined;
}

/** A pipeline written as one, or a name on its own, which is a pipeline of one stage. */
export function asPipeline(expression: Expression): Pipeline | undefined {
  if (expression.kind === 'pipeline-expression') return expression.pipeline;
  if (expression.kind === 'parentheses') return asPipeline(expression.expression);
  if (expression.kind !== 'name') return undefined;
  const { span } = expression;
  return { kind: 'pipeline', stages: [{ kind: 'verb', verb: expression, arguments: [], span }], span };
}
