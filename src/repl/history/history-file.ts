/** The history on disk: one JSON text a line, so that an entry may have line breaks. Only its owner may read it. */
import { appendFile, chmod, mkdir, open, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Entries that are read. */
const MOST_ENTRIES = 2000;

/** `$XDG_STATE_HOME/giq/history`, by default below `~/.local/state`. */
export function historyPath(environment: Readonly<Record<string, string | undefined>>): string {
  const state = environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  return join(state, 'giq', 'history');
}

/** The entries so far, oldest first; none where there is no file or it cannot be read. */
export async function readHistory(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(-MOST_ENTRIES - 1)
    .flatMap(entryOf);
}

/** A damaged line does not hide the others. */
function entryOf(line: string): string[] {
  if (line === '') return [];
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'string' ? [entry] : [];
  } catch {
    return [];
  }
}

/** Adds an entry at once, so that a session that ends badly has lost nothing. */
export async function appendHistory(path: string, entry: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const start = (await endsWithin(path)) ? '\n' : '';
  await appendFile(path, `${start}${JSON.stringify(entry)}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
}

/** Does the file end within a line? A session that was killed while it wrote has left it so. */
async function endsWithin(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    return bytesRead === 1 && buffer.toString() !== '\n';
  } finally {
    await file.close();
  }
}
