/** Conditions as SQL that is true of the same rows. Values never enter the text: they are `$1`, `$2`, … */
import type { MetaField } from '../../../archive/archive.js';
import { parameterNamed } from '../../../physics/parameters/index.js';
import { unitsByDimension } from '../../../physics/unit.js';
import type { PlanExpression, PlanOperator } from '../../../planner/plan.js';
import type { SqlCondition } from '../../neighbours.js';
import { columnOf } from './schema.js';

/** A part of a condition: its text, and what it gives. */
interface Part {
  readonly text: string;
  readonly type: MetaField['type'];
}

/** What a condition may speak of, and the values that it has so far. */
interface Translation {
  readonly fields: ReadonlyMap<string, MetaField>;
  readonly parameters: ReadonlySet<string>;
  readonly values: (string | number | boolean)[];
}

/** Not all that can be computed here can be computed there, to the same result. */
class Untranslatable extends Error {}

/**
 * The condition, or undefined for one whose answer might be another in a database: powers, lengths on the Sun, scores of
 * classifiers. Missing values are NULL there, and SQL has the same logic of three values.
 *
 * @param fields the metadata of the archive
 * @param parameters names of those that the table has columns of
 */
export function conditionSql(
  expression: PlanExpression,
  fields: readonly MetaField[],
  parameters: readonly string[],
): SqlCondition | undefined {
  const known = new Map(fields.map((field) => [field.name, field]));
  const translation: Translation = { fields: known, parameters: new Set(parameters), values: [] };
  try {
    const { text, type } = translate(expression, translation);
    return type === 'boolean' ? { text, values: translation.values } : undefined;
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
}

function translate(expression: PlanExpression, within: Translation): Part {
  const part = (operand: PlanExpression) => translate(operand, within);
  switch (expression.kind) {
    case 'field':
      return fieldPart(expression, within);
    case 'number':
      return { text: value(expression.value, 'double precision', within), type: 'number' };
    case 'text':
    case 'date':
      return { text: value(expression.value, 'text', within), type: dateLike(expression) };
    case 'missing':
      return truth(`${part(expression.operand).text} IS ${expression.negated ? 'NOT ' : ''}NULL`);
    case 'not':
      return truth(`NOT ${as('boolean', part(expression.operand))}`);
    case 'negate':
      return number(`- ${as('number', part(expression.operand))}`);
    case 'call':
      return call(
        expression.function,
        expression.arguments.map((each) => as('number', part(each))),
      );
    case 'between': {
      const operand = part(expression.operand);
      const [from, to] = [
        compare('>=', operand, part(expression.from)),
        compare('<=', operand, part(expression.to)),
      ];
      return truth(`${from.text} AND ${to.text}`);
    }
    case 'binary':
      return binary(expression.operator, part(expression.left), part(expression.right));
  }
}

const truth = (text: string): Part => ({ text: `(${text})`, type: 'boolean' });
const number = (text: string): Part => ({ text: `(${text})`, type: 'number' });

function value(of: string | number, type: string, { values }: Translation): string {
  if (typeof of === 'number' && !Number.isFinite(of)) throw new Untranslatable();
  return `$${values.push(of)}::${type}`;
}

/** A text that looks like a date is compared as one with dates, and as a text with texts: that is not for here. */
function dateLike({ kind, value }: { kind: 'text' | 'date'; value: string }): 'text' | 'date' {
  if (kind === 'text' && /^\d{4}-\d{2}-\d{2}/.test(value)) throw new Untranslatable();
  return kind;
}

function as(type: Part['type'], part: Part): string {
  if (part.type !== type) throw new Untranslatable();
  return part.text;
}

function fieldPart(expression: Extract<PlanExpression, { kind: 'field' }>, within: Translation): Part {
  const { field, of, unit } = expression;
  if (of === 'parameter') return parameterPart(field, unit, within);
  if (of === 'meta' && field === 'id') return { text: 'id', type: 'text' };
  const type = of === 'meta' ? within.fields.get(field)?.type : undefined;
  if (type === undefined) throw new Untranslatable();
  const text = `(meta ->> ${value(field, 'text', within)})`;
  if (type === 'number') return number(`${text}::double precision`);
  return type === 'boolean' ? truth(`${text}::boolean`) : { text, type };
}

/** A column is in the parameter's first unit. */
function parameterPart(name: string, unit: string | undefined, { parameters }: Translation): Part {
  const parameter = parameterNamed(name);
  if (!parameter || !parameters.has(name)) throw new Untranslatable();
  const { frame, factor } = unitsByDimension[parameter.dimension].find((each) => each.name === unit) ?? {
    frame: 'patch',
    factor: 1,
  };
  if (frame === 'patch') return number(`${columnOf(name)} / ${factor}::double precision`);
  const area = '(pixel_width * pixel_height)';
  if (parameter.dimension === 'area')
    return number(`${columnOf(name)} / (${factor}::double precision / ${area})`);
  if (parameter.dimension !== 'flux') throw new Untranslatable();
  return number(`${columnOf(name)} / (${factor}::double precision / (${area} * 1e16::double precision))`);
}

/** Where PostgreSQL would refuse, the language says missing; and its LEAST and GREATEST look over what is missing. */
function call(name: string, given: readonly string[]): Part {
  const [x] = given;
  const whole = given.map((each) => `${each} IS NOT NULL`).join(' AND ');
  switch (name) {
    case 'abs':
      return number(`abs(${x})`);
    case 'sqrt':
      return number(`CASE WHEN ${x} >= 0 THEN sqrt(${x}) END`);
    case 'min':
      return number(`CASE WHEN ${whole} THEN LEAST(${given.join(', ')}) END`);
    case 'max':
      return number(`CASE WHEN ${whole} THEN GREATEST(${given.join(', ')}) END`);
    default:
      throw new Untranslatable();
  }
}

function binary(operator: PlanOperator, left: Part, right: Part): Part {
  switch (operator) {
    case 'and':
    case 'or':
      return truth(`${as('boolean', left)} ${operator.toUpperCase()} ${as('boolean', right)}`);
    case '+':
    case '-':
    case '*':
      return number(`${as('number', left)} ${operator} ${as('number', right)}`);
    case '/':
      return number(`${as('number', left)} / NULLIF(${as('number', right)}, 0)`);
    case '^':
      throw new Untranslatable();
    default:
      return compare(operator, left, right);
  }
}

type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** In the order of code points, as JavaScript has it, and not in that of some country's dictionaries. */
const ORDER = 'COLLATE "C"';

function compare(operator: Comparison, left: Part, right: Part): Part {
  if (left.type !== right.type) throw new Untranslatable();
  if (left.type === 'date') return compareDates(operator, left.text, right.text);
  const order = left.type === 'text' ? ` ${ORDER}` : '';
  return truth(`${left.text}${order} ${operator} ${right.text}${order}`);
}

/** A date that says less is like every moment in it: as `orderOfMoments` of src/runtime/conditions.ts has it. */
function compareDates(operator: Comparison, given: string, other: string): Part {
  const [left, right] = [given, other].map((each) => `replace(${each}, 'Z', '') ${ORDER}`);
  const [a, b] = [given, other].map((each) => `replace(${each}, 'Z', '')`);
  const alike = `(left(${a}, length(${b})) = ${b} OR left(${b}, length(${a})) = ${a})`;
  switch (operator) {
    case '=':
      return truth(alike);
    case '!=':
      return truth(`NOT ${alike}`);
    case '<':
    case '>':
      return truth(`NOT ${alike} AND ${left} ${operator} ${right}`);
    default:
      return truth(`${alike} OR ${left} ${operator} ${right}`);
  }
}
