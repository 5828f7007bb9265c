import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { writeAtomically } from '../archive/atomic-write.js';

const DIGEST_BYTES = 32;

/**
 * What took long to find out, by the content that it was found from: in memory for the session, and in a folder for
 * later ones where that can be written. A damaged file is like none.
 */
export class Cache {
  readonly #memory = new Map<string, Uint8Array>();
  readonly #onDisk: boolean;

  constructor({ onDisk = true } = {}) {
    this.#onDisk = onDisk;
  }

  /** @param content all that the result depends on, as JSON can tell it */
  async read(content: object): Promise<Uint8Array | undefined> {
    const name = nameOf(content);
    const known = this.#memory.get(name);
    return known ?? (this.#onDisk ? await readChecked(join(folder(), name)) : undefined);
  }

  async write(content: object, bytes: Uint8Array): Promise<void> {
    const name = nameOf(content);
    this.#memory.set(name, bytes);
    if (!this.#onDisk) return;
    const checked = new Uint8Array([...digestOf(bytes), ...bytes]);
    try {
      await mkdir(folder(), { recursive: true });
      await writeAtomically(join(folder(), name), checked);
    } catch {
      // A cache that cannot be written costs time, and is no reason to fail.
    }
  }
}

/** `$XDG_CACHE_HOME/giq`, or `.cache/giq` in the home folder. */
function folder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'giq');
}

function nameOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

async function readChecked(file: string): Promise<Uint8Array | undefined> {
  const checked = await readFile(file).catch(() => undefined);
  if (!checked) return undefined;
  const bytes = Uint8Array.from(checked.subarray(DIGEST_BYTES));
  return digestOf(bytes).equals(checked.subarray(0, DIGEST_BYTES)) ? bytes : undefined;
}
