import { diagnose } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import type { Expression, Name } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { reportWrong, single, type Reader } from './reader.js';
import type { FieldReference, PlanQuantity } from '../plan.js';
import type { Scope } from '../scope.js';
import { findField, nearFields } from '../vocabulary.js';
import type { Field } from '../vocabulary.js';

type Of<K extends ArgumentType['kind']> = Extract<ArgumentType, { kind: K }>;

/** The parameter that a name stands for, reported when there is none (or, if asked for, none with a direction). */
export function parameterNamed(name: Name, directed: boolean, scope: Scope): Field | undefined {
  const field = findField(scope.vocabulary, name.text);
  const { world } = scope.vocabulary;
  if (!field || field.kind === 'meta') {
    const near = field ? [] : nearFields(scope.vocabulary, name.text, 'parameter');
    const hints = field
      ? [`\`${name.text}\` is metadata: tables show it without being asked`]
      : near.map((other) => `\`${other}\` might be meant`);
    const fix = near[0] ? { fix: { span: name.span, replacement: near[0] } } : {};
    scope.report(
      diagnose('unknown-parameter', { name: name.text, world }, { span: name.span, hints, ...fix }),
    );
    return undefined;
  }
  if (!directed || scope.vocabulary.directions.includes(field.name)) return field;
  const hints = [
    `\`learn ${field.name}\` trains one`,
    `directions there: ${scope.vocabulary.directions.join(', ') || 'none'}`,
  ];
  scope.report(diagnose('no-direction', { parameter: field.name, world }, { span: name.span, hints }));
  return undefined;
}

/** `TUF` */
export const readParameter: Reader<Of<'parameter' | 'parameters'>> = (phrase, { directed }, context) => {
  const expression = single(phrase, context);
  if (expression.kind !== 'name') return reportWrong(expression, 'the name of a parameter', context);
  return parameterNamed(expression, directed, context.scope)?.name;
};

/** `TUF, PSEP`: a list without repetition. */
export const readParameters: Reader<Of<'parameter' | 'parameters'>> = (phrase, { directed }, context) => {
  const names = new Set<string>();
  for (const { value } of phrase.values) {
    if (value.kind !== 'name')
      return reportWrong(value, 'names of parameters with commas between them', context);
    const field = parameterNamed(value, directed, context.scope);
    if (!field) return undefined;
    names.add(field.name);
  }
  return [...names];
};

/** `IMBALANCE`: something that can be measured. */
export const readQuantity: Reader<Of<'quantity' | 'quantities'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  if (expression.kind !== 'name') return reportWrong(expression, 'the name of a parameter', context);
  const field = parameterNamed(expression, false, context.scope);
  return field && (field.definition ?? field.name);
};

/** `TUF, PSEP`: a list without repetition, of what can be measured. */
export const readQuantities: Reader<Of<'quantity' | 'quantities'>> = (phrase, _type, context) => {
  const quantities = new Map<string, PlanQuantity>();
  for (const { value } of phrase.values) {
    if (value.kind !== 'name')
      return reportWrong(value, 'names of parameters with commas between them', context);
    const field = parameterNamed(value, false, context.scope);
    if (!field) return undefined;
    quantities.set(field.name, field.definition ?? field.name);
  }
  return [...quantities.values()];
};

/** `polarity`: a parameter whose value is a sign. */
export const readSignParameter: Reader<Of<'sign-parameter'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  if (expression.kind !== 'name') return reportWrong(expression, '`polarity`', context);
  const field = parameterNamed(expression, true, context.scope);
  if (!field) return undefined;
  if (field.name === 'POLARITY') return field.name;
  context.scope.report(
    diagnose(
      'no-sign',
      { name: field.name },
      { span: expression.span, hints: ['`flip polarity` is the one'] },
    ),
  );
  return undefined;
};

/** `PSEP`, `date`: a parameter or a piece of metadata. */
export const readField: Reader<Of<'field'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  if (expression.kind !== 'name')
    return reportWrong(expression, 'the name of a parameter or of a piece of metadata', context);
  const field = fieldNamed(expression, context.scope);
  return field && referenceTo(field);
};

/** How the plan names a field. */
export function referenceTo({ name, kind, definition }: Field): FieldReference {
  if (kind !== 'defined') return { field: name, kind };
  return { field: name, kind, definition: definition! };
}

/** The parameter or piece of metadata that a name stands for, reported when there is none. */
export function fieldNamed(name: Name, scope: Scope): Field | undefined {
  const field = findField(scope.vocabulary, name.text);
  if (field) return field;
  const hints = nearFields(scope.vocabulary, name.text).map((other) => `\`${other}\` might be meant`);
  scope.report(
    diagnose('unknown-field', { name: name.text, world: scope.vocabulary.world }, { span: name.span, hints }),
  );
  return undefined;
}

/** Anything that `describe` can tell of. */
export const readTopic: Reader<Of<'topic'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  const word = topicWord(expression);
  if (word === undefined) return reportWrong(expression, 'a name', context);
  const topics = topicsOf(context.scope);
  if (topics.includes(word)) return word;
  const alias = findField(context.scope.vocabulary, word)?.name;
  if (alias) return alias;
  const hints = suggest(word, topics).map((topic) => `\`${topic}\` might be meant`);
  context.scope.report(diagnose('unknown-topic', { name: word }, { span: expression.span, hints }));
  return undefined;
};

function topicWord(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.text;
  return expression.kind === 'string' ? expression.value : undefined;
}

function topicsOf({ vocabulary, surroundings, bindings }: Scope): string[] {
  const fields = vocabulary.fields.map((field) => field.name);
  return ['world', ...fields, ...surroundings.contracts.keys(), ...bindings.keys()];
}
