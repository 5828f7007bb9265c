/** Random syntax trees, only such as text can express: brackets that it needs are nodes of their own. */
import fc from 'fast-check';
import { plainStyle, printExpression } from '../../../src/parser/index.js';
import type {
  Argument, BinaryOperator, Expression, Name, NumberLiteral, Pipeline, Script, Stage, Statement, VerbStage,
} from '../../../src/parser/ast.js'; // prettier-ignore

const span = { start: 0, end: 0 };

const plainName = fc.constantFrom(
  'TUF',
  'R',
  'seed',
  'k',
  'keeping',
  'größe',
  'σ_B',
  '_x1',
  'letter',
  'define',
  'let',
);
const quotedName = fc.constantFrom('in', 'two words', 'x-y', 'TUF', '# no comment', 'missing');
const name: fc.Arbitrary<Name> = fc.oneof(
  { weight: 4, arbitrary: plainName.map((text) => ({ kind: 'name' as const, text, quoted: false, span })) },
  quotedName.map((text) => ({ kind: 'name' as const, text, quoted: true, span })),
);
const verb = fc
  .constantFrom('generate', 'shift', 'where', 'quiet')
  .map((text): Name => ({ kind: 'name', text, quoted: false, span }));

const magnitude = fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
const unit = fc.option(fc.constantFrom('Mx', 'G px', '%', 'Mm²', 'deg', 'sd'), { nil: undefined });

function numberLiteral(value: number, sign?: '+' | '-', unitText?: string): NumberLiteral {
  const signed = sign === '-' ? -value : value;
  return {
    kind: 'number',
    value: signed,
    ...(sign && { sign }),
    ...(unitText && { unit: { kind: 'unit' as const, text: unitText, span } }),
    span,
  };
}

const unsigned = fc.tuple(magnitude, unit).map(([value, text]) => numberLiteral(value, undefined, text));
const signed = fc
  .tuple(magnitude, fc.constantFrom('+' as const, '-' as const), unit)
  .map(([value, sign, text]) => numberLiteral(value, sign, text));

const textLiteral = fc
  .string({ unit: 'binary' })
  .map((value): Expression => ({ kind: 'string', value: value.replaceAll('\r', ''), span }));
const date = fc
  .constantFrom('2011-02-12', '2012-02-29', '2011-02-12T14:30', '2011-02-12T23:59:59')
  .map((text): Expression => ({ kind: 'date', text, span }));
const missing = fc.constant<Expression>({ kind: 'missing', span });

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, operatorSpan: span, left, right, span };
}

/** Mostly the operand alone, so that trees stay small. */
function leftAssociative(
  operand: fc.Arbitrary<Expression>,
  ...operators: BinaryOperator[]
): fc.Arbitrary<Expression> {
  const rest = fc.array(fc.tuple(fc.constantFrom(...operators), operand), { minLength: 1, maxLength: 2 });
  const chain = fc
    .tuple(operand, rest)
    .map(([first, pairs]) => pairs.reduce((left, [operator, right]) => binary(operator, left, right), first));
  return fc.oneof({ weight: 4, arbitrary: operand }, chain);
}

function prefixed(
  operand: fc.Arbitrary<Expression>,
  ...operators: ('not' | '-' | '+')[]
): fc.Arbitrary<Expression> {
  const signs = fc.array(fc.constantFrom(...operators), { minLength: 1, maxLength: 2 });
  const signed = fc
    .tuple(signs, operand)
    .map(([all, inner]) =>
      all.reduceRight<Expression>(
        (part, operator) => ({ kind: 'unary', operator, operand: part, span }),
        inner,
      ),
    );
  return fc.oneof({ weight: 5, arbitrary: operand }, signed);
}

interface Level {
  readonly expression: fc.Arbitrary<Expression>;
  readonly pipeline: fc.Arbitrary<Pipeline>;
}

/** Expressions and pipelines with at most `depth` brackets inside one another. */
function level(depth: number): Level {
  const brackets = depth === 0 ? [] : bracketsAround(level(depth - 1));
  const base = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(name, unsigned, textLiteral, date, missing) },
    ...brackets,
  );
  const atom = fc.oneof({ weight: 5, arbitrary: base }, signed);
  const power = powers(base, powers(base, prefixed(atom, '-', '+')));
  const operand = prefixed(fc.oneof({ weight: 8, arbitrary: atom }, power), '-', '+');
  const sum = leftAssociative(leftAssociative(operand, '*', '/'), '+', '-');
  const range = fc.oneof({ weight: 6, arbitrary: sum }, ranges(sum));
  const comparison = fc.oneof({ weight: 3, arbitrary: range }, comparisons(range));
  const expression = leftAssociative(leftAssociative(prefixed(comparison, 'not'), 'and'), 'or');
  const argument = fc.tuple(fc.option(name, { freq: 2 }), expression, range, fc.boolean()).map(argumentFrom);
  const stage = fc.tuple(verb, fc.array(argument, { maxLength: 3 })).map(stageFrom);
  const first =
    depth === 0 ? stage : fc.oneof({ weight: 5, arbitrary: stage }, groups(level(depth - 1).pipeline));
  const pipeline = fc.tuple(first, fc.array(stage, { maxLength: 2 })).map(pipelineFrom);
  return { expression, pipeline };
}

