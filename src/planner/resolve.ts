/** From the AST to the plan: names, types, arguments. Pure: loads nothing. */
import { diagnose, isError, withSpan, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { LetStatement, Script, Statement, UseStatement } from '../parser/ast.js';
import { enterWorld, noteLearned, resolveDefine } from './define.js';
import { LANGUAGE_VERSION, PLAN_VERSION, type Plan, type PlanStatement } from './plan.js';
import type { Scope, Surroundings } from './scope.js';
import { resolvePipeline } from './stages.js';

export interface Resolution {
  /** Complete only when no diagnostic is an error. */
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves a whole script. A statement with an error is left out of the plan; later ones are still checked. */
export function resolve(script: Script, surroundings: Surroundings): Resolution {
  const diagnostics: Diagnostic[] = [];
  const scope = openScope(surroundings, (diagnostic) => diagnostics.push(diagnostic));
  const statements = script.statements.flatMap((statement) => resolveStatement(statement, scope) ?? []);
  return { plan: { planVersion: PLAN_VERSION, language: LANGUAGE_VERSION, statements }, diagnostics };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(isError);
}

function openScope(surroundings: Surroundings, report: (diagnostic: Diagnostic) => void): Scope {
  const bindings = new Map([...surroundings.bindings].map(([name, kind]) => [name, { kind }] as const));
  const definitions = new Map(
    [...surroundings.definitions].map(([name, definition]) => [name, { definition }] as const),
  );
  const learned = new Map(
    [...surroundings.learned].map(([world, names]) => [world, new Set(names)] as const),
  );
  const known = { surroundings, definitions, learned };
  return { ...known, vocabulary: enterWorld(surroundings.world, known), bindings, report };
}

function resolveStatement(statement: Statement, scope: Scope): PlanStatement | undefined {
  const { span } = statement;
  switch (statement.kind) {
    case 'use':
      return resolveUse(statement, scope);
    case 'let':
      return resolveLet(statement, scope);
    case 'define':
      return resolveDefine(statement, scope);
    default: {
      const pipeline = resolvePipeline(statement.pipeline, scope);
      const kind = statement.kind === 'explain' ? 'explain' : 'run';
      if (pipeline && kind === 'run') noteLearned(pipeline, scope);
      return pipeline && { kind, world: scope.vocabulary.world, pipeline, span };
    }
  }
}

function resolveUse(statement: UseStatement, scope: Scope): PlanStatement | undefined {
  const { what, value, span } = statement;
  if (what.text !== 'world') {
    const hints = ['a world is used by `use world "name"`'];
    scope.report(diagnose('unknown-use', { what: what.text }, { span: what.span, hints }));
    return undefined;
  }
  const { worlds, unusable } = scope.surroundings;
  const vocabulary = worlds.get(value.value);
  if (!vocabulary) {
    const problems = unusable.get(value.value) ?? [diagnose('unknown-world', { name: value.value })];
    problems.forEach((problem) => scope.report(withSpan(problem, value.span)));
    return undefined;
  }
  enterWorld(value.value, scope);
  return { kind: 'use', world: vocabulary.world, span };
}

function resolveLet({ name, pipeline, span }: LetStatement, scope: Scope): PlanStatement | undefined {
  const resolved = resolvePipeline(pipeline, scope);
  if (resolved) noteLearned(resolved, scope);
  const earlier = scope.bindings.get(name.text);
  if (earlier?.span) {
    const labels = [{ span: earlier.span, message: 'bound here before' }];
    scope.report(diagnose('shadowed-binding', { name: name.text }, { span: name.span, labels }));
  }
  scope.bindings.set(name.text, { kind: resolved?.type ?? 'latents', span: name.span });
  return (
    resolved && { kind: 'let', name: name.text, world: scope.vocabulary.world, pipeline: resolved, span }
  );
}
