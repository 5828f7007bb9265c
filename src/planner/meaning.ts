/** Checks across arguments and against the world that need no model: what is kept, how many neighbours there are. */
import { diagnose } from '../diagnostics/diagnostic.js';
import type { Name, VerbStage } from '../parser/ast.js';
import type { Contract } from './contract.js';
import type { Move, PlanArguments } from './plan.js';
import type { Scope } from './scope.js';
import { findField } from './vocabulary.js';

/** Reports what is wrong with arguments that are each right by themselves. */
export function checkMeaning(
  contract: Contract,
  given: PlanArguments,
  stage: VerbStage,
  scope: Scope,
): boolean {
  return keepsOthersOnly(contract, given, stage, scope) && enoughNeighbours(given, stage, scope);
}

function keepsOthersOnly(contract: Contract, given: PlanArguments, stage: VerbStage, scope: Scope): boolean {
  const kept = (given.keeping ?? []) as readonly string[];
  const targets =
    contract.name === 'sweep'
      ? [given.parameter]
      : ((given.moves ?? []) as readonly Move[]).map((m) => m.parameter);
  const both = kept.find((parameter) => targets.includes(parameter));
  if (both === undefined) return true;
  const [first, last] = [nameIn(stage, both, scope, 'first'), nameIn(stage, both, scope, 'last')];
  const labels = first && first !== last ? [{ span: first.span, message: 'changed here' }] : [];
  scope.report(diagnose('keeps-target', { parameter: both }, { span: (last ?? stage).span, labels }));
  return false;
}

/** Where a parameter is named in a stage. */
function nameIn(
  stage: VerbStage,
  parameter: string,
  scope: Scope,
  which: 'first' | 'last',
): Name | undefined {
  const names = stage.arguments
    .map(({ value }) => value)
    .filter(
      (value): value is Name =>
        value.kind === 'name' && findField(scope.vocabulary, value.text)?.name === parameter,
    );
  return which === 'first' ? names[0] : names.at(-1);
}

function enoughNeighbours(given: PlanArguments, stage: VerbStage, scope: Scope): boolean {
  const { observations, world } = scope.vocabulary;
  const asked = given.k;
  if (stage.verb.text !== 'retrieve' || typeof asked !== 'number' || asked <= observations) return true;
  const literal = stage.arguments.find(({ value }) => value.kind === 'number' && value.value === asked);
  scope.report(
    diagnose(
      'more-than-archive',
      { asked, available: observations, world },
      { span: (literal ?? stage).span },
    ),
  );
  return false;
}
