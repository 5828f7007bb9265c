import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Engine } from '../models/engine.js';
import type { World } from '../models/world.js';
import type { Definition, PlanArguments, PlanPipeline, PlanStep } from '../planner/plan.js';
import type { Contract } from '../planner/contract.js';
import type { Cache } from './cache.js';
import type { SessionEvent } from './events.js';
import type { FileAccess } from './files/file-access.js';
import type { Lesson } from './learned-parts.js';
import type { Provenance } from './provenance.js';
import type { Value } from './values.js';

/** What a verb gets to work with. Everything in it is loaded when first asked for. */
export interface Context {
  readonly world: World;
  readonly engine: () => Promise<Engine>;
  readonly signal: AbortSignal;
  readonly bindings: ReadonlyMap<string, Value>;
  /** Quantities that have been defined so far. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Gives a parameter what was learnt for it, from the next statement on. */
  readonly teach: (lesson: Lesson) => void;
  /** What took long to find out, for later. */
  readonly cache: Cache;
  /** Names in a script are relative to this folder. */
  readonly directory: string;
  /** Says which files a script may have: every file that it names is asked for here. */
  readonly files: FileAccess;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly provenance: () => Promise<Provenance>;
  readonly emit: (event: SessionEvent) => void;
  /** A warning; it gets the span of the step that runs. */
  readonly warn: (diagnostic: Diagnostic) => void;
  /** The script as written, for what a step says of itself. */
  readonly script: string;
  /** Number of the statement that runs, from 0. */
  readonly statement: number;
  /** What that statement does, as planned. */
  readonly pipeline: PlanPipeline;
  /** Figures, notes and diagnostics that it has told of so far. */
  readonly told: readonly SessionEvent[];
  /** A new seed, where the script has none and may go without. */
  readonly drawSeed: () => number;
  readonly runPipeline: (pipeline: PlanPipeline) => Promise<Value>;
}

/** A verb: what it accepts, and what it does. One file each in verbs/. */
export interface Verb<A = PlanArguments> {
  readonly contract: Contract;
  readonly run: (input: Value | undefined, given: A, context: Context, step: PlanStep) => Promise<Value>;
}

/** A verb whose arguments have the type that its contract's readers make. */
export function verb<A>(contract: Contract, run: Verb<A>['run']): Verb {
  return { contract, run: (input, given, context, step) => run(input, given as A, context, step) };
}