function bracketsAround({ expression, pipeline }: Level): fc.Arbitrary<Expression>[] {
  return [
    expression.map((inner): Expression => ({ kind: 'parentheses', expression: inner, span })),
    pipeline
      .filter(standsInBrackets)
      .map((inner): Expression => ({ kind: 'pipeline-expression', pipeline: inner, span })),
    fc
      .tuple(name, fc.array(expression, { maxLength: 2 }))
      .map(([called, values]): Expression => ({ kind: 'call', function: called, arguments: values, span })),
  ];
}

function powers(
  base: fc.Arbitrary<Expression>,
  exponent: fc.Arbitrary<Expression>,
): fc.Arbitrary<Expression> {
  const power = fc.tuple(base, prefixed(exponent, '-', '+')).map(([left, right]) => binary('^', left, right));
  return fc.oneof({ weight: 3, arbitrary: base }, power);
}

function ranges(sum: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc.tuple(sum, sum).map(([from, to]) => ({ kind: 'range', from, to, span }));
}

function comparisons(range: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  const operators = fc.constantFrom<BinaryOperator>('=', '!=', '<', '<=', '>', '>=', 'in', 'is', 'is not');
  return fc.tuple(operators, range, range).map(([operator, left, right]) => binary(operator, left, right));
}

function groups(pipeline: fc.Arbitrary<Pipeline>): fc.Arbitrary<Stage> {
  return pipeline.map((inner) => ({ kind: 'group', pipeline: inner, span }));
}

function pipelineFrom([first, rest]: [Stage, Stage[]]): Pipeline {
  return { kind: 'pipeline', stages: [first, ...rest], span };
}

/** An equation between a name and a value is a named argument, never an expression. */
function argumentFrom([argumentName, value, named, afterComma]: [
  Name | null,
  Expression,
  Expression,
  boolean,
]): Argument {
  if (argumentName) return { kind: 'argument', name: argumentName, value: named, afterComma, span };
  if (value.kind === 'binary' && value.operator === '=' && value.left.kind === 'name') {
    return { kind: 'argument', name: value.left, value: value.right, afterComma, span };
  }
  return { kind: 'argument', value, afterComma, span };
}

function beginsWithOperator(item: Argument): boolean {
  return !item.name && /^[+-](?![\d.])/.test(printExpression(item.value, plainStyle));
}

/** No comma before the first argument; one before those that would read as arithmetic with what is before them. */
function stageFrom([verbName, items]: [Name, Argument[]]): VerbStage {
  const separated = items.map((item, i) => ({
    ...item,
    afterComma: i > 0 && (item.afterComma || beginsWithOperator(item)),
  }));
  return { kind: 'verb', verb: verbName, arguments: separated, span };
}

/** In brackets, one word alone, one group alone, and a verb before a sign are read as expressions. */
function standsInBrackets({ stages: [first, ...rest] }: Pipeline): boolean {
  if (first.kind === 'group') return rest.length > 0;
  if (first.arguments.length === 0) return rest.length > 0;
  return !beginsWithOperator(first.arguments[0]);
}

const levels = level(2);

const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc
    .tuple(name, levels.pipeline)
    .map(([bound, pipeline]): Statement => ({ kind: 'let', name: bound, pipeline, span })),
  fc
    .tuple(name, levels.expression)
    .map(([bound, expression]): Statement => ({ kind: 'define', name: bound, expression, span })),
  fc.tuple(name, textLiteral).map(([what, value]) => ({ kind: 'use', what, value, span }) as Statement),
  levels.pipeline.map((pipeline): Statement => ({ kind: 'explain', pipeline, span })),
  levels.pipeline.map((pipeline): Statement => ({ kind: 'pipeline-statement', pipeline, span })),
);

export const scripts: fc.Arbitrary<Script> = fc
  .array(statement, { maxLength: 3 })
  .map((statements) => ({ kind: 'script', statements, span }));
