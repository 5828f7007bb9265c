import { catalogue } from '../diagnostics/catalogue.js';
import { fail, type Diagnostic } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import { engineFactories } from '../models/engines/index.js';
import { findWorld } from '../models/world-folders.js';
import type { SessionOptions } from '../runtime/session.js';

export interface WorldAndEngineFlags {
  readonly world?: string;
  readonly engine?: string;
}

/**
 * What `--world` and `--engine` ask for. Names of nothing are refused here, before a script could be blamed for them.
 *
 * @throws GiqError `unknown-world`, `engine-unknown`
 */
export async function worldAndEngine({
  world,
  engine,
}: WorldAndEngineFlags): Promise<Pick<SessionOptions, 'world' | 'engine'>> {
  if (world !== undefined) await findWorld(world);
  if (engine !== undefined) requireEngine(engine);
  return { ...(world !== undefined && { world }), ...(engine !== undefined && { engine }) };
}

function requireEngine(name: string): void {
  const names = ['auto', ...engineFactories.map((factory) => factory.name)];
  if (names.includes(name)) return;
  const hints = suggest(name, names).map((near) => `\`${near}\` might be meant`);
  fail('engine-unknown', { name }, { hints });
}

/** Is the command line at fault, rather than a script or what it met? */
export function isUsage({ code }: Diagnostic): boolean {
  return catalogue[code].stage === 'usage' || code === 'unknown-world';
}
