import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/span.js';
import type { Contract, OutputFormat } from './contract.js';
import type { Definition, ValueKind } from './plan.js';
import type { Vocabulary } from './vocabulary.js';

/** All that the planner may know of its surroundings. */
export interface Surroundings {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly formats: readonly OutputFormat[];
  /** The world in force before the script starts. */
  readonly world: string;
  /** Vocabularies of the world in force and of those that the script uses, by name. */
  readonly worlds: ReadonlyMap<string, Vocabulary>;
  /** What is wrong with the worlds that the script names and that cannot be opened. */
  readonly unusable: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Values bound before, in a REPL. */
  readonly bindings: ReadonlyMap<string, ValueKind>;
  /** Quantities that were defined before, in a REPL. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Names whose directions were learnt before, by world. */
  readonly learned: ReadonlyMap<string, readonly string[]>;
  /** May `generate` go without a seed? Only where a person can be shown the one that was drawn. */
  readonly allowUnseeded: boolean;
}

/** The state of resolving one script: what is in scope at this point, and what was found wrong so far. */
export interface Scope {
  readonly surroundings: Surroundings;
  vocabulary: Vocabulary;
  readonly bindings: Map<string, Binding>;
  readonly definitions: Map<string, Defined>;
  /** Names that have a direction besides those of the world, by world. */
  readonly learned: Map<string, Set<string>>;
  readonly report: (diagnostic: Diagnostic) => void;
}

export interface Binding {
  readonly kind: ValueKind;
  /** Where it was bound; absent for those of an earlier REPL line. */
  readonly span?: Span;
}

export interface Defined {
  readonly definition: Definition;
  /** Where it was defined; absent for those of an earlier REPL line. */
  readonly span?: Span;
}
