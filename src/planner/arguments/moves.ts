/** `TUF +3`, `TUF +3, PSEP -1`: latent steps; `TUF to 2e22 Mx`, `TUF by +20%`: aims in physical units. */
import { diagnose } from '../../diagnostics/diagnostic.js';
import type { Argument, Expression, Name, NumberLiteral } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { reportStray } from '../phrases.js';
import type { Aim, Move } from '../plan.js';
import type { Field } from '../vocabulary.js';
import { readAim } from './aims.js';
import { parameterNamed } from './parameters.js';
import { reportWrong, type Reader, type ReaderContext } from './reader.js';

type Moves = Extract<ArgumentType, { kind: 'moves' }>;

export const readMoves: Reader<Moves> = (phrase, _type, context) => {
  const items = [...phrase.values];
  const moves: (Move | Aim)[] = [];
  while (items.length > 0) {
    const move = takeMove(items, moves.length > 0, context);
    if (!move) return undefined;
    moves.push(move);
  }
  return moves.every((move) => 'aim' in move === 'aim' in moves[0]) ? moves : reportMixed(moves, context);
};

function reportMixed(moves: readonly (Move | Aim)[], context: ReaderContext): undefined {
  const odd = moves.find((move) => 'aim' in move !== 'aim' in moves[0])!;
  const labels = [{ span: moves[0].span, message: 'the other kind' }];
  context.scope.report(diagnose('mixed-moves', {}, { span: odd.span, labels }));
  return undefined;
}

function takeMove(items: Argument[], later: boolean, context: ReaderContext): Move | Aim | undefined {
  const head = items.shift()!;
  if (later && !head.afterComma) {
    return void reportStray(head, undefined, context.contract, context.scope);
  }
  const sum = asSum(head.value);
  if (sum) return void reportSum(sum, head.value, context);
  if (head.value.kind !== 'name')
    return reportWrong(head.value, 'a parameter and a step, as in `TUF +3`', context);
  const parameter = parameterNamed(head.value, true, context.scope);
  return parameter && takeStep(head.value, parameter, items, context);
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
  if (next.afterComma) return void reportList(next, context);
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
  if (next?.value.kind === 'pipeline-expression') return void reportPatch(next, context);
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

function reportPatch(item: Argument, context: ReaderContext): void {
  const what = 'a patch as a target (`shift … to (…)`)';
  const hints = ['a target is a value with a unit, such as `shift TUF to 2e22 Mx`'];
  context.scope.report(diagnose('not-in-this-version', { what }, { span: item.span, hints }));
}

function reportList(item: Argument, context: ReaderContext): void {
  const what = 'a list of parameters with one target';
  const hints = ['each parameter has its own step or target: `shift TUF +3, PSEP -1`'];
  context.scope.report(diagnose('not-in-this-version', { what }, { span: item.span, hints }));
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
