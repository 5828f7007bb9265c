/** The right side of `define NAME = …`. */
import { diagnose, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Expression } from '../../parser/ast.js';
import { printExpression } from '../../parser/print.js';
import type { DefinedMeasure, Definition } from '../plan.js';
import { dimensionsIn, requireNumber, typeOperand } from './arithmetic.js';
import { fieldsIn, partsOf } from './fields.js';
import { isSolar, unitText } from './dimensions.js';
import type { ConditionContext } from './condition.js';

/**
 * Resolves a definition in units of the Sun and in pixels of the patch; undefined when it has no value in either, and
 * what is wrong was reported. A pure number is one measure only: that on the patch, which requires no scale.
 */
export function typeDefinition(
  name: string,
  node: Expression,
  context: ConditionContext,
): Definition | undefined {
  const onSun = inFrame('sun', name, node, context);
  const onPatch = inFrame('patch', name, node, context);
  const measures = [onSun, onPatch].flatMap(({ measure }) => measure ?? []);
  if (measures.length === 0) return void onSun.found.forEach(context.report);
  const unmixed = measures.filter(({ dimensions }) => !mixesFrames(dimensions));
  const [first, ...others] = arranged(unmixed.length > 0 ? unmixed : measures);
  return { name, text: printExpression(node), measures: [first, ...others] };
}

/** Of an expression that is written out: definitions that use one another can double forty times in forty lines. */
const MOST_PARTS = 10_000;

interface Attempt {
  readonly measure?: DefinedMeasure;
  readonly found: readonly Diagnostic[];
}

function inFrame(
  frame: DefinedMeasure['frame'],
  name: string,
  node: Expression,
  context: ConditionContext,
): Attempt {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic);
  const typed = typeOperand(node, { ...context, basis: frame, report });
  if (typed && partsOf(typed.expression) > MOST_PARTS) {
    found.push(diagnose('definition-too-large', { name, limit: MOST_PARTS }, { span: node.span }));
    return { found };
  }
  if (!typed || !requireNumber(typed, { ...context, basis: frame, report })) return { found };
  const metadata = fieldsIn(typed.expression).find(({ of }) => of === 'meta');
  if (metadata) {
    found.push(diagnose('metadata-in-definition', { field: metadata.field }, { span: node.span }));
    return { found };
  }
  const dimensions = dimensionsIn(typed);
  return { found, measure: { frame, unit: unitText(dimensions), dimensions, expression: typed.expression } };
}

/** `TUF / 1e22 Mx` is a pure number on the Sun, and nothing worth having on the patch: G px a Mx. */
function mixesFrames(dimensions: DefinedMeasure['dimensions']): boolean {
  const units = Object.keys(dimensions);
  return units.some(isSolar) && units.some((unit) => unit === 'px' || unit === 'G px');
}

/** As built-in parameters are shown: fluxes on the Sun first, all else on the patch; what is the same only once. */
function arranged(measures: readonly DefinedMeasure[]): readonly DefinedMeasure[] {
  const onPatch = measures.find(({ frame }) => frame === 'patch');
  const same = measures.every(({ unit }) => unit === measures[0].unit);
  if (onPatch && same) return [onPatch];
  const flux = measures.some(({ dimensions }) => 'Mx' in dimensions);
  return flux ? measures : measures.toReversed();
}
