import type { Span } from '../diagnostics/span.js';

/** Version of this JSON format; the language has its own (`giq 1`). */
export const PLAN_VERSION = 1;
export const LANGUAGE_VERSION = 1;

/** What flows through a pipe. A `latents` value is also `patches`: it is rendered when something looks at it. */
export type ValueKind = 'nothing' | 'latents' | 'patches' | 'matches' | 'table';

/** Something that has to be loaded before a plan can run. */
export type Need =
  | { readonly kind: 'generator' | 'encoder' | 'archive' | 'index' | 'thumbnails' }
  | { readonly kind: 'direction'; readonly parameter: string };

/**
 * A script, resolved: plain JSON, spans on every node, nothing to look up but models and files.
 * It is all that the runtime gets to see of a script.
 */
export interface Plan {
  readonly planVersion: typeof PLAN_VERSION;
  readonly language: typeof LANGUAGE_VERSION;
  readonly statements: readonly PlanStatement[];
}

export type PlanStatement =
  | { readonly kind: 'use'; readonly world: string; readonly span: Span }
  | { readonly kind: 'define'; readonly definition: Definition; readonly span: Span }
  | {
      readonly kind: 'let';
      readonly name: string;
      readonly world: string;
      readonly pipeline: PlanPipeline;
      readonly span: Span;
    }
  | {
      readonly kind: 'run' | 'explain';
      readonly world: string;
      readonly pipeline: PlanPipeline;
      readonly span: Span;
    };

export interface PlanPipeline {
  readonly steps: readonly PlanStep[];
  /** What comes out at the end. */
  readonly type: ValueKind;
}

export interface PlanStep {
  /** A verb, or `binding` for the name of a bound value. */
  readonly verb: string;
  readonly arguments: PlanArguments;
  readonly input: ValueKind;
  readonly output: ValueKind;
  readonly needs: readonly Need[];
  readonly span: Span;
}

export type PlanArguments = Readonly<Record<string, PlanValue>>;

/** An argument's value: JSON, made by the reader of its type. */
export type PlanValue = string | number | boolean | null | object;

/** One term of a `shift`: so many latent units along a direction, others held. */
export interface Move {
  readonly parameter: string;
  readonly by: number;
  readonly keeping: readonly string[];
  readonly span: Span;
}

/**
 * A parameter that a calibrated `shift` brings to a value, or changes by one. Aims are never folded: what they do depends
 * on where they start.
 */
export interface Aim {
  readonly aim: 'to' | 'by';
  readonly parameter: string;
  readonly value: number;
  /** A base unit of the parameter (empty for pure numbers), `sd`, or, of changes, `%`. */
  readonly unit: string;
  readonly span: Span;
}

/** A parameter that a calibrated `shift` brings to what it is on another patch. Aims of one list share the pipeline. */
export interface PatchAim {
  readonly aim: 'like';
  readonly parameter: string;
  readonly patch: PlanPipeline;
  readonly span: Span;
}

/** The aims among the moves of a shift; the others are latent steps. */
export function aimsAmong(moves: readonly (Move | Aim | PatchAim)[]): readonly (Aim | PatchAim)[] {
  return moves.filter((move): move is Aim | PatchAim => 'aim' in move);
}

/** The aims of a calibrated shift; undefined for one in latent steps, whose moves these are not. */
export function aimsOf(step: PlanStep): readonly (Aim | PatchAim)[] | undefined {
  const aims = aimsAmong((step.arguments.moves ?? []) as readonly (Move | Aim | PatchAim)[]);
  return aims.length > 0 ? aims : undefined;
}

/** What `sort by` orders by. */
export type FieldReference =
  | { readonly field: string; readonly kind: 'parameter' | 'meta' }
  | { readonly field: string; readonly kind: 'defined'; readonly definition: Definition };

/** What `plot` draws. */
export interface PlotSubject {
  /** The name of a kind of figure. */
  readonly kind: string;
  readonly fields: readonly FieldReference[];
}

/** A physical quantity that a script has defined. Complete in itself: earlier definitions are written out. */
export interface Definition {
  readonly name: string;
  /** The expression as it was written. */
  readonly text: string;
  /** The one that is shown first, and the other where there is one. */
  readonly measures: readonly [DefinedMeasure, ...DefinedMeasure[]];
}

/** A definition in units of the Sun or of pixels of the patch. */
export interface DefinedMeasure {
  readonly frame: 'sun' | 'patch';
  /** Empty for a pure number. */
  readonly unit: string;
  /** Exponents of base units: `{ Mx: 1, Mm: -2 }`. */
  readonly dimensions: Readonly<Record<string, number>>;
  readonly expression: PlanExpression;
}

/** A number that a patch has: the name of a built-in parameter, or a definition. */
export type PlanQuantity = string | Definition;

/** An expression whose names are resolved and whose units agree. */
export type PlanExpression =
  | {
      readonly kind: 'field';
      readonly field: string;
      /** `score`: what a classifier that was learnt from labels says of a patch. */
      readonly of: 'parameter' | 'meta' | 'score';
      /** The base unit in which its value enters. */
      readonly unit?: string;
    }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'call'; readonly function: string; readonly arguments: readonly PlanExpression[] }
  | { readonly kind: 'not'; readonly operand: PlanExpression }
  | { readonly kind: 'negate'; readonly operand: PlanExpression }
  | { readonly kind: 'missing'; readonly operand: PlanExpression; readonly negated: boolean }
  | {
      readonly kind: 'between';
      readonly operand: PlanExpression;
      readonly from: PlanExpression;
      readonly to: PlanExpression;
    }
  | {
      readonly kind: 'binary';
      readonly operator: PlanOperator;
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    };

export type PlanOperator = 'and' | 'or' | '<' | '<=' | '>' | '>=' | '=' | '!=' | '+' | '-' | '*' | '/' | '^';

/** All needs of a pipeline, each once, nested pipelines included. */
export function needsOf(pipeline: PlanPipeline): Need[] {
  const seen = new Map<string, Need>();
  for (const step of pipeline.steps) {
    for (const need of [...step.needs, ...nestedPipelines(step).flatMap(needsOf)])
      seen.set(JSON.stringify(need), need);
  }
  return [...seen.values()];
}

/** Pipelines given to a step as arguments: `blend (generate seed 7)`, `shift TUF to (generate seed 7)`. */
export function nestedPipelines(step: PlanStep): PlanPipeline[] {
  const patches = (aimsOf(step) ?? []).flatMap((aim) => (aim.aim === 'like' ? [aim.patch] : []));
  return [...Object.values(step.arguments).filter(isPipeline), ...new Set(patches)];
}

function isPipeline(value: PlanValue): value is PlanPipeline {
  return typeof value === 'object' && value !== null && 'steps' in value;
}
