import { diagnose, GiqError, withSpan, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/span.js';
import type { Engine } from '../models/engine.js';
import { openWorld, type World } from '../models/world.js';
import { isPath } from '../models/world-folders.js';
import { RANDOM_GENERATOR } from '../numeric/random.js';
import { sameDefinition } from '../planner/define.js';
import {
  LANGUAGE_VERSION,
  type Definition,
  type Plan,
  type PlanPipeline,
  type PlanStatement,
} from '../planner/plan.js';
import { Cache } from './cache.js';
import { Channel } from './channel.js';
import { check, type Checked } from './check.js';
import type { Context } from './context.js';
import { Engines } from './engines.js';
import type { Outcome, SessionEvent } from './events.js';
import { runPipeline } from './execute.js';
import { DEFAULT_WORLD } from './default-world.js';
import { restrictedTo, UNRESTRICTED, type FileAccess } from './files/file-access.js';
import type { FilePolicy } from './files/policy.js';
import { explain } from './explain.js';
import { LearnedParts, type Lesson } from './learned-parts.js';
import type { Provenance } from './provenance.js';
import type { Value } from './values.js';
import { contracts } from './verbs/index.js';
import { GIQ_VERSION } from './version.js';
import { vocabularyOf } from './vocabulary.js';
import { definitionsIn } from './world-definitions.js';

export interface SessionOptions {
  /** Name or folder of the world; `solar-sim` by default. */
  readonly world?: string;
  /** Name of an engine, or `auto`. */
  readonly engine?: string;
  /** Names of files in scripts are relative to it; the current folder by default. */
  readonly directory?: string;
  /** May random verbs go without a seed? For interactive use; each seed that is drawn is told. */
  readonly allowUnseeded?: boolean;
  /** Folders that scripts are bound to: for scripts of strangers. Nothing is kept on disk for later sessions then. */
  readonly files?: FilePolicy;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
}

/**
 * Runs scripts one after the other; what one binds, the next can use. Worlds, engines and models are loaded when
 * something needs them and stay.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #worlds = new Map<string, Promise<World>>();
  readonly #bindings = new Map<string, Value>();
  readonly #definitions = new Map<string, Definition>();
  readonly #learned = new LearnedParts();
  readonly #cache: Cache;
  readonly #files: FileAccess;
  readonly #engines: Engines;
  #world: string;

  constructor(options: SessionOptions = {}) {
    this.#options = options;
    this.#engines = new Engines(options.engine);
    this.#world = options.world ?? DEFAULT_WORLD;
    this.#files = options.files ? restrictedTo(options.files) : UNRESTRICTED;
    this.#cache = new Cache({ onDisk: !this.#files.isRestricted });
  }

  /** Values bound so far. */
  get bindings(): ReadonlyMap<string, Value> {
    return this.#bindings;
  }

  /** Quantities defined so far. */
  get definitions(): ReadonlyMap<string, Definition> {
    return this.#definitions;
  }

  /** Names whose directions were learnt in the world in force. */
  get learned(): readonly string[] {
    return this.#learned.names().get(this.#world) ?? [];
  }

  /** What was learnt in the world that is opened by this name. */
  lessonsOf(world: string): readonly Lesson[] {
    return this.#learned.of(world);
  }

  /** The world in force: the one asked for, or the last that was used. */
  world(): Promise<World> {
    return this.#open(this.#world);
  }

  /** A world, the one in force unless another is named, with the directions that were learnt in it. */
  async taughtWorld(name = this.#world): Promise<World> {
    return this.#learned.added(await this.#open(name), name);
  }

  /** The engine, opened when first asked for. */
  engine(): Promise<Engine> {
    return this.#engines.current();
  }

  /** The engine that was asked for: a name, or `auto`. */
  get engineName(): string {
    return this.#engines.chosen;
  }

  /**
   * Goes on with another engine; what is bound stays.
   *
   * @throws GiqError `engine-unknown`, `engine-unavailable`; the one before stays
   */
  useEngine(name: string): Promise<Engine> {
    return this.#engines.use(name);
  }

  /** Parses and resolves without running; loads no model. */
  check(source: Source | string): Promise<Checked> {
    return check(asSource(source), {
      world: this.#world,
      openWorld: (name) => this.#open(name),
      bindings: new Map([...this.#bindings].map(([name, value]) => [name, value.kind])),
      definitions: this.#definitions,
      learned: this.#learned.names(),
      allowUnseeded: this.#options.allowUnseeded ?? false,
    });
  }

  /**
   * Runs a script: the one stream of events that everything consumes. The last event is `done`. A statement that fails
   * stops the script; what was bound before it stays.
   */
  run(
    script: Source | string,
    { signal = new AbortController().signal }: RunOptions = {},
  ): AsyncIterable<SessionEvent> {
    const channel = new Channel<SessionEvent>();
    const source = asSource(script);
    this.#runAll(source, signal, (event) => channel.push(event)).then(
      (outcome) => {
        channel.push({ type: 'done', outcome });
        channel.close();
      },
      (error) => channel.close(error),
    );
    return channel;
  }

  /** Everything about where results come from. */
  async provenance(script: string, world?: World): Promise<Provenance> {
    const { name, shortHash: hash, manifest } = world ?? (await this.world());
    const { simulated } = manifest;
    const engine = (await this.#engines.opened)?.name ?? 'none';
    return {
      giq: GIQ_VERSION,
      language: LANGUAGE_VERSION,
      script,
      world: { name, hash, simulated },
      random: RANDOM_GENERATOR,
      engine,
    };
  }

  /** Binds a value under a name without a script: the REPL's `_`. */
  bind(name: string, value: Value): void {
    this.#bindings.set(name, value);
  }

  /** Remembers what scripts have changed so far; the function that it returns goes back to it. */
  checkpoint(): () => void {
    const [bindings, definitions] = [new Map(this.#bindings), new Map(this.#definitions)];
    const [world, forgetLearned] = [this.#world, this.#learned.checkpoint()];
    return () => {
      restore(this.#bindings, bindings);
      restore(this.#definitions, definitions);
      this.#world = world;
      forgetLearned();
    };
  }

  /** Gives back what engines and models hold. */
  async dispose(): Promise<void> {
    const worlds = await Promise.allSettled(this.#worlds.values());
    for (const opened of worlds) if (opened.status === 'fulfilled') opened.value.dispose();
    this.#worlds.clear();
    await this.#engines.dispose();
  }

  #open(name: string): Promise<World> {
    const known = this.#worlds.get(name);
    if (known) return known;
    const opening = this.#openAllowed(name);
    this.#worlds.set(name, opening);
    opening.catch(() => this.#worlds.delete(name));
    return opening;
  }

  /** A world that is named by its path is a folder like others; the one that was asked for is the user's choice. */
  async #openAllowed(name: string): Promise<World> {
    const isChosen = name === (this.#options.world ?? DEFAULT_WORLD);
    return openWorld(isPath(name) && !isChosen ? await this.#files.open(name, 'read') : name);
  }

  async #runAll(source: Source, signal: AbortSignal, emit: (event: SessionEvent) => void): Promise<Outcome> {
    const report = (diagnostic: Diagnostic) => emit({ type: 'diagnostic', diagnostic, source });
    try {
      const { plan, diagnostics } = await this.check(source);
      diagnostics.forEach(report);
      return plan ? await this.#runPlan(plan, source, signal, emit) : 'invalid';
    } catch (error) {
      if (!(error instanceof GiqError)) throw error;
      error.diagnostics.forEach(report);
      return error.diagnostics.some(({ code }) => code === 'cancelled') ? 'cancelled' : 'failed';
    }
  }

  async #runPlan(
    plan: Plan,
    source: Source,
    signal: AbortSignal,
    emit: (event: SessionEvent) => void,
  ): Promise<Outcome> {
    for (const [index, statement] of plan.statements.entries()) {
      await this.#runStatement(statement, index, source, signal, emit);
    }
    return 'ok';
  }

  async #runStatement(
    statement: PlanStatement,
    index: number,
    source: Source,
    signal: AbortSignal,
    emit: (event: SessionEvent) => void,
  ): Promise<void> {
    if (statement.kind === 'use') return void (this.#world = statement.world);
    if (statement.kind === 'define') return this.#define(statement.definition);
    const own = await this.#open(statement.world);
    const world = this.#learned.added(own, statement.world);
    if (statement.kind === 'explain') {
      return emit({
        type: 'explanation',
        statement: index,
        explanation: await explain(statement.pipeline, world),
      });
    }
    const context = this.#context(
      {
        world,
        teach: (lesson) => this.#learn(statement.world, lesson),
        definitions: new Map([...definitionsIn(await vocabularyOf(own)), ...this.#definitions]),
      },
      index,
      statement.pipeline,
      source,
      signal,
      emit,
    );
    const value = await runPipeline(statement.pipeline, context).catch((error) => {
      throw located(error, statement);
    });
    if (statement.kind !== 'let')
      return emit({ type: 'value', statement: index, value, context, final: true });
    this.#bindings.set(statement.name, value);
    emit({ type: 'bound', name: statement.name, value });
  }

  #define(definition: Definition): void {
    const earlier = this.#definitions.get(definition.name);
    if (earlier && !sameDefinition(earlier, definition)) this.#learned.forget(definition.name);
    this.#definitions.set(definition.name, definition);
  }

  #learn(world: string, lesson: Lesson): void {
    this.#learned.learn(world, lesson);
    const definition = lesson.labels?.definition;
    if (definition) this.#definitions.set(definition.name, definition);
  }

  #context(
    { world, ...state }: Pick<Context, 'world' | 'teach' | 'definitions'>,
    statement: number,
    pipeline: PlanPipeline,
    source: Source,
    signal: AbortSignal,
    tell: (event: SessionEvent) => void,
  ): Context {
    const told: SessionEvent[] = [];
    const emit = (event: SessionEvent) => {
      if (event.type === 'figure' || event.type === 'note' || event.type === 'diagnostic') told.push(event);
      tell(event);
    };
    const context: Context = {
      ...state,
      world,
      statement,
      pipeline,
      told,
      script: source.text,
      signal,
      emit,
      contracts,
      engine: () => this.engine(),
      bindings: this.#bindings,
      cache: this.#cache,
      directory: this.#options.directory ?? process.cwd(),
      files: this.#files,
      provenance: () => this.provenance(source.text, world),
      warn: (diagnostic) => emit({ type: 'diagnostic', diagnostic, source }),
      drawSeed: () => drawSeed(emit),
      runPipeline: (inner) => runPipeline(inner, context),
    };
    return context;
  }
}

function restore<K, V>(map: Map<K, V>, to: ReadonlyMap<K, V>): void {
  map.clear();
  to.forEach((value, key) => map.set(key, value));
}

/** A failure outside of any step belongs to its statement. */
function located(error: unknown, statement: PlanStatement): unknown {
  if (!(error instanceof GiqError)) return error;
  return new GiqError(...error.diagnostics.map((diagnostic) => withSpan(diagnostic, statement.span)));
}

function drawSeed(emit: (event: SessionEvent) => void): number {
  const seed = Math.floor(Math.random() * 1_000_000);
  emit({ type: 'note', text: `seed ${seed} was drawn` });
  return seed;
}

function asSource(script: Source | string): Source {
  return typeof script === 'string' ? { name: 'script', text: script } : script;
}

/** Opens a session. Nothing is loaded before a script needs it. */
export function createSession(options: SessionOptions = {}): Session {
  return new Session(options);
}

/** The last `value` of a script, for programs: throws a GiqError where the script fails. */
export async function evaluate(
  session: Session,
  script: string,
  options: RunOptions = {},
): Promise<Value | undefined> {
  const problems: Diagnostic[] = [];
  let last: Value | undefined;
  for await (const event of session.run(script, options)) {
    if (event.type === 'value' && event.final) last = event.value;
    if (event.type === 'diagnostic' && event.diagnostic.severity === 'error') problems.push(event.diagnostic);
    if (event.type === 'done' && event.outcome !== 'ok') {
      throw new GiqError(...(problems.length > 0 ? problems : [diagnose('cancelled', {})]));
    }
  }
  return last;
}
