/** `define NAME = expression`, and what of it is in scope afterwards. */
import { diagnose } from '../diagnostics/diagnostic.js';
import type { DefineStatement } from '../parser/ast.js';
import { typeDefinition } from './expression/definition.js';
import { fieldsIn } from './expression/fields.js';
import type { Definition, PlanPipeline, PlanStatement } from './plan.js';
import type { Defined, Scope } from './scope.js';
import { findField, type Field, type Vocabulary } from './vocabulary.js';

/** Resolves a definition; undefined when something was reported. */
export function resolveDefine(
  { name, expression, span }: DefineStatement,
  scope: Scope,
): PlanStatement | undefined {
  const known = findField(scope.vocabulary, name.text);
  if (known && known.kind !== 'defined') {
    scope.report(diagnose('defines-built-in', { name: name.text }, { span: name.span }));
    return undefined;
  }
  const { vocabulary, report } = scope;
  const definition = typeDefinition(name.text, expression, { vocabulary, report });
  if (!definition) return undefined;
  warnOfEarlier(definition, name.span, scope);
  scope.definitions.set(name.text, { definition, span: name.span });
  enterWorld(vocabulary.world, scope);
  return { kind: 'define', definition, span };
}

/** A name that gets another meaning loses the direction that was learnt for the old one. */
export function warnOfEarlier(definition: Definition, span: DefineStatement['span'], scope: Scope): void {
  const { name } = definition;
  const earlier = scope.definitions.get(name) ?? definedInWorld(name, scope);
  if (!earlier) return;
  const labels = earlier.span ? [{ span: earlier.span, message: 'defined here before' }] : [];
  scope.report(diagnose('redefined', { name }, { span, labels }));
  if (!sameDefinition(earlier.definition, definition))
    for (const names of scope.learned.values()) names.delete(name);
}

function definedInWorld(name: string, { vocabulary }: Scope): Defined | undefined {
  const definition = findField(vocabulary, name)?.definition;
  return definition && { definition };
}

export function sameDefinition(a: Definition, b: Definition): boolean {
  return JSON.stringify(a.measures) === JSON.stringify(b.measures);
}

/** Notes what a pipeline will have learnt once it has run. */
export function noteLearned({ steps }: PlanPipeline, scope: Scope): void {
  const { world } = scope.vocabulary;
  for (const { verb, arguments: given } of steps) {
    const contract = scope.surroundings.contracts.get(verb);
    const name = contract?.teaches?.(given);
    if (name === undefined) continue;
    const definition = contract?.defines?.(given);
    if (definition) scope.definitions.set(name, { definition });
    scope.learned.set(world, (scope.learned.get(world) ?? new Set()).add(name));
    enterWorld(world, scope);
  }
}

/** Puts a world in force: its own vocabulary, the definitions that it can measure, and what has been learnt in it. */
export function enterWorld(
  world: string,
  scope: Pick<Scope, 'surroundings' | 'definitions' | 'learned'> & { vocabulary?: Vocabulary },
): Vocabulary {
  const own = scope.surroundings.worlds.get(world);
  if (!own) throw new Error(`no vocabulary for the world ${world}`);
  const learned = scope.learned.get(world) ?? new Set<string>();
  const defined = [...scope.definitions.values()]
    .map(({ definition }) => definition)
    .filter((each) => isMeasuredIn(own, each, learned));
  const taken = new Set(defined.map(({ name }) => name));
  const fields = [...own.fields.filter(({ name }) => !taken.has(name)), ...defined.map(definedField)];
  const kept = own.directions.filter(
    (name) => !defined.some((each) => each.name === name && differs(own, each)),
  );
  scope.vocabulary = { ...own, fields, directions: [...new Set([...kept, ...learned])] };
  return scope.vocabulary;
}

/** Does the world mean something else by this name? Its direction is of no use then. */
function differs(own: Vocabulary, definition: Definition): boolean {
  const known = findField(own, definition.name)?.definition;
  return known !== undefined && !sameDefinition(known, definition);
}

function isMeasuredIn(
  own: Vocabulary,
  { name, measures }: Definition,
  learned: ReadonlySet<string>,
): boolean {
  const known = findField(own, name);
  if (known && known.kind !== 'defined') return false;
  return measures
    .flatMap(({ expression }) => fieldsIn(expression))
    .every(({ field, of }) =>
      of === 'score'
        ? learned.has(field) || findField(own, field)?.definition !== undefined
        : findField(own, field)?.kind === 'parameter',
    );
}

/** The field by which a script names a definition. */
export function definedField(definition: Definition): Field {
  const { name, text, measures } = definition;
  const units = measures.map(({ unit }) => unit).filter((unit) => unit !== '');
  return { name, kind: 'defined', type: 'number', units, title: text, definition };
}
