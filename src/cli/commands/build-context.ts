import { engineFactories, openEngine } from '../../models/engines/index.js';
import type { Engine, EngineOptions } from '../../models/engine.js';
import { openWorld, type World } from '../../models/world.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { measureBatch } from '../../physics/measure.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';

export interface BuildFlags {
  readonly world?: string;
  readonly engine?: string;
}

/** What every command that builds a part of a world works with. */
export interface BuildContext {
  readonly world: World;
  readonly engine: Engine;
  readonly narrator: Narrator;
  readonly parameters: readonly string[];
  readonly measure: (pixels: Float32Array, count: number) => Float64Array;
}

/** Opens world and engine, does the work, and gives the engine back whatever happens. */
export async function withBuildContext(
  flags: BuildFlags,
  terminal: Terminal,
  work: (context: BuildContext) => Promise<number>,
  options: EngineOptions = {},
): Promise<number> {
  const world = await openWorld(flags.world ?? DEFAULT_WORLD);
  const engine = await openEngine(flags.engine ?? 'auto', engineFactories, options);
  const { parameters } = world.manifest;
  const measure = (pixels: Float32Array, count: number) =>
    measureBatch(pixels, count, PATCH_SIZE, parameters);
  try {
    return await work({ world, engine, parameters, measure, narrator: new Narrator(terminal, false) });
  } finally {
    await engine.dispose();
  }
}
