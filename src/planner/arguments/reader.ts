import { diagnose } from '../../diagnostics/diagnostic.js';
import type { Expression, VerbStage } from '../../parser/ast.js';
import type { ArgumentSpec, ArgumentType, Contract } from '../contract.js';
import { spoken } from '../describe.js';
import { reportStray, type Phrase } from '../phrases.js';
import type { PlanValue, ValueKind } from '../plan.js';
import type { Scope } from '../scope.js';
import type { PlanPipeline } from '../plan.js';
import type { Pipeline } from '../../parser/ast.js';

/** What a reader may look at besides its phrase. */
export interface ReaderContext {
  readonly scope: Scope;
  readonly stage: VerbStage;
  readonly contract: Contract;
  readonly spec: ArgumentSpec;
  /** What flows into the stage. */
  readonly input: ValueKind;
  /** Resolves a pipeline given as an argument. */
  readonly resolvePipeline: (pipeline: Pipeline) => PlanPipeline | undefined;
}

/** Turns a phrase into a plan value; undefined when something was reported. One reader a type of argument. */
export type Reader<T extends ArgumentType = ArgumentType> = (
  phrase: Phrase,
  type: T,
  context: ReaderContext,
) => PlanValue | undefined;

/** The phrase's only value; what follows it is reported. */
export function single(phrase: Phrase, context: ReaderContext): Expression {
  const [first, second] = phrase.values;
  if (second) reportStray(second, first, context.contract, context.scope);
  return first.value;
}

/** "`k`", or "`take`" for the leading phrase. */
export function argumentName(context: ReaderContext): string {
  return `\`${context.spec.form === 'leading' ? context.contract.name : context.spec.name}\``;
}

/** Reports that a value is not what the argument takes. */
export function reportWrong(
  expression: Expression,
  expected: string,
  context: ReaderContext,
  hints: string[] = [],
): undefined {
  const parameters = { argument: argumentName(context), expected, found: spoken(expression) };
  context.scope.report(diagnose('wrong-argument', parameters, { span: expression.span, hints }));
  return undefined;
}
