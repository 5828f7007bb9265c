/**
 * Concrete syntax to AST: expressions and the pipelines that can stand inside them. One function a rule of the grammar,
 * `sumOf` for `sum`; test/parser/grammar.test.ts checks that none lacks.
 */
import { cover, type Span } from '../../diagnostics/span.js';
import { spanOf } from '../site.js';
import { meaning } from './operators.js';
import { dateOf, missingOf, nameOf, numberOf, stringOf } from './literals.js';
import type {
  Argument, BinaryExpression, BinaryOperator, CallExpression, Expression, GroupStage, Pipeline, Stage, UnaryExpression,
  VerbStage,
} from '../ast.js'; // prettier-ignore
import type { IToken } from '../chevrotain.js';
import type {
  ArgumentCstChildren, AtomCstChildren, CallArgumentsCstChildren, ComparisonCstChildren, ComparisonOperatorCstChildren,
  ConjunctionCstChildren, ExponentCstChildren, ExpressionCstChildren, GroupCstChildren, NameOrCallCstChildren,
  NegationCstChildren, NextArgumentCstChildren, ParenthesesCstChildren, PipelineCstChildren, PowerCstChildren,
  ProductCstChildren, RangeCstChildren, SignedCstChildren, StageCstChildren, SumCstChildren,
} from '../cst.js'; // prettier-ignore

interface Operator {
  readonly text: BinaryOperator;
  readonly span: Span;
}

export function pipelineOf({ group, stage = [] }: PipelineCstChildren): Pipeline {
  const verbs = stage.map(({ children }) => stageOf(children));
  const stages: Stage[] = group ? [groupOf(group[0].children), ...verbs] : verbs;
  return { kind: 'pipeline', stages, span: cover(stages[0].span, stages.at(-1)!.span) };
}

export function groupOf(children: GroupCstChildren): GroupStage {
  return { kind: 'group', pipeline: pipelineOf(children.pipeline[0].children), span: bracketSpan(children) };
}

export function stageOf({ Name, argument, nextArgument = [] }: StageCstChildren): VerbStage {
  const verb = nameOf(Name[0]);
  const first = argument ? [argumentOf(argument[0].children)] : [];
  const all = [...first, ...nextArgument.map(({ children }) => nextArgumentOf(children))];
  return { kind: 'verb', verb, arguments: all, span: cover(verb.span, all.at(-1)?.span ?? verb.span) };
}

export function nextArgumentOf({ Comma, argument }: NextArgumentCstChildren): Argument {
  return { ...argumentOf(argument[0].children), afterComma: Comma !== undefined };
}

/** An equation between a name and a value that is the whole argument names it: `k=5`. */
export function argumentOf({ expression }: ArgumentCstChildren): Argument {
  const value = expressionOf(expression[0].children);
  const { span } = value;
  if (value.kind === 'binary' && value.operator === '=' && value.left.kind === 'name') {
    return { kind: 'argument', name: value.left, value: value.right, afterComma: false, span };
  }
  return { kind: 'argument', value, afterComma: false, span };
}

export function expressionOf({ conjunction, Or = [] }: ExpressionCstChildren): Expression {
  const operands = conjunction.map(({ children }) => conjunctionOf(children));
  return foldLeft(
    operands,
    Or.map((token) => ({ text: 'or', span: spanOf(token) })),
  );
}

export function conjunctionOf({ negation, And = [] }: ConjunctionCstChildren): Expression {
  const operands = negation.map(({ children }) => negationOf(children));
  return foldLeft(
    operands,
    And.map((token) => ({ text: 'and', span: spanOf(token) })),
  );
}

export function negationOf({ Not = [], comparison }: NegationCstChildren): Expression {
  return Not.reduceRight<Expression>((operand, token) => {
    return { kind: 'unary', operator: 'not', operand, span: cover(spanOf(token), operand.span) };
  }, comparisonOf(comparison[0].children));
}

export function comparisonOf({ range, comparisonOperator }: ComparisonCstChildren): Expression {
  const operands = range.map(({ children }) => rangeOf(children));
  return foldLeft(operands, comparisonOperator ? [comparisonOperatorOf(comparisonOperator[0].children)] : []);
}

export function comparisonOperatorOf({ Comparison, In, Is, Not }: ComparisonOperatorCstChildren): Operator {
  if (Comparison) return signOperator(Comparison[0]);
  if (In) return { text: 'in', span: spanOf(In[0]) };
  const is = spanOf(Is![0]);
  return Not ? { text: 'is not', span: cover(is, spanOf(Not[0])) } : { text: 'is', span: is };
}

