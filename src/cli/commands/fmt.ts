import { writeAtomically } from '../../archive/atomic-write.js';
import { isError } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/span.js';
import { format } from '../../parser/index.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import { sourcesOf } from '../sources.js';
import type { Terminal } from '../terminal.js';
import { pathFrom } from '../../runtime/paths.js';

export interface FormatFlags {
  readonly eval?: readonly string[];
  readonly check?: boolean;
}

type Result = 'same' | 'changed' | 'invalid';

/** `giq fmt FILE…`: rewrites files in the canonical layout, or with `--check` only tells which would change. */
export async function formatScripts(
  files: readonly string[],
  flags: FormatFlags,
  terminal: Terminal,
): Promise<number> {
  const narrator = new Narrator(terminal, false);
  const results: Result[] = [];
  for (const source of await sourcesOf(files, flags.eval, terminal)) {
    results.push(
      await formatOne(
        source,
        files.includes(source.name) && source.name !== '-',
        flags.check ?? false,
        terminal,
        narrator,
      ),
    );
  }
  if (results.includes('invalid')) return EXIT.script;
  return flags.check && results.includes('changed') ? EXIT.runtime : EXIT.ok;
}

async function formatOne(
  source: Source,
  isFile: boolean,
  checkOnly: boolean,
  terminal: Terminal,
  narrator: Narrator,
): Promise<Result> {
  const { text, diagnostics } = format(source);
  diagnostics.forEach((diagnostic) => narrator.diagnostic(diagnostic, source));
  if (diagnostics.some(isError)) return 'invalid';
  const changed = text !== source.text;
  if (checkOnly) {
    if (changed) narrator.note(`${source.name} would change`);
  } else if (!isFile) terminal.out(text);
  else if (changed) {
    await writeAtomically(pathFrom(terminal.directory, source.name), text);
    narrator.note(`formatted ${source.name}`);
  }
  return changed ? 'changed' : 'same';
}
