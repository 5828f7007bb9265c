/** `TUF +3, PSEP -1`: latent steps; `TUF to 2e22 Mx`, `TUF by +20%`, `TUF, R to (observe …)`: aims in physical units. */
import { diagnose } from '../../diagnostics/diagnostic.js';
import type { Argument, Expression, Name, NumberLiteral } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { reportStray } from '../phrases.js';
import type { Aim, Move, PatchAim } from '../plan.js';
import type { Field } from '../vocabulary.js';
import { readAim } from './aims.js';
import { isPatch, readPatchAims, type NamedField } from './patch-aims.js';
import { parameterNamed } from './parameters.js';
import { reportWrong, type Reader, type ReaderContext } from './reader.js';

type Moves = Extract<ArgumentType, { kind: 'moves' }>;
type AnyMove = Move | Aim | PatchAim;

export const readMoves: Reader<Moves> = (phrase, _type, context) => {
  const items = [...phrase.values];
  const moves: AnyMove[] = [];
  while (items.length > 0) {
    const taken = takeMoves(items, moves.length > 0, context);
    if (!taken) return undefined;
    moves.push(...taken);
  }
  return moves.every((move) => 'aim' in move === 'aim' in moves[0]) ? moves : reportMixed(moves, context);
};

function reportMixed(moves: readonly AnyMove[], context: ReaderContext): undefined {
  const odd = moves.find((move) => 'aim' in move !== 'aim' in moves[0])!;
  const labels = [{ span: moves[0].span, message: 'the other kind' }];
  context.scope.report(diagnose('mixed-moves', {}, { span: odd.span, labels }));
  return undefined;
}

/** The moves of one step or target: several where a list of parameters has one patch as its target. */
function takeMoves(
  items: Argument[],
  later: boolean,
  context: ReaderContext,
): readonly AnyMove[] | undefined {
  const head = items.shift()!;
  if (later && !head.afterComma) {
    return void reportStray(head, undefined, context.contract, context.scope);
  }
  const sum = asSum(head.value);
  if (sum) return void reportSum(sum, head.value, context);
  if (head.value.kind !== 'name')
    return reportWrong(head.value, 'a parameter and a step, as in `TUF +3`', context);
  const parameters = takeList(head.value, items, context);
  if (!parameters) return undefined;
  if (isPatchTarget(items, context)) return readPatchAims(parameters, items.splice(0, 2)[1], context);
  if (parameters.length > 1) return void reportList(parameters, context);
  const step = takeStep(head.value, parameters[0].field, items, context);
  return step && [step];
}

/** `TUF` or, up to what is no name behind a comma, `TUF, R, PSEP`. */
function takeList(first: Name, items: Argument[], context: ReaderContext): NamedField[] | undefined {
  const names = [first];
  while (items[0]?.afterComma && items[0].value.kind === 'name') names.push(items.shift()!.value as Name);
  const fields = names.map((name) => ({ name, field: parameterNamed(name, true, context.scope) }));
  return fields.every((one): one is NamedField => one.field !== undefined) ? fields : undefined;
}

/** Are the next two items `to` and a pipeline or a binding? */
function isPatchTarget([to, target]: readonly Argument[], { scope }: ReaderContext): boolean {
  const isTo = to?.value.kind === 'name' && to.value.text === 'to' && !to.afterComma;
  return isTo && target !== undefined && !target.afterComma && isPatch(target.value, scope);
}

function takeStep(
  name: Name,
  field: Field,
  items: Argument[],
  context: ReaderContext,
): Move | Aim | undefined {
  const parameter = field.name;
  const next = items.shift();
  if (!next) {
    const words = { verb: 'shift', argument: `a step along ${parameter}` };
    const hints = [`\`shift ${parameter} +3\` moves three latent units`];
    context.scope.report(diagnose('missing-argument', words, { span: name.span, hints }));
    return undefined;
  }
  const { value } = next;
  if (value.kind === 'name' && (value.text === 'to' || value.text === 'by'))
    return takeAim(name, field, value.text, items.shift(), context);
  if (value.kind !== 'number') return reportWrong(value, 'a step such as `+3`', context);
  if (!value.sign) return void reportUnsigned(parameter, value, context);
  if (value.unit) return readAim(name, field, 'by', value, context);
  return { parameter, by: value.value, keeping: [], span: { start: name.span.start, end: value.span.end } };
}

/** What follows `to` or `by`. */
function takeAim(
  name: Name,
  field: Field,
  aim: Aim['aim'],
  next: Argument | undefined,
  context: ReaderContext,
): Aim | undefined {
  if (next?.value.kind !== 'number' || next.afterComma) {
    const words = {
      verb: 'shift',
      argument: aim === 'to' ? 'a target such as `2e22 Mx`' : 'a change such as `+20%`',
    };
    context.scope.report(diagnose('missing-argument', words, { span: (next ?? name).span }));
    return undefined;
  }
  if (aim === 'by' && !next.value.sign) return void reportUnsigned(field.name, next.value, context);
  return readAim(name, field, aim, next.value, context);
}

function reportList(parameters: readonly NamedField[], context: ReaderContext): void {
  const what = 'a list of parameters with one step or value';
  const hints = [
    'each parameter has its own step or value: `shift TUF +3, PSEP -1`',
    'a patch gives the values of several: `shift TUF, R to (generate seed 7)`',
  ];
  context.scope.report(diagnose('not-in-this-version', { what }, { span: parameters[1].name.span, hints }));
}

function reportUnsigned(parameter: string, value: NumberLiteral, context: ReaderContext): void {
  const text = `${value.value}${value.unit ? ` ${value.unit.text}` : ''}`;
  const fix = { span: value.span, replacement: `+${text}` };
  const hints = [`\`+${text}\` or \`-${text}\` might be meant`];
  context.scope.report(diagnose('unsigned-step', { parameter, text }, { span: value.span, hints, fix }));
}

/** `TUF + 3` and `TUF+3`, which are read as arithmetic. */
function asSum(expression: Expression): string | undefined {
  if (expression.kind !== 'binary' || (expression.operator !== '+' && expression.operator !== '-'))
    return undefined;
  const { left, right, operator } = expression;
  if (left.kind !== 'name' || right.kind !== 'number') return undefined;
  return `${left.text} ${operator}${right.value}`;
}

function reportSum(text: string, expression: Expression, context: ReaderContext): void {
  const fix = { span: expression.span, replacement: text };
  const hints = [`\`shift ${text}\` might be meant`];
  context.scope.report(
    diagnose(
      'step-is-arithmetic',
      { text: text.replace(/ ([+-])/, ' $1 ') },
      { span: expression.span, hints, fix },
    ),
  );
}
