/** Targets and changes in physical units: `TUF to 2e22 Mx`, `TUF by +20%`, `TUF +20%`, `PSEP by +1 sd`. */
import { diagnose } from '../../diagnostics/diagnostic.js';
import type { Name, NumberLiteral } from '../../parser/ast.js';
import { dimensionsOf, inBaseUnit, pure, spokenDimensions } from '../expression/dimensions.js';
import type { Dimensions } from '../expression/dimensions.js';
import type { Aim } from '../plan.js';
import type { Field } from '../vocabulary.js';
import { reportWrong, type ReaderContext } from './reader.js';

/** Units that every parameter can be changed in. */
const RELATIVE = ['%', 'sd'];

/** The aim of one parameter; undefined when something was reported. */
export function readAim(
  name: Name,
  field: Field,
  aim: Aim['aim'],
  literal: NumberLiteral,
  context: ReaderContext,
): Aim | undefined {
  if (field.name === 'POLARITY')
    return reportWrong(name, 'a parameter with a size', context, ['`flip polarity` changes the sign']);
  const quantity = quantityOf(field, aim, literal, context);
  const span = { start: name.span.start, end: literal.span.end };
  return quantity && { aim, parameter: field.name, ...quantity, span };
}

function quantityOf(
  field: Field,
  aim: Aim['aim'],
  literal: NumberLiteral,
  context: ReaderContext,
): Pick<Aim, 'value' | 'unit'> | undefined {
  const { value, unit } = literal;
  if (!unit)
    return field.units.length === 0 ? { value, unit: '' } : reportUnit(field, pure, literal, context);
  const base = inBaseUnit(unit.text)!;
  if (RELATIVE.includes(base.unit) && !(base.unit === '%' && aim === 'to')) return { value, unit: base.unit };
  if (field.units.includes(base.unit)) return { value: value * base.factor, unit: base.unit };
  return reportUnit(field, dimensionsOf(base.unit), literal, context);
}

function reportUnit(
  field: Field,
  found: Dimensions,
  literal: NumberLiteral,
  context: ReaderContext,
): undefined {
  const [unit] = field.units;
  const words = {
    left: spokenDimensions(unit === undefined ? pure : dimensionsOf(unit)),
    right: spokenDimensions(found),
  };
  const units = [...field.units, 'sd'].map((name) => `\`${name}\``).join(', ');
  const hints = [`${field.name} can be given in ${units}; changes also in \`%\``];
  context.scope.report(diagnose('wrong-unit', words, { span: literal.span, hints }));
  return undefined;
}
