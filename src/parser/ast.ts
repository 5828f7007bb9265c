/**
 * The abstract syntax tree: readonly tagged unions, a span on every node.
 *
 * The tree knows no verb. A stage is a verb name and a flat row of arguments; what they mean is said by the verb's
 * contract and found out by the planner.
 */
import type { Span } from '../diagnostics/span.js';

export interface Script {
  readonly kind: 'script';
  /** `giq 1` on the first line. */
  readonly version?: NumberLiteral;
  readonly statements: readonly Statement[];
  readonly span: Span;
}

export type Statement = LetStatement | DefineStatement | UseStatement | ExplainStatement | PipelineStatement;

/** `let quiet = generate seed 42 | shift TUF -2` */
export interface LetStatement {
  readonly kind: 'let';
  readonly name: Name;
  readonly pipeline: Pipeline;
  readonly span: Span;
}

/** `define IMBALANCE = (TPF - TNF) / (TPF + TNF)` */
export interface DefineStatement {
  readonly kind: 'define';
  readonly name: Name;
  readonly expression: Expression;
  readonly span: Span;
}

/** `use world "solar-sim"` */
export interface UseStatement {
  readonly kind: 'use';
  /** What is used: only `world` today. */
  readonly what: Name;
  readonly value: StringLiteral;
  readonly span: Span;
}

/** `explain generate seed 42 | flip polarity` */
export interface ExplainStatement {
  readonly kind: 'explain';
  readonly pipeline: Pipeline;
  readonly span: Span;
}

export interface PipelineStatement {
  readonly kind: 'pipeline-statement';
  readonly pipeline: Pipeline;
  readonly span: Span;
}

export interface Pipeline {
  readonly kind: 'pipeline';
  readonly stages: readonly Stage[];
  readonly span: Span;
}

export type Stage = VerbStage | GroupStage;

/** A verb with its arguments, or (first in a pipeline, without arguments) the name of a binding. */
export interface VerbStage {
  readonly kind: 'verb';
  readonly verb: Name;
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

/** `(generate seed 1 | shift TUF +1) | …`: a parenthesised pipeline as the source of another. */
export interface GroupStage {
  readonly kind: 'group';
  readonly pipeline: Pipeline;
  readonly span: Span;
}

/**
 * One item of a stage: `k=5` has a name; `k 5` are two arguments, the Name `k` and the number 5; `keeping A, B` are
 * three, the last with `afterComma`.
 */
export interface Argument {
  readonly kind: 'argument';
  /** Only when written with `=`. */
  readonly name?: Name;
  readonly value: Expression;
  /** A comma stands before it. */
  readonly afterComma: boolean;
  readonly span: Span;
}

export type Expression =
  | Name
  | NumberLiteral
  | StringLiteral
  | DateLiteral
  | MissingLiteral
  | UnaryExpression
  | BinaryExpression
  | RangeExpression
  | CallExpression
  | GroupExpression
  | PipelineExpression;

export interface Name {
  readonly kind: 'name';
  readonly text: string;
  /** Written in backquotes. */
  readonly quoted: boolean;
  readonly span: Span;
}

export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  /** `+3` and `-3` with the sign touching the digits are changes; `3` is not. */
  readonly sign?: '+' | '-';
  /** A unit of units.ts in its canonical spelling. */
  readonly unit?: Unit;
  readonly span: Span;
}

export interface Unit {
  readonly kind: 'unit';
  readonly text: string;
  readonly span: Span;
}

export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
}

/** `2011-02-12` or `2011-02-12T14:30:00`; always UTC. */
export interface DateLiteral {
  readonly kind: 'date';
  /** ISO 8601, as written, without time zone. */
  readonly text: string;
  readonly span: Span;
}

/** `missing` */
export interface MissingLiteral {
  readonly kind: 'missing';
  readonly span: Span;
}

export interface UnaryExpression {
  readonly kind: 'unary';
  readonly operator: 'not' | '-' | '+';
  readonly operand: Expression;
  readonly span: Span;
}

export type BinaryOperator =
  'and' | 'or' | '<' | '<=' | '>' | '>=' | '=' | '!=' | 'in' | 'is' | 'is not' | '+' | '-' | '*' | '/' | '^';

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `2011-02-12..2011-02-16`, both ends included. */
export interface RangeExpression {
  readonly kind: 'range';
  readonly from: Expression;
  readonly to: Expression;
  readonly span: Span;
}

/** `abs(lat)` */
export interface CallExpression {
  readonly kind: 'call';
  readonly function: Name;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

/** `(TPF + TNF)`; also `(quiet)`, which the planner may read as a pipeline. */
export interface GroupExpression {
  readonly kind: 'parentheses';
  readonly expression: Expression;
  readonly span: Span;
}

/** `(load "obs.fits")`, `(generate seed 7 | flip polarity)`: a pipeline as an argument. */
export interface PipelineExpression {
  readonly kind: 'pipeline-expression';
  readonly pipeline: Pipeline;
  readonly span: Span;
}
