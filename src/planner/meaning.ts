/** Checks across arguments and against the world that need no model: what is kept, how many neighbours there are. */
import { diagnose } from '../diagnostics/diagnostic.js';
import type { Name, VerbStage } from '../parser/ast.js';
import type { Contract } from './contract.js';
import { softParameters } from '../physics/soft/index.js';
import {
  aimsAmong,
  type Aim,
  type FieldReference,
  type Move,
  type PatchAim,
  type PlanArguments,
  type PlotSubject,
} from './plan.js';
import type { Scope } from './scope.js';
import { findField } from './vocabulary.js';

/** Reports what is wrong with arguments that are each right by themselves. */
export function checkMeaning(
  contract: Contract,
  given: PlanArguments,
  stage: VerbStage,
  scope: Scope,
): boolean {
  return (
    keepsOthersOnly(contract, given, stage, scope) &&
    aimsAreClear(contract, given, stage, scope) &&
    enoughNeighbours(given, stage, scope) &&
    searchIsClear(contract, given, stage, scope) &&
    figureTakesAll(contract, given, stage, scope)
  );
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

/** A search has one target a parameter, and looks only at what can be differentiated. */
function aimsAreClear(contract: Contract, given: PlanArguments, stage: VerbStage, scope: Scope): boolean {
  const aims = aimsAmong((given.moves ?? []) as readonly (Move | Aim | PatchAim)[]);
  if (contract.name === 'shift' && aims.length === 0) return withoutTolerance(given, stage, scope);
  const twice = aims.find(
    (aim, index) => aims.findIndex(({ parameter }) => parameter === aim.parameter) < index,
  );
  if (twice)
    scope.report(diagnose('duplicate-argument', { argument: twice.parameter }, { span: twice.span }));
  const searches = aims.length > 0 || contract.name === 'flip';
  const kept = searches ? ((given.keeping ?? []) as readonly string[]) : [];
  const names = [...aims.map(({ parameter }) => parameter), ...kept];
  const opaque = names.find((name) => !softParameters.some((soft) => soft.name === name));
  if (opaque !== undefined) reportOpaque(opaque, stage, scope);
  return !twice && opaque === undefined;
}

function reportOpaque(name: string, stage: VerbStage, scope: Scope): void {
  const { span } = nameIn(stage, name, scope, 'last') ?? stage;
  const hints = [`those that can: ${softParameters.map((soft) => soft.name).join(', ')}`];
  scope.report(diagnose('not-calibrated', { name }, { span, hints }));
}

function withoutTolerance(given: PlanArguments, stage: VerbStage, scope: Scope): boolean {
  if (given.within === undefined) return true;
  scope.report(diagnose('within-without-target', {}, { span: stage.span }));
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

/** The graph is of embeddings; groups are told by metadata. */
function searchIsClear(contract: Contract, given: PlanArguments, stage: VerbStage, scope: Scope): boolean {
  if (contract.name !== 'retrieve') return true;
  const { by, metric, search } = given;
  if (search === 'hnsw' && (by !== 'ssl' || metric !== 'euclidean')) {
    scope.report(diagnose('search-without-graph', {}, { span: stage.span }));
    return false;
  }
  const distinct = given.distinct as FieldReference | undefined;
  if (!distinct || distinct.kind === 'meta') return true;
  const { span } = nameIn(stage, distinct.field, scope, 'last') ?? stage;
  const words = { argument: '`distinct`', expected: 'metadata such as `region`', found: 'a parameter' };
  scope.report(diagnose('wrong-argument', words, { span }));
  return false;
}

/** Some arguments of `plot` mean something to some kinds of figure only. */
function figureTakesAll(contract: Contract, given: PlanArguments, stage: VerbStage, scope: Scope): boolean {
  const subject = contract.arguments.find(({ type }) => type.kind === 'figure');
  if (subject?.type.kind !== 'figure') return true;
  const plot = given[subject.name] as PlotSubject;
  const { takes = [] } = subject.type.kinds.find(({ name }) => name === plot.kind)!;
  const stray = Object.keys(given).find(
    (name) => name !== subject.name && name !== 'to' && !takes.includes(name),
  );
  if (stray === undefined) return true;
  const words = { verb: `plot ${plot.kind}`, word: stray };
  scope.report(diagnose('unknown-argument', words, { span: stage.span }));
  return false;
}
