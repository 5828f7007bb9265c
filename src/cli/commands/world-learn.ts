import { fail } from '../../diagnostics/diagnostic.js';
import { changeableWorld } from '../../models/world-copy.js';
import { saveLessons } from '../../runtime/save-lessons.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { createSession, type Session } from '../../runtime/session.js';
import { EXIT, exitCodeOf } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import { sourcesOf } from '../sources.js';
import type { Terminal } from '../terminal.js';
import type { WorldAndEngineFlags } from '../world-and-engine.js';

export interface WorldLearnFlags extends WorldAndEngineFlags {
  readonly eval?: readonly string[];
  readonly out?: string;
}

/** `giq world learn FILE… --out FOLDER`: runs scripts, and keeps what they define and learn in a world. */
export async function learnInWorld(
  files: readonly string[],
  flags: WorldLearnFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { world, open } = await changeableWorld(flags.world ?? DEFAULT_WORLD, flags.out);
  const session = createSession({
    world: world.directory,
    directory: terminal.directory,
    ...(flags.engine !== undefined && { engine: flags.engine }),
  });
  const narrator = new Narrator(terminal, false);
  try {
    const exitCode = await runAll(files, flags, session, narrator, terminal, signal);
    if (exitCode !== EXIT.ok) return exitCode;
    const { definitions } = session;
    const lessons = session.lessonsOf(world.directory);
    if (lessons.length + definitions.size === 0)
      fail('usage', { problem: 'the scripts define and learn nothing: `define` and `learn` do' });
    const target = await open();
    const names = await saveLessons(target, { lessons, definitions });
    narrator.note(`${target.directory} now knows ${names.join(', ')}`);
    return EXIT.ok;
  } finally {
    await session.dispose();
  }
}

/** Runs the scripts one after the other in one session; only their notes are shown. */
async function runAll(
  files: readonly string[],
  { eval: texts }: WorldLearnFlags,
  session: Session,
  narrator: Narrator,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  for (const source of await sourcesOf(files, texts, terminal)) {
    for await (const event of session.run(source, { signal })) {
      if (event.type === 'progress') narrator.progress(event.label, event.done, event.total);
      if (event.type === 'note') narrator.note(event.text);
      if (event.type === 'diagnostic') narrator.diagnostic(event.diagnostic, event.source);
      if (event.type === 'done' && event.outcome !== 'ok') return exitCodeOf(event.outcome);
    }
  }
  narrator.clear();
  return EXIT.ok;
}
