import { diagnose } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import type { Argument } from '../../parser/ast.js';
import type { ArgumentType, FigureKind } from '../contract.js';
import { spokenKind, spokenKinds } from '../describe.js';
import type { FieldReference, PlotSubject } from '../plan.js';
import { fieldNamed, parameterNamed, referenceTo } from './parameters.js';
import { reportWrong, type Reader, type ReaderContext } from './reader.js';
import { accepts } from './texts.js';

type Type = Extract<ArgumentType, { kind: 'figure' }>;

/** `scatter TUF, R`: a kind of figure, and the parameters or metadata that it shows. */
export const readFigure: Reader<Type> = ({ values, span }, { kinds }, context) => {
  const kind = kindNamed(values[0], kinds, context);
  if (!kind || !takesInput(kind, values[0], context)) return undefined;
  const { least, most } = kind.fields;
  const given = values.slice(1);
  const text = given.find(({ value }) => value.kind === 'string');
  if (text) return fileWithoutTo(text.value, context);
  if (given.length < least || given.length > most) {
    const words = { plot: kind.name, expected: spokenCount(kind), found: String(given.length) };
    const hints = [`for example \`${kind.example.script}\``];
    context.scope.report(diagnose('plot-parameters', words, { span, hints }));
    return undefined;
  }
  const fields = given.map(({ value }) => fieldOf(value, kind, context));
  if (!fields.every((field) => field !== undefined)) return undefined;
  return { kind: kind.name, fields } satisfies PlotSubject;
};

function kindNamed(
  { value, span }: Argument,
  kinds: readonly FigureKind[],
  { scope }: ReaderContext,
): FigureKind | undefined {
  const word = value.kind === 'name' ? value.text : undefined;
  const found = kinds.find(({ name }) => name === word);
  if (found) return found;
  const names = kinds.map(({ name }) => name);
  const near = word === undefined ? [] : suggest(word, names);
  const hints = near.length > 0 ? [`\`${near[0]}\` might be meant`] : [`there are ${names.join(', ')}`];
  const fix = near.length > 0 ? { fix: { span, replacement: near[0] } } : {};
  scope.report(diagnose('unknown-plot', { word: word ?? 'this' }, { span, hints, ...fix }));
  return undefined;
}

function takesInput(kind: FigureKind, { span }: Argument, { input, scope }: ReaderContext): boolean {
  if (accepts(kind.accepts, input)) return true;
  const words = { plot: kind.name, expected: spokenKinds(kind.accepts), found: spokenKind(input) };
  const hints = [`for example \`${kind.example.script}\``];
  scope.report(diagnose('plot-of-another-kind', words, { span, hints }));
  return false;
}

/** The usual slip: a file where a parameter has to stand. */
function fileWithoutTo(value: Argument['value'], context: ReaderContext): undefined {
  const file = value.kind === 'string' ? value.value : '';
  const expected = 'the name of a parameter or of a piece of metadata';
  return reportWrong(value, expected, context, [`a file is given as \`to "${file}"\``]);
}

function fieldOf(
  value: Argument['value'],
  { fields }: FigureKind,
  context: ReaderContext,
): FieldReference | undefined {
  if (value.kind !== 'name')
    return reportWrong(value, 'the name of a parameter or of a piece of metadata', context);
  const field = fields.directed
    ? parameterNamed(value, true, context.scope)
    : fieldNamed(value, context.scope);
  return field && referenceTo(field);
}

/** "one parameter", "1 to 6 parameters" */
function spokenCount({ fields: { least, most } }: FigureKind): string {
  if (most === 0) return 'no parameters';
  if (least === most) return least === 1 ? 'one parameter' : `${least} parameters`;
  return least === 0 ? `at most ${most} parameters` : `${least} to ${most} parameters`;
}
