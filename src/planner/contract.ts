import type { Definition, Need, PlanArguments, ValueKind } from './plan.js';

/**
 * What a verb accepts, as data (design section 2).
 *
 * It drives resolving, error messages, completion, help, the reference docs and the tests of its examples.
 */
export interface Contract {
  readonly name: string;
  /** One line, for lists and completion. */
  readonly summary: string;
  /** A paragraph or two of Markdown for the reference. */
  readonly description: string;
  readonly group: 'source' | 'latent' | 'select' | 'look' | 'find' | 'tell';
  /** Kinds it accepts; `nothing` starts a pipeline. */
  readonly input: readonly ValueKind[];
  readonly output: ValueKind | 'same';
  readonly arguments: readonly ArgumentSpec[];
  readonly examples: readonly Example[];
  /** Other words for it: `limit` finds `take`. */
  readonly alsoKnownAs: readonly string[];
  /** A planned verb is refused with `not-in-this-version`. */
  readonly availability: 'available' | 'planned';
  /** The parameter that has a direction once it has run. */
  readonly teaches?: (given: PlanArguments) => string;
  /** The quantity that it gives a meaning to, where that is not a `define`'s. */
  readonly defines?: (given: PlanArguments) => Definition | undefined;
  /** What has to be loaded to run it. */
  readonly needs: (given: PlanArguments, input: ValueKind) => readonly Need[];
}

export interface Example {
  readonly script: string;
  readonly note: string;
}

/** One argument: the leading phrase, `name=value` (also `name value`), or a bare word. */
export interface ArgumentSpec {
  /** The word in the script and the key in the plan. */
  readonly name: string;
  readonly form: 'leading' | 'named' | 'flag';
  readonly type: ArgumentType;
  readonly summary: string;
  readonly required?: boolean;
  /** Enters the plan when the argument is not given. */
  readonly default?: string | number | boolean;
  /** How the reference shows the value: `k=<count>`. */
  readonly placeholder?: string;
  readonly availability?: 'planned';
}

export type ArgumentType =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** A whole number that names a stream of random numbers; scripts require it. */
  | { readonly kind: 'seed' }
  | { readonly kind: 'signed' }
  /** Quoted texts; `of` says what they name, where that can be listed. */
  | { readonly kind: 'texts'; readonly of?: 'observations' }
  /** One quoted text. */
  | { readonly kind: 'text' }
  | { readonly kind: 'file' | 'files' }
  /** `formats`: those of the argument, where they are not those of `save`. */
  | { readonly kind: 'output-file'; readonly formats?: readonly OutputFormat[] }
  /** A kind of figure and what it shows: `scatter TUF, R`. */
  | { readonly kind: 'figure'; readonly kinds: readonly FigureKind[] }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'field-strength' }
  /** A share of a value in per cent, from more than 0 to 100. */
  | { readonly kind: 'percentage' }
  /** `directed`: only parameters with a latent direction. */
  | { readonly kind: 'parameter' | 'parameters'; readonly directed: boolean }
  /** Built-in parameters and defined ones, for what measures them. */
  | { readonly kind: 'quantity' | 'quantities' }
  /** The same, or with `from` a new name for what labels say. */
  | { readonly kind: 'learnable' }
  | { readonly kind: 'sign-parameter' }
  | { readonly kind: 'field' }
  | { readonly kind: 'predicate' }
  | { readonly kind: 'moves' }
  | { readonly kind: 'topic' }
  | { readonly kind: 'pipeline'; readonly of: ValueKind }
  | { readonly kind: 'flag' };

/** A kind of figure that `plot` can draw. */
export interface FigureKind {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  readonly accepts: readonly ValueKind[];
  /** How many parameters follow its name; `directed`: only those with a latent direction. */
  readonly fields: { readonly least: number; readonly most: number; readonly directed?: true };
  /** The other arguments that mean something to it. */
  readonly takes?: readonly string[];
  readonly example: Example;
}

/** A kind of file that `save` can write. */
export interface OutputFormat {
  readonly extension: string;
  readonly title: string;
  readonly accepts: readonly ValueKind[];
  readonly availability: 'available' | 'planned';
}
