import { readFile, stat } from 'node:fs/promises';
import { fail, GiqError } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/span.js';
import type { Terminal } from './terminal.js';
import { pathFrom } from '../runtime/paths.js';

/** A script is written by hand. */
const MOST_BYTES = 2 ** 20;

/** The scripts that a command is given: files, `-` for standard input, or `-e` texts. */
export async function sourcesOf(
  files: readonly string[],
  texts: readonly string[] | undefined,
  terminal: Terminal,
): Promise<Source[]> {
  if (texts && texts.length > 0) return [{ name: '-e', text: texts.join('\n') }];
  if (files.length === 0)
    fail('usage', { problem: 'a script is required: a file, `-` for standard input, or `-e TEXT`' });
  return Promise.all(files.map((file) => readSource(file, terminal)));
}

async function readSource(file: string, terminal: Terminal): Promise<Source> {
  if (file === '-') return piped(await terminal.readStdin());
  try {
    const path = pathFrom(terminal.directory, file);
    const { size } = await stat(path);
    if (size > MOST_BYTES)
      return fail('script-unreadable', { file, problem: `it has ${size} bytes, at most ${MOST_BYTES}` });
    return { name: file, text: await readFile(path, 'utf8') };
  } catch (error) {
    if (error instanceof GiqError) throw error;
    return fail('script-unreadable', { file, problem: problemOf(error as NodeJS.ErrnoException) });
  }
}

function piped(text: string): Source {
  const name = 'standard input';
  if (text.length <= MOST_BYTES) return { name, text };
  const problem = `it has ${text.length} characters, at most ${MOST_BYTES}`;
  return fail('script-unreadable', { file: name, problem });
}

function problemOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' ? 'it may not be read' : message;
}
