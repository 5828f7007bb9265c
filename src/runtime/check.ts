/** From text to plan, with the worlds that the text names: everything that needs no model. */
import { hasErrors, resolve, type Resolution } from '../planner/resolve.js';
import { optimise } from '../planner/optimise.js';
import type { Definition, Plan, ValueKind } from '../planner/plan.js';
import type { Vocabulary } from '../planner/vocabulary.js';
import { parse } from '../parser/index.js';
import type { Script } from '../parser/ast.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { GiqError } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/span.js';
import type { World } from '../models/world.js';
import { outputFormats } from './formats/kinds.js';
import { contracts } from './verbs/index.js';
import { vocabularyOf } from './vocabulary.js';

export interface CheckOptions {
  /** The world in force before the script starts. */
  readonly world: string;
  readonly openWorld: (name: string) => Promise<World>;
  readonly bindings: ReadonlyMap<string, ValueKind>;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Names whose directions have been learnt, by world. */
  readonly learned: ReadonlyMap<string, readonly string[]>;
  readonly allowUnseeded: boolean;
}

export interface Checked {
  /** Present when no diagnostic is an error. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
  /** Only the end of the text is missing. */
  readonly incomplete: boolean;
}

/** Parses and resolves a script. Never throws for what a script can do wrong. */
export async function check(source: Source, options: CheckOptions): Promise<Checked> {
  const { script, diagnostics, incomplete } = parse(source);
  if (hasErrors(diagnostics)) return { diagnostics, incomplete };
  const resolution = await resolveScript(script, options);
  const all = [...diagnostics, ...resolution.diagnostics];
  return hasErrors(all)
    ? { diagnostics: all, incomplete }
    : { plan: optimise(resolution.plan), diagnostics: all, incomplete };
}

async function resolveScript(script: Script, options: CheckOptions): Promise<Resolution> {
  const { world, bindings, definitions, learned, allowUnseeded } = options;
  const { worlds, unusable } = await vocabularies(script, options);
  return resolve(script, {
    contracts,
    formats: outputFormats,
    world,
    worlds,
    unusable,
    bindings,
    definitions,
    learned,
    allowUnseeded,
  });
}

/** The vocabularies of the world in force and of those that the script uses, or why one cannot be opened. */
async function vocabularies(script: Script, { world, openWorld }: CheckOptions) {
  const worlds = new Map([[world, await vocabularyNamed(world, openWorld)]]);
  const unusable = new Map<string, readonly Diagnostic[]>();
  for (const statement of script.statements) {
    if (statement.kind !== 'use' || statement.what.text !== 'world' || worlds.has(statement.value.value))
      continue;
    const name = statement.value.value;
    try {
      worlds.set(name, await vocabularyNamed(name, openWorld));
    } catch (error) {
      if (!(error instanceof GiqError)) throw error;
      unusable.set(name, error.diagnostics);
    }
  }
  return { worlds, unusable };
}

/** A world is called in the plan what it is opened by, which may be the path of its folder. */
async function vocabularyNamed(name: string, openWorld: CheckOptions['openWorld']): Promise<Vocabulary> {
  return { ...(await vocabularyOf(await openWorld(name))), world: name };
}
