import { toJson } from '../../diagnostics/render.js';
import { isError } from '../../diagnostics/diagnostic.js';
import { createSession } from '../../runtime/session.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import { sourcesOf } from '../sources.js';
import type { Terminal } from '../terminal.js';
import { worldAndEngine } from '../world-and-engine.js';
import type { RunFlags } from './run.js';

export interface CheckFlags extends Pick<RunFlags, 'eval' | 'world' | 'quiet'> {
  readonly format: 'text' | 'json';
}

/** `giq check FILE…`: parses and resolves, runs nothing, loads no model. */
export async function checkScripts(
  files: readonly string[],
  flags: CheckFlags,
  terminal: Terminal,
): Promise<number> {
  const narrator = new Narrator(terminal, flags.quiet ?? false);
  const found: object[] = [];
  let errors = 0;
  for (const source of await sourcesOf(files, flags.eval, terminal)) {
    const { diagnostics } = await createSession(await worldAndEngine(flags)).check(source);
    errors += diagnostics.filter(isError).length;
    if (flags.format === 'json') found.push(...diagnostics.map((diagnostic) => toJson(diagnostic, source)));
    else for (const diagnostic of diagnostics) narrator.diagnostic(diagnostic, source);
    if (diagnostics.length === 0) narrator.note(`${source.name}: nothing wrong`);
  }
  if (flags.format === 'json') terminal.out(JSON.stringify(found, null, 2) + '\n');
  return errors > 0 ? EXIT.script : EXIT.ok;
}
