/** `TUF +3`, `TUF +3, PSEP -1`; targets (`TUF to 2e22 Mx`, `TUF by +20%`) are known and not in this version. */
import { diagnose } from '../../diagnostics/diagnostic.js';
import type { Argument, Expression, Name } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { reportStray } from '../phrases.js';
import type { Move } from '../plan.js';
import { parameterNamed } from './parameters.js';
import { reportWrong, type Reader, type ReaderContext } from './reader.js';

type Moves = Extract<ArgumentType, { kind: 'moves' }>;

export const readMoves: Reader<Moves> = (phrase, _type, context) => {
  const items = [...phrase.values];
  const moves: Move[] = [];
  while (items.length > 0) {
    const move = takeMove(items, moves.length > 0, context);
    if (!move) return undefined;
    moves.push(move);
  }
  return moves;
};

function takeMove(items: Argument[], later: boolean, context: ReaderContext): Move | undefined {
  const head = items.shift()!;
  if (later && !head.afterComma) {
    return void reportStray(head, undefined, context.contract, context.scope);
  }
  const sum = asSum(head.value);
  if (sum) return void reportSum(sum.name, sum.text, head.value, context);
  if (head.value.kind !== 'name')
    return reportWrong(head.value, 'a parameter and a step, as in `TUF +3`', context);
  const parameter = parameterNamed(head.value, true, context.scope);
  return parameter && takeStep(head.value, parameter.name, items, context);
}

function takeStep(
  name: Name,
  parameter: string,
  items: Argument[],
  context: ReaderContext,
): Move | undefined {
  const next = items.shift();
  if (!next) {
    const words = { verb: 'shift', argument: `a step along ${parameter}` };
    const hints = [`\`shift ${parameter} +3\` moves three latent units`];
    context.scope.report(diagnose('missing-argument', words, { span: name.span, hints }));
    return undefined;
  }
  if (isTarget(next)) return void reportTarget(next, context);
  const { value } = next;
  if (value.kind !== 'number') return reportWrong(value, 'a step such as `+3`', context);
  if (!value.sign) return void reportUnsigned(parameter, value, context);
  if (value.unit) return void reportCalibrated(next, context);
  return { parameter, by: value.value, keeping: [], span: { start: name.span.start, end: value.span.end } };
}

/** `to`, `by` or a list of parameters that goes on to a `to`. */
function isTarget({ value, afterComma }: Argument): boolean {
  return afterComma || (value.kind === 'name' && (value.text === 'to' || value.text === 'by'));
}

function reportTarget(item: Argument, context: ReaderContext): void {
  const hints = ['a step in latent units is written `shift TUF +3`'];
  const what = item.afterComma
    ? 'a list of parameters with one target'
    : 'a target (`shift … to`, `shift … by`)';
  context.scope.report(diagnose('not-in-this-version', { what }, { span: item.span, hints }));
}

function reportCalibrated(item: Argument, context: ReaderContext): void {
  const hints = ['a step without a unit is in latent units: `shift TUF +3`'];
  context.scope.report(
    diagnose('not-in-this-version', { what: 'a step in physical units' }, { span: item.span, hints }),
  );
}

function reportUnsigned(
  parameter: string,
  value: Expression & { kind: 'number' },
  context: ReaderContext,
): void {
  const text = String(value.value);
  const fix = { span: value.span, replacement: `+${text}` };
  const hints = [`\`+${text}\` or \`-${text}\` might be meant`];
  context.scope.report(diagnose('unsigned-step', { parameter, text }, { span: value.span, hints, fix }));
}

/** `TUF + 3` and `TUF+3`, which are read as arithmetic. */
function asSum(expression: Expression): { name: string; text: string } | undefined {
  if (expression.kind !== 'binary' || (expression.operator !== '+' && expression.operator !== '-'))
    return undefined;
  const { left, right, operator } = expression;
  if (left.kind !== 'name' || right.kind !== 'number') return undefined;
  return { name: left.text, text: `${left.text} ${operator}${right.value}` };
}

function reportSum(_name: string, text: string, expression: Expression, context: ReaderContext): void {
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
