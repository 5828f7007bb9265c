/** Runs scripts in the toy world: the whole way from text to values, without files and networks. */
import { UNRESTRICTED } from '../../src/runtime/files/file-access.js';
import { GiqError, type Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { optimise } from '../../src/planner/optimise.js';
import type { Plan, PlanPipeline, ValueKind } from '../../src/planner/plan.js';
import { resolve } from '../../src/planner/resolve.js';
import type { Surroundings } from '../../src/planner/scope.js';
import { parse } from '../../src/parser/index.js';
import { Cache } from '../../src/runtime/cache.js';
import type { Context } from '../../src/runtime/context.js';
import { runPipeline } from '../../src/runtime/execute.js';
import { outputFormats } from '../../src/runtime/formats/kinds.js';
import type { Table, Value } from '../../src/runtime/values.js';
import { contracts } from '../../src/runtime/verbs/index.js';
import { vocabularyOf } from '../../src/runtime/vocabulary.js';
import { toyWorld } from './toy-world.js';

const surroundings: Surroundings = {
  contracts,
  formats: outputFormats,
  world: 'toy',
  worlds: new Map([['toy', await vocabularyOf(toyWorld)]]),
  unusable: new Map(),
  bindings: new Map<string, ValueKind>(),
  definitions: new Map(),
  learned: new Map(),
  allowUnseeded: false,
};

/** What the planner makes of a script; `planToy` for one that has to be right. */
export function resolveToy(text: string, more: Partial<Surroundings> = {}) {
  const { script, diagnostics } = parse({ name: 'toy.giq', text });
  const resolution = resolve(script, { ...surroundings, ...more });
  return { plan: resolution.plan, diagnostics: [...diagnostics, ...resolution.diagnostics] };
}

/** The plan as it was written, before the optimiser. */
export function planToy(text: string, more: Partial<Surroundings> = {}): Plan {
  const { plan, diagnostics } = resolveToy(text, more);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new GiqError(...errors);
  return plan;
}

export interface ToyRun {
  readonly value: Value;
  readonly warnings: readonly Diagnostic[];
}

/** Runs a pipeline of the plan. */
export async function runToyPipeline(pipeline: PlanPipeline, more: Partial<Context> = {}): Promise<ToyRun> {
  const warnings: Diagnostic[] = [];
  const context = toyContext({ ...more, warn: (warning) => void warnings.push(warning) });
  return { value: await runPipeline(pipeline, context), warnings };
}

/** Runs the one pipeline of a script. */
export async function runToy(text: string): Promise<ToyRun> {
  const plan = optimise(planToy(text));
  const statement = plan.statements.at(-1)!;
  if (statement.kind === 'use' || statement.kind === 'define') throw new Error('a pipeline is wanted');
  return runToyPipeline(statement.pipeline);
}

export function toyContext(more: Partial<Context> = {}): Context {
  const context: Context = {
    world: toyWorld,
    engine: async () => ({ name: 'none', load: () => Promise.reject(new Error('no')), dispose: () => {} }),
    signal: new AbortController().signal,
    bindings: new Map(),
    definitions: new Map(),
    teach: () => {},
    cache: new Cache(),
    directory: '.',
    files: UNRESTRICTED,
    contracts,
    provenance: () => Promise.reject(new Error('the toy world has no provenance')),
    emit: () => {},
    warn: () => {},
    script: '',
    statement: 0,
    pipeline: { steps: [], type: 'nothing' },
    told: [],
    drawSeed: () => 0,
    runPipeline: (pipeline) => runPipeline(pipeline, context),
    ...more,
  };
  return context;
}

/** The ids of what has pictures. */
export function idsOf(value: Value): string[] {
  if (value.kind === 'latents' || value.kind === 'patches') return value.items.map(({ id }) => id);
  if (value.kind === 'table') return value.rows.map(([id]) => String(id));
  return value.queries.flatMap(({ matches }) => matches.map(({ item }) => item.id));
}

/** A column of a table, by its name. */
export function columnOf({ columns, rows }: Table, name: string) {
  const index = columns.findIndex((column) => column.name === name);
  if (index < 0) throw new Error(`there is no column ${name}`);
  return rows.map((row) => row[index]);
}
