/** What is asked and said before a script runs that a saved file carried: somebody else may have made the file. */
import { isAbsolute, normalize, sep } from 'node:path';
import { diagnose, fail, GiqError } from '../diagnostics/diagnostic.js';
import { openEngine } from '../models/engines/index.js';
import { openWorld } from '../models/world.js';
import { filesWritten } from '../runtime/outputs.js';
import type { Provenance } from '../runtime/provenance.js';
import { createSession, type SessionOptions } from '../runtime/session.js';
import { contracts } from '../runtime/verbs/index.js';
import { GIQ_VERSION } from '../runtime/version.js';
import type { Runnable } from './carried-scripts.js';
import type { Narrator } from './narrator.js';
import { worldAndEngine, type WorldAndEngineFlags } from './world-and-engine.js';

export interface ReproducingFlags extends WorldAndEngineFlags {
  /** May the script write its files? */
  readonly yes?: boolean;
}

/**
 * The world and engine that a file was made with, unless others are asked for. Shows the script and warns of what has
 * changed since.
 *
 * @throws GiqError `provenance-needs-yes`, `provenance-writes-outside`, `unknown-world`
 */
export async function reproductionOptions(
  { source, provenance }: Runnable & { readonly provenance: Provenance },
  flags: ReproducingFlags,
  narrator: Narrator,
): Promise<Pick<SessionOptions, 'world' | 'engine'>> {
  narrator.note(shownScript(source.name, provenance));
  const world = flags.world ?? provenance.world.name;
  const { names, usesWorld } = await plannedWork(source.text, world);
  requireConsent(source.name, names, flags.yes ?? false);
  await warnOfChanges(source.name, provenance, world, narrator);
  const engine = flags.engine ?? (await engineOf(source.name, provenance, narrator));
  // A script that chooses its worlds itself begins in the one that it began in: the default.
  const begins = usesWorld ? flags.world : world;
  return worldAndEngine({
    ...(begins !== undefined && { world: begins }),
    ...(engine !== undefined && { engine }),
  });
}

/** The script as text that does nothing to a terminal, whatever is in it. */
function shownScript(file: string, { script, giq, world, engine }: Provenance): string {
  const lines = harmless(script.trimEnd()).split('\n');
  const origin = harmless(`giq ${giq}, world ${world.name} ${world.hash}, engine ${engine}`);
  return [`${file} was made by (${origin})`, ...lines.map((line) => `  | ${line}`)].join('\n');
}

/** Without control characters, and without those that turn the direction of writing. */
function harmless(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, '�');
}

/** What the script would write, and whether it chooses a world; a script that does not resolve does nothing. */
async function plannedWork(
  script: string,
  world: string,
): Promise<{ readonly names: readonly string[]; readonly usesWorld: boolean }> {
  const session = createSession({ world });
  try {
    const { plan } = await session.check(script);
    const usesWorld = plan?.statements.some(({ kind }) => kind === 'use') ?? false;
    return { names: plan ? filesWritten(plan, contracts) : [], usesWorld };
  } finally {
    await session.dispose();
  }
}

function requireConsent(file: string, names: readonly string[], isGiven: boolean): void {
  const outside = names.find((name) => !isInside(name));
  if (outside !== undefined) fail('provenance-writes-outside', { file, path: harmless(outside) });
  if (names.length > 0 && !isGiven) {
    const shown = names.map((name) => `"${harmless(name)}"`);
    const few = shown.length > 3 ? [...shown.slice(0, 2), `${shown.length - 2} more`] : shown;
    fail('provenance-needs-yes', { file, names: few.join(', ') });
  }
}

/** Below the current folder, by its name, and in no hidden folder of it. */
function isInside(name: string): boolean {
  const parts = normalize(name).split(sep);
  return !isAbsolute(name) && !/^[A-Za-z]:/.test(name) && parts.every((part) => !part.startsWith('.'));
}

async function warnOfChanges(
  file: string,
  { giq, world: { hash, name } }: Provenance,
  world: string,
  narrator: Narrator,
): Promise<void> {
  if (giq !== GIQ_VERSION)
    narrator.diagnostic(diagnose('provenance-version', { file, then: giq, now: GIQ_VERSION }));
  const { shortHash, dispose } = await openWorld(world);
  dispose();
  if (shortHash !== hash)
    narrator.diagnostic(
      diagnose('provenance-world-changed', { file, world: name, then: hash, now: shortHash }),
    );
}

/** Engines differ in the last digits. Undefined, any, where none had been used. */
async function engineOf(
  file: string,
  { engine }: Provenance,
  narrator: Narrator,
): Promise<string | undefined> {
  if (engine === 'none') return undefined;
  try {
    await (await openEngine(engine)).dispose();
    return engine;
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    narrator.diagnostic(diagnose('provenance-engine', { file, engine: harmless(engine) }));
    return undefined;
  }
}