export function rangeOf({ sum }: RangeCstChildren): Expression {
  const [from, to] = sum.map(({ children }) => sumOf(children));
  return to ? { kind: 'range', from, to, span: cover(from.span, to.span) } : from;
}

export function sumOf({ product, Additive = [] }: SumCstChildren): Expression {
  return foldLeft(
    product.map(({ children }) => productOf(children)),
    Additive.map(signOperator),
  );
}

export function productOf({ signed, Multiplicative = [] }: ProductCstChildren): Expression {
  return foldLeft(
    signed.map(({ children }) => signedOf(children)),
    Multiplicative.map(signOperator),
  );
}

export function signedOf({ Additive = [], power }: SignedCstChildren): Expression {
  return withSigns(Additive, powerOf(power[0].children));
}

/** Binds to the right, signs of exponents included: `a ^ -b ^ c` is `a ^ (-(b ^ c))`. */
export function powerOf({ atom, Power = [], exponent = [] }: PowerCstChildren): Expression {
  const bases = [atom[0].children, ...exponent.map(({ children }) => children.atom[0].children)].map(atomOf);
  const signs = [[], ...exponent.map(({ children }) => exponentOf(children))];
  const last = bases.length - 1;
  let result = withSigns(signs[last], bases[last]);
  for (let i = last - 1; i >= 0; i--) {
    result = withSigns(signs[i], raise(bases[i], { text: '^', span: spanOf(Power[i]) }, result));
  }
  return result;
}

/** The signs before an exponent. */
export function exponentOf({ Additive = [] }: ExponentCstChildren): IToken[] {
  return Additive;
}

/** A power binds tighter than a sign, also where the sign touches the digits: `-2 ^ 2` is −4. */
function raise(base: Expression, operator: Operator, exponent: Expression): Expression {
  if (base.kind !== 'number' || !base.sign) return binary(base, operator, exponent);
  const { sign, ...unsigned } = base;
  const inner = {
    ...unsigned,
    value: Math.abs(base.value),
    span: { start: base.span.start + 1, end: base.span.end },
  };
  return {
    kind: 'unary',
    operator: sign,
    operand: binary(inner, operator, exponent),
    span: cover(base.span, exponent.span),
  };
}

export function atomOf(children: AtomCstChildren): Expression {
  if (children.nameOrCall) return nameOrCallOf(children.nameOrCall[0].children);
  if (children.number) return numberOf(children.number[0].children);
  if (children.String) return stringOf(children.String[0]);
  if (children.Date) return dateOf(children.Date[0]);
  if (children.Missing) return missingOf(children.Missing[0]);
  return parenthesesOf(children.parentheses![0].children);
}

export function nameOrCallOf({ Name, callArguments }: NameOrCallCstChildren): Expression {
  const called = nameOf(Name[0]);
  if (!callArguments) return called;
  const { children } = callArguments[0];
  const span = cover(called.span, spanOf(children.RightParenthesis[0]));
  return { kind: 'call', function: called, arguments: callArgumentsOf(children), span };
}

export function callArgumentsOf({ expression = [] }: CallArgumentsCstChildren): CallExpression['arguments'] {
  return expression.map(({ children }) => expressionOf(children));
}

export function parenthesesOf(children: ParenthesesCstChildren): Expression {
  const span = bracketSpan(children);
  if (children.pipeline) {
    return { kind: 'pipeline-expression', pipeline: pipelineOf(children.pipeline[0].children), span };
  }
  return { kind: 'parentheses', expression: expressionOf(children.expression![0].children), span };
}

function bracketSpan(children: GroupCstChildren | ParenthesesCstChildren): Span {
  return cover(spanOf(children.LeftParenthesis[0]), spanOf(children.RightParenthesis[0]));
}

/** Habits stand in for what they mean, so an operator goes by its token's family, not by its letters. */
function signOperator(token: IToken): Operator {
  return { text: meaning(token), span: spanOf(token) };
}

function foldLeft(operands: readonly Expression[], operators: readonly Operator[]): Expression {
  return operands.slice(1).reduce((left, right, index) => binary(left, operators[index], right), operands[0]);
}

function binary(left: Expression, { text, span }: Operator, right: Expression): BinaryExpression {
  return {
    kind: 'binary',
    operator: text,
    operatorSpan: span,
    left,
    right,
    span: cover(left.span, right.span),
  };
}

function withSigns(signs: readonly IToken[], expression: Expression): Expression {
  return signs.reduceRight<Expression>((operand, token): UnaryExpression => {
    const operator = meaning(token) === '-' ? '-' : '+';
    return { kind: 'unary', operator, operand, span: cover(spanOf(token), operand.span) };
  }, expression);
}
