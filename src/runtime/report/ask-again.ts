import { encode } from '../../parser/escapes.js';
import { DEFAULT_WORLD } from '../default-world.js';
import type { Item } from '../values.js';

/** How many the command asks for. */
const COUNT = 5;

/** A command for a POSIX shell that asks what else looks like an observation; undefined for what is in no archive. */
export function askAgain({ id, origin }: Item, world: string): string | undefined {
  if (origin !== 'archive') return undefined;
  const inWorld = world === DEFAULT_WORLD ? '' : ` --world ${quoted(world)}`;
  return `giq${inWorld} -e ${quoted(`observe ${encode(id)} | retrieve k=${COUNT}`)}`;
}

/** One word of a shell, whatever is in it. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
