/**
 * A stage's row of arguments, split into phrases by its verb's contract: the leading phrase, the named arguments and
 * the flags.
 */
import { diagnose } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Argument, VerbStage } from '../parser/ast.js';
import type { ArgumentSpec, Contract } from './contract.js';
import type { Scope } from './scope.js';
import type { Span } from '../diagnostics/span.js';

/** One argument as written: its values, and where it stands. */
export interface Phrase {
  readonly spec: ArgumentSpec;
  readonly values: readonly Argument[];
  readonly span: Span;
}

/** Splits a stage into phrases; what belongs to none is reported. */
export function phrasesOf(stage: VerbStage, contract: Contract, scope: Scope): Phrase[] {
  const rest = [...stage.arguments];
  const leading = takeLeading(rest, contract, scope);
  const phrases = leading ? [leading] : [];
  while (rest.length > 0) {
    const phrase = takeNamed(rest, contract, scope);
    if (phrase) addOnce(phrases, phrase, scope);
  }
  return phrases;
}

function addOnce(phrases: Phrase[], phrase: Phrase, scope: Scope): void {
  const first = phrases.find((other) => other.spec === phrase.spec);
  if (!first) return void phrases.push(phrase);
  const labels = [{ span: first.span, message: 'first given here' }];
  scope.report(diagnose('duplicate-argument', { argument: phrase.spec.name }, { span: phrase.span, labels }));
}

/** The argument's spec, if this item is the word that begins one. */
function begins(item: Argument, contract: Contract): ArgumentSpec | undefined {
  if (item.afterComma) return undefined;
  const word = item.name ?? (item.value.kind === 'name' && !item.value.quoted ? item.value : undefined);
  return contract.arguments.find((spec) => spec.form !== 'leading' && spec.name === word?.text);
}

function takeLeading(rest: Argument[], contract: Contract, scope: Scope): Phrase | undefined {
  const spec = contract.arguments.find(({ form }) => form === 'leading');
  if (spec?.type.kind === 'predicate' && rest[0]?.name) rest[0] = asEquality(rest[0]);
  const end = rest.findIndex((item) => item.name !== undefined || begins(item, contract) !== undefined);
  const values = rest.splice(0, end < 0 ? rest.length : end);
  if (values.length === 0) return undefined;
  const span = { start: values[0].span.start, end: values.at(-1)!.span.end };
  if (spec && !(takesNoWord(spec) && isMisspelt(values[0], contract))) return { spec, values, span };
  reportStray(values[0], undefined, contract, scope);
  return undefined;
}

/** Where a condition has to stand, `region = 3` compares; elsewhere it gives an argument. */
function asEquality(item: Argument): Argument {
  const { name, ...rest } = item;
  if (!name) return item;
  const operatorSpan = { start: name.span.end, end: rest.value.span.start };
  const { span } = item;
  const value = { kind: 'binary', operator: '=', operatorSpan, left: name, right: rest.value, span } as const;
  return { ...rest, value };
}

/** Where a number or a text has to stand, a word is often a misspelt argument: `generate sed 42`. */
function takesNoWord({ type }: ArgumentSpec): boolean {
  return ['integer', 'number', 'seed', 'text', 'texts', 'file', 'files', 'output-file'].includes(type.kind);
}

function isMisspelt({ value }: Argument, contract: Contract): boolean {
  return value.kind === 'name' && !value.quoted && nearArguments(value.text, contract).length > 0;
}

function nearArguments(word: string, contract: Contract): string[] {
  const named = contract.arguments.filter(({ form }) => form !== 'leading');
  return suggest(
    word,
    named.map(({ name }) => name),
  );
}

function takeNamed(rest: Argument[], contract: Contract, scope: Scope): Phrase | undefined {
  const head = rest.shift()!;
  const spec = begins(head, contract);
  if (!spec) {
    reportStray(head, undefined, contract, scope);
    dropUntilNamed(rest, contract);
    return undefined;
  }
  if (spec.form === 'flag') return { spec, values: [], span: head.span };
  const values = head.name ? [head] : rest.splice(0, 1);
  if (spec.type.kind === 'predicate' && values[0] !== head) values.splice(0, 1, ...values.map(asEquality));
  while (rest[0]?.afterComma) values.push(rest.shift()!);
  if (values.length > 0)
    return { spec, values, span: { start: head.span.start, end: values.at(-1)!.span.end } };
  scope.report(diagnose('argument-without-value', { argument: spec.name }, { span: head.span }));
  return undefined;
}

/** After a stray item, its tail would only give more errors of the same cause. */
function dropUntilNamed(rest: Argument[], contract: Contract): void {
  while (rest.length > 0 && !begins(rest[0], contract)) rest.shift();
}

/** Reports an item that no argument wants: an unknown name, an unknown unit, or something in the wrong place. */
export function reportStray(
  item: Argument,
  before: Argument | undefined,
  contract: Contract,
  scope: Scope,
): void {
  const word = item.name ?? (item.value.kind === 'name' ? item.value : undefined);
  if (!word) {
    const hints = [signatureHint(contract)];
    scope.report(
      diagnose(
        'unexpected-argument',
        { verb: contract.name, text: shortText(item) },
        { span: item.span, hints },
      ),
    );
    return;
  }
  if (before && endsWithNumber(before)) return reportUnknownUnit(word.text, word.span, scope);
  const near = nearArguments(word.text, contract);
  const hints = near.length > 0 ? [`\`${near[0]}\` might be meant`] : [signatureHint(contract)];
  const fix = near.length > 0 ? { fix: { span: word.span, replacement: near[0] } } : {};
  scope.report(
    diagnose(
      'unknown-argument',
      { verb: contract.name, word: word.text },
      { span: word.span, hints, ...fix },
    ),
  );
}

function reportUnknownUnit(word: string, span: Span, scope: Scope): void {
  const near = suggest(word, ['Mx', 'G px', 'G', 'kG', 'Mm', 'px', 'deg', 'sd']);
  const hints = near.map((unit) => `\`${unit}\` might be meant`);
  const fix = near[0] ? { fix: { span, replacement: near[0] } } : {};
  scope.report(diagnose('unknown-unit', { word }, { span, hints, ...fix }));
}

/** Is the last thing in this item a number without a unit, so that a word after it looks like one? */
function endsWithNumber(item: Argument): boolean {
  let expression = item.value;
  while (expression.kind === 'binary' || expression.kind === 'range' || expression.kind === 'unary') {
    if (expression.kind === 'binary') expression = expression.right;
    else expression = expression.kind === 'range' ? expression.to : expression.operand;
  }
  return expression.kind === 'number' && !expression.unit;
}

function shortText(item: Argument): string {
  const { value } = item;
  if (value.kind === 'name') return value.text;
  if (value.kind === 'number') return `${value.sign === '+' ? '+' : ''}${value.value}`;
  if (value.kind === 'string') return `"${value.value}"`;
  return 'this';
}

/** "usage: `take <count>`" */
export function signatureHint(contract: Contract): string {
  return `usage: \`${signature(contract)}\``;
}

/** `retrieve k=<count> where=<condition>`: the verb and its arguments in one line. */
export function signature(contract: Contract): string {
  const parts = contract.arguments
    .filter((spec) => spec.availability !== 'planned')
    .map((spec) => (spec.required ? shown(spec) : `[${shown(spec)}]`));
  return [contract.name, ...parts].join(' ');
}

function shown(spec: ArgumentSpec): string {
  if (spec.form === 'flag') return spec.name;
  const value = spec.placeholder ?? `<${spec.name}>`;
  return spec.form === 'leading' ? value : `${spec.name} ${value}`;
}
